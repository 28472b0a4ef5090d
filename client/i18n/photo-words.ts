import type { Photo } from '#shared/board/photo.ts'
import type { FirstName, Translate } from './i18n.ts'

/** What a note with a picture is called in lists and for those who do not see it. */
export type PhotoWords = (caption: string, photo: Pick<Photo, 'alt'>) => string

export function photoWords(t: Translate<FirstName>): PhotoWords {
  return (caption, { alt = '' }) => {
    if (caption === '') return alt === '' ? t('photo.bareItem') : t('photo.item', { alt })
    return alt === '' ? t('photo.captionedBareItem', { caption }) : t('photo.captionedItem', { caption, alt })
  }
}
