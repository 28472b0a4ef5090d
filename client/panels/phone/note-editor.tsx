import {
  CircleParking,
  CircleParkingOff,
  FolderInput,
  ImagePlus,
  LocateFixed,
  Sprout,
  Trash2,
} from 'lucide-react'
import { Suspense, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import { fieldPaper } from '../../canvas/field-text.ts'
import { useWords } from '../../i18n/use-words.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { takeUpPen, type PenWords } from '../../model/commands/text-session.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { isComposing } from '../../tools/input/composing.ts'
import { lookAt } from '../host/look-at.ts'
import { AudienceBadge } from '../host/audience.tsx'
import { useBoard, useMay } from '../host/board-context.tsx'
import { choosePhotos } from '../ui/choose-photos.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { lazy } from '../ui/lazy.ts'
import { TintRow } from '../ui/tint-row.tsx'
import { groupingWords } from '../grouping/words.ts'
import { originDialog } from '../lineage/lineage-entry.ts'
import { lineageWords } from '../lineage/words.ts'
import { hostWords } from '../host/words.ts'
import { photosWords } from '../photos/words.ts'
import { phoneWords } from './words.ts'
import { useContentLanguage } from '../ui/content-language.ts'

const Thumbnail = lazy(async () => ({ default: (await import('../host/thumbnail.tsx')).Thumbnail }))

interface NoteEditorProps {
  readonly note: SceneNote
  readonly onDone: () => void
  /** Called before the person deletes the note. */
  readonly onRemoved: () => void
}

/**
 * One note of the list, open for writing: words, tint, deletion, and the way to its place on the canvas. A
 * note that somebody locks meanwhile stays open for reading, with the reason.
 */
export function NoteEditor({ note, onDone, onRemoved }: NoteEditorProps) {
  const t = useWords(phoneWords)
  const tHost = useWords(hostWords)
  const tGrouping = useWords(groupingWords)
  const tLineage = useWords(lineageWords)
  const tPhotos = useWords(photosWords)
  const { model, shell } = useBoard()
  const { id } = note
  const isOwn = note.author === model.me.get().id
  const mayRemove = useMay(Operation.removeAnyNote, id)
  const mayRemoveOwn = useMay(Operation.removeOwnNote, id) && isOwn
  const mayGather = useMay(Operation.gatherNote, id)
  const mayMark = useMay(Operation.markNote, id)
  const mayMove = useMay(Operation.placeNote, id) && (note.cluster === null || mayGather)
  const mayPark = mayMove && model.scene.areas.has(parkingLot)
  const barrier = model.barrierTo(Operation.writeNote, id)
  const field = useRef<HTMLTextAreaElement>(null)
  const badge = useId()
  const words = useEffectEvent(() => ({
    gone: t('notices.deletedByOther'),
    unsaved: (why: Barrier) => `${model.whyNot(why)} ${t('notices.wordsUnsaved')}`,
    putBack: t('notices.putBackNotes', { count: 1 }),
  }))
  const end = useEffectEvent(onDone)
  // A layout effect, because the board is closed before other effects are undone.
  useLayoutEffect(() => {
    if (!field.current) return
    const stop = writeInField(field.current, { model, id, words, onEnd: end })
    // The buttons below the field, too.
    field.current.parentElement?.scrollIntoView({ block: 'nearest' })
    return stop
  }, [model, id])
  const addPhoto = () => choosePhotos(([file]) => file && model.photos.put(id, file), { isOne: true })
  const show = () => {
    onDone()
    // The place of the note now: the list is not drawn again when a note is moved.
    const { x, y } = centreOf((model.scene.notes.get(id) ?? note).rect)
    model.ui.selection.set(new Set([id]))
    shell.columnView.set('board')
    lookAt(model.camera, { x: x - 250, y: y - 250, width: 500, height: 500 })
  }
  return (
    <div className="note-editor" data-tint={note.tint}>
      {note.photo && (
        <Suspense fallback={null}>
          <Thumbnail of={id} photo={note.photo} />
        </Suspense>
      )}
      <textarea
        aria-label={t('phone.editing')}
        placeholder={note.photo && tHost('writeCaption')}
        rows={4}
        maxLength={noteTextLimit}
        dir="auto"
        lang={useContentLanguage()}
        readOnly={barrier !== undefined}
        data-paper={barrier === undefined ? '' : undefined}
        aria-describedby={badge}
        ref={field}
      />
      {barrier === undefined && <AudienceBadge id={badge} audience={Audience.openSigned} />}
      <output className="note-editor__why quiet">{barrier && model.whyNot(barrier)}</output>
      {mayMark && (
        <TintRow
          label={tHost('tint')}
          value={note.tint}
          onChange={(tint) => model.commands.setTint([id], tint)}
        />
      )}
      <div className="note-editor__actions">
        {!note.photo && mayMark && (
          <IconButton label={tPhotos('add')} icon={<ImagePlus />} side="top" onClick={addPhoto} />
        )}
        {mayGather && (
          <IconButton
            label={tGrouping('open')}
            icon={<FolderInput />}
            side="top"
            onClick={() => {
              onDone()
              model.ui.regrouping.set([id])
            }}
          />
        )}
        {(note.from ?? note.step) !== undefined && (
          <IconButton
            label={tLineage('origin')}
            icon={<Sprout />}
            side="top"
            onClick={() => {
              onDone()
              shell.open(originDialog, { of: id })
            }}
          />
        )}
        {mayPark && (
          <IconButton
            label={tHost(isParked(note) ? 'unpark' : 'park')}
            icon={isParked(note) ? <CircleParkingOff /> : <CircleParking />}
            side="top"
            onClick={() => {
              onDone()
              if (isParked(note)) model.commands.unpark([id])
              else model.commands.park([id])
            }}
          />
        )}
        <IconButton label={t('phone.show')} icon={<LocateFixed />} side="top" onClick={show} />
        {(mayRemove || mayRemoveOwn) && (
          <IconButton
            label={tHost('remove')}
            icon={<Trash2 />}
            side="top"
            onClick={() => {
              onRemoved()
              model.commands.remove([id])
            }}
          />
        )}
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  )
}

interface NoteFieldOptions {
  readonly model: BoardModel
  /** The id of the note. */
  readonly id: string
  readonly words: () => PenWords
  /** The person pressed Escape. */
  readonly onEnd: () => void
}

/** Connects a text field to a note, with the caret at the end. Returns its own undo. */
function writeInField(
  field: HTMLTextAreaElement,
  { model, id, words, onEnd }: NoteFieldOptions,
): (() => void) | undefined {
  const pen = takeUpPen(model, id, fieldPaper(field), words)
  if (!pen) return undefined
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const isCommand = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    if (key === 'escape') {
      event.preventDefault()
      onEnd()
    } else if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault()
      if (key === 'y' || event.shiftKey) model.undo.redo()
      else model.undo.undo()
    }
  }
  const leaving = new AbortController()
  const { signal } = leaving
  field.addEventListener('input', pen.typed, { signal })
  field.addEventListener('compositionstart', () => pen.composes(true), { signal })
  field.addEventListener('compositionend', () => pen.composes(false), { signal })
  field.addEventListener('keydown', press, { signal })
  // A phone may discard a hidden page, and many phone keyboards compose every word.
  const hide = () => document.visibilityState === 'hidden' && pen.save()
  document.addEventListener('visibilitychange', hide, { signal })
  window.addEventListener('pagehide', pen.save, { signal })
  return () => {
    leaving.abort()
    pen.putDown()
  }
}
