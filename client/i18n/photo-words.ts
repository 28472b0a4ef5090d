import type { Photo } from '#shared/board/photo.ts'
import type { CommonName, Translate } from './translate.ts'

/** The label of a note with a photo, in lists and for screen readers. */
export type PhotoWords = (caption: string, photo: Pick<Photo, 'alt'>) => string

export function photoWords(t: Translate<CommonName>): PhotoWords {
  return (caption, { alt = '' }) => {
    if (caption === '') return alt === '' ? t('photo.bareItem') : t('photo.item', { alt })
    return alt === '' ? t('photo.captionedBareItem', { caption }) : t('photo.captionedItem', { caption, alt })
  }
}
