import { useStore } from '@nanostores/react'
import { ArrowUp } from 'lucide-react'
import { Suspense, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { Audience, isOpen } from '#shared/workshop/audience.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { blockOfSpots } from '../../model/view/block-of-spots.ts'
import { photoFilesOf } from '../../tools/input/pasted-rows.ts'
import { useHasArrived } from '../host/after-arrival.ts'
import { useBoard } from '../host/board-context.tsx'
import { runningStep } from '../host/use-agenda.ts'
import { AudienceBadge, audienceNow, useAudiences } from '../host/audience.tsx'
import { useBegun } from '../host/use-begun.ts'
import { IconButton } from '../ui/button.tsx'
import { autoGrow, addOnEnter } from '../ui/auto-grow.ts'
import { lazy } from '../ui/lazy.ts'
import { phoneWords } from './words.ts'

const PhotoButton = lazy(async () => ({
  default: (await import('../photos/photo-button.tsx')).PhotoButton,
}))

/**
 * The field "Write a note". A new note is placed near the middle of the view, or of the notes, where it
 * covers nothing. Words that were begun while people write in private become a draft.
 */
export function WritingField() {
  const t = useWords(phoneWords)
  const { model, shell } = useBoard()
  useStore(model.agenda)
  const allowed = useAudiences(null)
  const { begun, write, clear } = useBegun({
    step: runningStep(model)?.path ?? null,
    name: 'note',
    audience: allowed[0],
  })
  const { text } = begun
  const audience = audienceNow(begun.audience, allowed)
  const badge = useId()
  const [added, setAdded] = useState<'addedPrivately' | 'added' | null>(null)
  const hasArrived = useHasArrived(model)
  const words = text.trim()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => autoGrow(field.current))
  /** The words at the moment when a photo has been loaded, some time after it was chosen. */
  const typed = useRef(begun)
  useEffect(() => {
    typed.current = begun
  }, [begun])
  const add = () => {
    if (words === '') return
    // Read now: it may have changed since the field was drawn.
    const isDraftNow = model.desk.takesNotes.get()
    if (isDraftNow || (!isOpen(audience) && model.desk.isKept)) {
      const [id] = model.desk.add([{ text: words, audience: isDraftNow ? audience : Audience.onlyMe }])
      // There was no room for a draft, and a message has said so. The words stay here.
      if (id === undefined) return
      if (!isDraftNow) model.notices.show({ tone: 'plain', text: t('notices.typedAtReveal') })
      clear()
      return setAdded('addedPrivately')
    }
    const [at] = blockOfSpots(model.scene, whereToWrite(model, shell.columnView.get() === 'board'), 1)
    if (!at || model.commands.addNote(at, { text: words }) === '') return
    clear()
    setAdded('added')
  }
  const addPictures = (files: readonly File[]) => {
    const near = whereToWrite(model, shell.columnView.get() === 'board')
    model.photos.bring(files, near, (isThere) => {
      const { text: caption, audience } = typed.current
      const isOnDesk = model.desk.takesNotes.get()
      // Words that were begun in private never become a public caption.
      if (!isOpen(audience) && !isOnDesk) return ''
      clear()
      if (isThere) setAdded(isOnDesk ? 'addedPrivately' : 'added')
      return caption.trim()
    })
  }
  return (
    <div className="phone-foot__writing">
      <form
        className="writing-field"
        onSubmit={(event) => {
          event.preventDefault()
          add()
          // The button would keep the focus after a press by key, with nothing left to send.
          field.current?.focus()
        }}
      >
        {hasArrived ? (
          <Suspense fallback={<span className="writing-field__place" />}>
            <PhotoButton onChoose={addPictures} />
          </Suspense>
        ) : (
          <span className="writing-field__place" />
        )}
        <textarea
          ref={field}
          rows={1}
          aria-label={t('write')}
          placeholder={t('write')}
          maxLength={noteTextLimit}
          value={text}
          onChange={(event) => {
            write({ text: event.target.value })
            setAdded(null)
          }}
          onPaste={(event) => {
            const pictures = photoFilesOf(event.clipboardData)
            if (pictures.length === 0) return
            event.preventDefault()
            addPictures(pictures)
          }}
          aria-describedby={badge}
          onKeyDown={(event) => addOnEnter(event, add)}
        />
        <IconButton
          label={t('add')}
          icon={<ArrowUp />}
          type="submit"
          side="top"
          disabled={words === ''}
          className="writing-field__send"
          // The field keeps the focus, so that the phone's keyboard stays open for the next note.
          onMouseDown={(event) => event.preventDefault()}
        />
        <output className="visually-hidden">{added && t(added)}</output>
      </form>
      <AudienceBadge
        id={badge}
        audience={audience}
        allowed={allowed}
        onChange={(chosen) => write({ audience: chosen })}
      />
    </div>
  )
}

function whereToWrite({ scene, camera }: BoardModel, isBoardSeen: boolean): Rect {
  return (isBoardSeen ? undefined : scene.bounds()) ?? camera.view()
}
