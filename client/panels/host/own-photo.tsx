import { ImagePlus, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { altLimit } from '#shared/board/limits.ts'
import type { Photo } from '#shared/board/photo.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { Button } from '../ui/button.tsx'
import { choosePhotos } from '../ui/choose-photos.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { useBoard } from './board-context.tsx'
import { usePhoto } from './use-photo.ts'
import './own-photo.css'

export const en = {
  add: 'A picture, if you like',
  other: 'Another picture',
  remove: 'Remove the picture',
  describe: 'Description, for people who cannot see the picture',
  coming: 'The picture is on its way…',
  shown: 'Everybody sees it with your words.',
  alone: 'Write a word with it: a picture alone is not sent.',
}

export const fr = {
  add: 'Une photo, si vous voulez',
  other: 'Une autre photo',
  remove: 'Retirer la photo',
  describe: 'Description, pour les personnes qui ne voient pas la photo',
  coming: 'La photo est en route…',
  shown: 'Tout le monde la voit avec vos mots.',
  alone: 'Écrivez un mot avec elle : une photo seule n’est pas envoyée.',
} satisfies typeof en

const photoFieldWords = wordsOf({ en, fr })

interface OwnPhotoProps {
  readonly photo: Photo | null
  /** No words go with it yet. */
  readonly isAlone?: boolean
  readonly onChange: (photo: Photo | null) => void
  /** The words must wait for their picture. */
  readonly onBusy?: (isBusy: boolean) => void
}

/** The picture of an own text: taken or chosen, described, removed. It is uploaded at once, for its author alone. */
export function OwnPhoto({ photo, isAlone, onChange, onBusy }: OwnPhotoProps) {
  const t = useWords(photoFieldWords)
  const { model } = useBoard()
  const id = useId()
  const language = useContentLanguage()
  const [state, setState] = useState<{ readonly isComing: boolean; readonly error: string }>(still)
  const latest = useRef(0)
  const picture = usePhoto(photo?.id)
  const tell = (next: typeof state) => {
    setState(next)
    onBusy?.(next.isComing)
  }
  const send = async (file: File) => {
    latest.current += 1
    const turn = latest.current
    tell({ isComing: true, error: '' })
    const sent = await model.photos.send(file)
    if (turn !== latest.current) return
    tell({ isComing: false, error: sent.ok ? '' : errorSentence(sent.code) })
    if (sent.ok) onChange(sent.value)
  }
  const remove = () => {
    latest.current += 1
    tell(still)
    onChange(null)
  }
  const describe = (alt: string) => {
    if (!photo) return
    const { alt: _, ...plain } = photo
    onChange({ ...plain, ...(alt !== '' && { alt }) })
  }
  return (
    <div className="own-photo">
      {photo && (
        <>
          {picture.url !== undefined && (
            <img src={picture.url} alt="" width={photo.width} height={photo.height} draggable={false} />
          )}
          <label htmlFor={id}>{t('describe')}</label>
          <input
            id={id}
            className="line-field"
            dir="auto"
            lang={language}
            autoComplete="off"
            maxLength={altLimit}
            value={photo.alt ?? ''}
            onChange={({ target }) => describe(target.value)}
          />
        </>
      )}
      <div className="own-photo__presses">
        <Button
          tone="quiet"
          icon={<ImagePlus />}
          aria-disabled={state.isComing}
          onClick={() =>
            !state.isComing && choosePhotos(([file]) => file && void send(file), { isOne: true })
          }
        >
          {t(photo ? 'other' : 'add')}
        </Button>
        {(photo ?? state.isComing) && (
          <Button tone="quiet" icon={<X />} onClick={remove}>
            {t('remove')}
          </Button>
        )}
      </div>
      <output className="own-photo__state quiet">
        {state.isComing ? t('coming') : photo ? t(isAlone ? 'alone' : 'shown') : ''}
      </output>
      <p className="field__error" role="alert">
        {state.error}
      </p>
    </div>
  )
}

const still = { isComing: false, error: '' } as const
