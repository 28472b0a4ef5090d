import { ImagePlus, LocateFixed, Trash2 } from 'lucide-react'
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { noteTextLimit } from '#shared/board/note.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { mergeText } from '#shared/text/merge.ts'
import { offerBack } from '../../model/offer-back.ts'
import type { SceneNote } from '../../model/scene.ts'
import { lookAt } from '../board/look-at.ts'
import { useBoard, useMay } from '../board/board-context.tsx'
import { choosePictures } from '../photos/choose-pictures.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { TintRow } from '../ui/tint-row.tsx'

const Thumbnail = lazy(async () => ({ default: (await import('../photos/thumbnail.tsx')).Thumbnail }))

/** One note of the list, opened for writing: words, colour, delete, and the way to its place on the canvas. */
export function NoteEditor({ note, onDone }: { note: SceneNote; onDone: () => void }) {
  const { t } = useTranslation()
  const { model, shell } = useBoard()
  const [begun] = useState(note.text)
  const [text, setText] = useState(begun)
  const isDone = useRef(false)
  const isOwn = note.author === model.me.get().id
  const mayRemove = useMay(Operation.removeAnyNote, note.id)
  const mayRemoveOwn = useMay(Operation.removeOwnNote, note.id) && isOwn
  const end = () => {
    isDone.current = true
    onDone()
  }
  const done = () => {
    // Only what was changed is written, so that another person's words in between are not overwritten.
    if (text !== begun) model.commands.writeNote(note.id, mergeText(begun, text, note.text))
    end()
  }
  const goneWith = useEffectEvent(() => {
    if (isDone.current || model.scene.notes.has(note.id)) return
    const words = {
      deletedByOther: t('notices.deletedByOther'),
      putBack: t('notices.putBackNotes', { count: 1 }),
    }
    offerBack(model, { ...note, text: mergeText(begun, text, note.text) }, words)
  })
  useEffect(() => () => goneWith(), [])
  const addPicture = () =>
    choosePictures(([file]) => file && model.photos.put(note.id, file), { isOne: true })
  const show = () => {
    done()
    const { x, y } = centreOf(note.rect)
    model.ui.selection.set(new Set([note.id]))
    shell.phoneView.set('board')
    lookAt(model.camera, { x: x - 250, y: y - 250, width: 500, height: 500 })
  }
  return (
    <div className="note-editor" data-tint={note.tint}>
      {note.photo && (
        <Suspense fallback={null}>
          <Thumbnail of={note.id} photo={note.photo} />
        </Suspense>
      )}
      <textarea
        aria-label={t('phone.editing')}
        placeholder={note.photo && t('photo.caption')}
        rows={4}
        maxLength={noteTextLimit}
        dir="auto"
        // Opened by a press on this very note.
        ref={focusIt}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <TintRow
        label={t('selection.tint')}
        value={note.tint}
        onChange={(tint) => model.commands.setTint([note.id], tint)}
      />
      <div className="note-editor__actions">
        {!note.photo && (
          <IconButton label={t('photo.add')} icon={<ImagePlus />} side="top" onClick={addPicture} />
        )}
        <IconButton label={t('phone.show')} icon={<LocateFixed />} side="top" onClick={show} />
        {(mayRemove || mayRemoveOwn) && (
          <IconButton
            label={t('selection.remove')}
            icon={<Trash2 />}
            side="top"
            onClick={() => {
              end()
              model.commands.remove([note.id])
            }}
          />
        )}
        <Button onClick={done}>{t('phone.done')}</Button>
      </div>
    </div>
  )
}

function focusIt(field: HTMLTextAreaElement | null): void {
  field?.focus()
}
