import { Lock } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { lazy } from '../ui/lazy.ts'
import { groupsOfNotes, sameGroup } from './groups-of-notes.ts'
import { NoteEditor } from './note-editor.tsx'
import { phoneWords } from './words.ts'
import { rightsWords } from '../rights/words.ts'
import { hostWords } from '../host/words.ts'

const Thumbnail = lazy(async () => ({ default: (await import('../host/thumbnail.tsx')).Thumbnail }))

/** The board as a list: clusters with their notes, then other notes, the newest first. */
export function NoteList() {
  const t = useWords(phoneWords)
  const { model } = useBoard()
  const groups = useSceneList(model.scene, groupsOfNotes, sameGroup)
  const [editing, setEditing] = useState<string | null>(null)
  // A note that comes back after a deletion is not opened again.
  if (editing !== null && !model.scene.notes.has(editing)) setEditing(null)
  // Not in the editor: it is also removed when the note changes its cluster.
  useEffect(() => {
    if (editing === null) return
    return () => {
      if (model.scene.notes.get(editing)?.text.trim() === '') model.commands.discard(editing)
    }
  }, [model, editing])
  useRights()
  const mayWrite = model.may(Operation.writeNote)
  const isBare = groups.length === 1 && groups[0]?.cluster === null

  if (groups.length === 0) {
    return (
      <div className="note-list">
        <AboveNotes />
        <p className="note-list__empty">{mayWrite ? t('emptyList') : t('emptyListViewer')}</p>
      </div>
    )
  }
  return (
    <div className="note-list">
      <AboveNotes />
      {groups.map(({ cluster, notes }) => (
        <section key={cluster?.id ?? ''}>
          {!isBare && (
            <h2 className="note-list__heading">
              {cluster ? cluster.title || t('common.untitledCluster') : t('loose')}
              <span className="tabular">{t('notes', { count: notes.length })}</span>
            </h2>
          )}
          <ul>
            {notes.map((note) =>
              note.id === editing ? (
                <li key={note.id}>
                  <NoteEditor note={note} onDone={() => setEditing(null)} />
                </li>
              ) : (
                <li key={note.id}>
                  <NoteItem
                    note={note}
                    onEdit={model.may(Operation.writeNote, note.id) ? () => setEditing(note.id) : undefined}
                  />
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** The parts that activities show above the notes. */
function AboveNotes() {
  const { features } = useBoard()
  return features.map(
    ({ name, phone }) =>
      phone?.AboveNotes && (
        <Suspense key={name} fallback={null}>
          <phone.AboveNotes />
        </Suspense>
      ),
  )
}

function NoteItem({ note, onEdit }: { note: SceneNote; onEdit: (() => void) | undefined }) {
  const t = useWords(phoneWords)
  const tRights = useWords(rightsWords)
  const tHost = useWords(hostWords)
  const { model } = useBoard()
  const words = note.text.trim() === '' && !note.photo ? t('common.emptyNote') : note.text
  const lock = model.locked.get().has(note.id) && (
    <>
      <Lock className="note-list__lock" aria-hidden="true" />
      <span className="visually-hidden">{tRights('isLocked')}</span>
    </>
  )
  const signature = note.signature !== undefined && (
    <span className="note-list__signature">{note.signature}</span>
  )
  const picture = note.photo && (
    <Suspense fallback={null}>
      <Thumbnail of={note.id} photo={note.photo} />
    </Suspense>
  )
  if (!onEdit) {
    return (
      <>
        {picture}
        {(words !== '' || lock || signature) && (
          <p className="note-list__note" data-tint={note.tint} data-paper="" dir="auto">
            {lock}
            {words}
            {signature}
          </p>
        )}
      </>
    )
  }
  return (
    <>
      {picture}
      <button
        type="button"
        className="note-list__note"
        data-tint={note.tint}
        data-paper=""
        dir="auto"
        onClick={onEdit}
      >
        {lock}
        {words === '' ? <span className="note-list__caption">{tHost('writeCaption')}</span> : words}
        {signature}
        <span className="visually-hidden">{t('edit')}</span>
      </button>
    </>
  )
}
