import { useStore } from '@nanostores/react'
import { ImageUp, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { inFull } from '#shared/board/brief.ts'
import type { Note } from '#shared/board/note.ts'
import { type Photo } from '#shared/board/photo.ts'
import { altLimit } from '#shared/board/limits.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import { TextArea } from '../host/text-area.tsx'
import { useBegun } from '../host/use-begun.ts'
import { useSceneFact } from '../host/use-scene.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { choosePhotos } from '../ui/choose-photos.ts'
import { usePhoto } from '../host/use-photo.ts'
import { photosWords } from './words.ts'
import './photo-dialog.css'

/**
 * The photo of a note in full size, with its description. People who may mark the note can describe,
 * replace or remove the photo.
 */
export function PhotoDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(photosWords)
  const { model } = useBoard()
  const owner = useOwner(id)
  const photo = owner.note?.photo
  const [first] = useState(photo)
  // Another person may remove the photo while the dialog is open. The description being written stays.
  const shown = photo ?? first
  const { begun, write, clear } = useBegun({
    step: null,
    name: `photo:${id}`,
    audience: Audience.openSigned,
    text: shown?.alt ?? '',
  })
  const [tries, setTries] = useState(0)
  const isNothing = shown === undefined
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    // The photo was deleted just before the dialog opened.
    if (isNothing) leave()
  }, [isNothing])
  if (!shown) return null
  const words = begun.text
  const close = () => {
    if (photo && words.trim() !== (photo.alt ?? '')) owner.set(described(photo, words))
    clear()
    onClose()
  }
  const replace = () =>
    choosePhotos(
      ([file]) => {
        if (!file) return
        close()
        model.photos.put(id, file)
      },
      { isOne: true },
    )
  const caption = owner.note?.text.trim() ?? ''
  return (
    <Dialog
      title={t('heading')}
      size="large"
      onClose={close}
      footer={
        owner.mayChange && (
          <>
            <Button
              tone="quiet"
              icon={<Trash2 />}
              onClick={() => {
                onClose()
                owner.set(null)
              }}
            >
              {t('remove')}
            </Button>
            <Button icon={<ImageUp />} onClick={replace}>
              {t('replace')}
            </Button>
            <Button tone="accent" onClick={close}>
              {t('done')}
            </Button>
          </>
        )
      }
    >
      <div className="photo">
        <LargePhoto key={tries} photo={shown} alt={words} onAgain={() => setTries(tries + 1)} />
        {caption !== '' && (
          <p className="photo__caption" dir="auto">
            {inFull(caption)}
          </p>
        )}
        {owner.note === undefined && <p className="photo__gone">{t('notices.deletedByOther')}</p>}
        {owner.mayChange ? (
          <TextArea
            label={t('describe')}
            hint={t('describeHint')}
            maxLength={altLimit}
            value={words}
            onChange={(text) => write({ text })}
          />
        ) : (
          <p className="photo__words" dir="auto">
            {words === '' ? t('noDescription') : words}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function LargePhoto({ photo, alt, onAgain }: { photo: Photo; alt: string; onAgain: () => void }) {
  const t = useWords(photosWords)
  const picture = usePhoto(photo.id)
  const { width, height } = photo
  const name = alt.trim() === '' ? t('photo.bareItem') : alt
  return (
    <div
      className="photo__frame"
      data-waiting={picture.state === 'here' ? undefined : true}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {picture.state === 'here' && (
        <img src={picture.url} alt={name} width={width} height={height} draggable={false} />
      )}
      {picture.state === 'coming' && <output>{t('loading')}</output>}
      {picture.state === 'failed' && (
        <div role="alert">
          <p>{t('failed')}</p>
          <Button onClick={onAgain}>{t('retry')}</Button>
        </div>
      )}
    </div>
  )
}

/** The note or the own draft that has the photo. */
function useOwner(id: string): {
  readonly note: Pick<Note, 'text' | 'photo'> | undefined
  readonly mayChange: boolean
  readonly set: (photo: Photo | null) => void
} {
  const { model } = useBoard()
  const drafts = [...useStore(model.desk.drafts), ...useStore(model.desk.answers)]
  const draft = drafts.find((each) => each.id === id)
  useRights()
  useSceneFact(model.scene, () => versionOf(model, id))
  if (draft) return { note: draft, mayChange: true, set: (photo) => model.desk.setPhoto(id, photo) }
  return {
    note: model.scene.notes.get(id),
    mayChange: model.may(Operation.markNote, id),
    set: (photo) => model.commands.setPhoto(id, photo),
  }
}

/** One string, so that changes elsewhere on the board do not draw the dialog again. */
function versionOf({ scene }: BoardModel, id: string): string {
  const note = scene.notes.get(id)
  return note ? JSON.stringify([note.text, note.photo]) : ''
}

function described(photo: Photo, alt: string): Photo {
  const words = alt.trim()
  const { alt: _, ...plain } = photo
  return { ...plain, ...(words !== '' && { alt: words }) }
}
