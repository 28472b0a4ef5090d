import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { ChevronRight, Lock } from 'lucide-react'
import { memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { boardOutline, type OutlineGroup } from '#shared/board/outline.ts'
import { isOutsideSteps } from '#shared/board/parking-lot.ts'
import { useWords } from '../../i18n/use-words.ts'
import { titleIn } from '#shared/board/area.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { blanksInLine } from '#shared/board/blanks.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { SceneArea } from '../../model/document/scene-areas.ts'
import type { SceneNote, SceneCluster, Scene } from '../../model/document/scene.ts'
import { useBoard, useMay, useRights } from '../host/board-context.tsx'
import { groupLabel } from '../host/group-label.ts'
import { useIsLed } from '../host/use-agenda.ts'
import { useSceneList } from '../host/use-scene.ts'
import { lazy } from '../ui/lazy.ts'
import { LongList } from '../ui/long-list.tsx'
import { Statement } from '../ui/statement.tsx'
import { NoteEditor } from './note-editor.tsx'
import { phoneWords } from './words.ts'
import { rightsWords } from '../rights/words.ts'
import { hostWords } from '../host/words.ts'
import { useContentLanguage } from '../ui/content-language.ts'

const Thumbnail = lazy(async () => ({ default: (await import('../host/thumbnail.tsx')).Thumbnail }))

/** The row that shall have the focus: the id of a note. Empty: the list itself, where no note is left. */
type FocusTarget = string | null

/** The board as a list, by areas: clusters with their notes, then other notes, the newest first. */
export function NoteList() {
  const t = useWords(phoneWords)
  const { model } = useBoard()
  const [phase] = useStore(model.agenda)?.now.step?.split('/') ?? []
  const read = useCallback((scene: BoardModel['scene']) => groupsOfNotes(scene, phase), [phase])
  const groups = useSceneList(model.scene, read, sameGroup)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => rowsOf(groups, closed), [groups, closed])
  const toggle = (key: string) =>
    setClosed((now) =>
      now.has(key) ? new Set([...now].filter((each) => each !== key)) : new Set([...now, key]),
    )
  const [editing, setEditing] = useState<string | null>(null)
  const [wanted, setWanted] = useState<FocusTarget>(null)
  const close = (next: FocusTarget) => {
    setEditing(null)
    setWanted(next)
  }
  // A note that comes back after a deletion is not opened again.
  if (editing !== null && !model.scene.notes.has(editing)) close(neighbourOf(rows, editing) ?? '')
  // Not in the editor: it is also removed when the note changes its cluster.
  useEffect(() => {
    if (editing === null) return
    return () => {
      if (model.scene.notes.get(editing)?.text.trim() === '') model.commands.discard(editing)
    }
  }, [model, editing])
  const list = useRef<HTMLDivElement>(null)
  const [settle] = useState(() => () => setWanted(null))
  useEffect(() => {
    if (wanted !== '') return
    list.current?.focus({ preventScroll: true })
    settle()
  }, [wanted, settle])
  useRights()
  const mayWrite = model.may(Operation.addNote)
  const isLed = useIsLed()

  // Notes that are only read have nothing to focus: the keyboard scrolls their list.
  const isOnlyRead = !mayWrite && rows.length > 0
  useEffect(() => {
    if (list.current) list.current.tabIndex = isOnlyRead ? 0 : -1
  }, [isOnlyRead])
  return (
    <div className="note-list" ref={list} tabIndex={-1}>
      <AboveNotes />
      {rows.length === 0 ? (
        // A step in which people only talk puts no notes here.
        (mayWrite || !isLed) && (
          <p className="note-list__empty">{mayWrite ? t('emptyList') : t('emptyListViewer')}</p>
        )
      ) : (
        <div className="note-list__rows">
          <LongList
            items={rows}
            keyOf={({ key }) => key}
            label={t('list')}
            length={rows.filter(({ kind }) => kind === 'note').length}
            positionOf={(index) => positionOf(rows[index])}
          >
            {(row) =>
              row.kind !== 'note' ? (
                <Head row={row} onToggle={toggle} />
              ) : row.key === editing ? (
                <NoteEditor
                  note={row.note}
                  onDone={() => close(row.key)}
                  onRemoved={() => close(neighbourOf(rows, row.key) ?? '')}
                />
              ) : (
                <NoteItem
                  note={row.note}
                  onEdit={setEditing}
                  isWanted={row.key === wanted}
                  onFocused={settle}
                />
              )
            }
          </LongList>
        </div>
      )}
    </div>
  )
}

type HeadRow = Exclude<ListedRow, { readonly kind: 'note' }>

/** A heading that opens and closes what stands below it. */
function Head({ row, onToggle }: { readonly row: HeadRow; readonly onToggle: (key: string) => void }) {
  const t = useWords(phoneWords)
  const { model } = useBoard()
  const { kind, key, level, area, cluster, count, isOpen } = row
  const title =
    kind === 'heading'
      ? cluster
        ? groupLabel(model.scene, cluster.id, t)
        : t('board.loose')
      : area
        ? titleIn({ title: kind === 'phase' ? area.phaseTitle : area.title }, currentLanguage())
        : t('board.elsewhere')
  return (
    <h2 className="note-list__head" aria-level={level + 1} data-row={kind} data-level={level} dir="auto">
      <button type="button" aria-expanded={isOpen} onClick={() => onToggle(key)}>
        <ChevronRight aria-hidden="true" />
        {title}
        <span className="tabular">{t('notes', { count })}</span>
      </button>
    </h2>
  )
}

function positionOf(row: ListedRow | undefined): number | undefined {
  return row?.kind === 'note' ? row.position : undefined
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

interface NoteItemProps {
  readonly note: SceneNote
  readonly onEdit: (id: string) => void
  /** It takes the focus, which the editor or a deleted note has left. */
  readonly isWanted: boolean
  readonly onFocused: () => void
}

const NoteItem = memo(function NoteItem({ note, onEdit, isWanted, onFocused }: NoteItemProps) {
  const t = useWords(phoneWords)
  const tRights = useWords(rightsWords)
  const tHost = useWords(hostWords)
  const { model } = useBoard()
  const mayEdit = useMay(Operation.writeNote, note.id)
  const element = useRef<HTMLButtonElement & HTMLParagraphElement>(null)
  useEffect(() => {
    if (!isWanted) return
    element.current?.focus()
    onFocused()
  }, [isWanted, onFocused])
  const words = note.text.trim() === '' && !note.photo ? t('common.emptyNote') : note.text
  const lock = model.locked.get().has(note.id) && (
    <>
      <Lock className="note-list__lock" aria-hidden="true" />
      <span className="visually-hidden">{tRights('isLocked')}</span>
    </>
  )
  const named = note.signature ?? blanksInLine(note.blanks, currentLanguage())
  const below = [named, note.isLate ? t('common.addedLater') : ''].filter((part) => part !== '').join(' · ')
  const signature = below !== '' && <span className="note-list__signature quiet">{below}</span>
  const picture = note.photo && (
    <Suspense fallback={null}>
      <Thumbnail of={note.id} photo={note.photo} />
    </Suspense>
  )
  const language = useContentLanguage()
  if (!mayEdit) {
    return (
      <>
        {picture}
        {(words !== '' || lock || signature) && (
          <p
            className="note-list__note"
            data-tint={note.tint}
            data-paper=""
            dir="auto"
            lang={language}
            ref={element}
            tabIndex={-1}
          >
            {lock}
            {words === '' ? words : <Statement text={words} />}
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
        lang={language}
        ref={element}
        onClick={() => onEdit(note.id)}
      >
        {lock}
        {words === '' ? <span className="note-list__caption">{tHost('writeCaption')}</span> : inBrief(words)}
        {signature}
        <span className="visually-hidden">{t('edit')}</span>
      </button>
    </>
  )
})

/** A row of the list: the heading of a phase, an area or a group, or a note. Levels are those of the outline. */
type ListedRow =
  | {
      readonly kind: 'phase' | 'area' | 'heading'
      readonly key: string
      readonly level: number
      /** Null: the notes outside areas. */
      readonly area: SceneArea | null
      /** Of a heading of a group; null: the notes outside groups. */
      readonly cluster: SceneCluster | null
      readonly count: number
      readonly isOpen: boolean
    }
  | { readonly kind: 'note'; readonly key: string; readonly note: SceneNote; readonly position: number }

/**
 * The groups row by row, without those below the closed headings. Notes that belong to no group need no heading where there is
 * no group in their area.
 */
export function rowsOf(
  groups: readonly NoteGroup[],
  closed: ReadonlySet<string> = new Set(),
): readonly ListedRow[] {
  const hasAreas = groups.some(({ area }) => area !== null)
  const rows: ListedRow[] = []
  let position = 0
  for (const [index, { area, cluster, notes }] of groups.entries()) {
    const before = groups[index - 1]
    const isFirst = index === 0 || before?.area !== area
    const isLast = groups[index + 1]?.area !== area
    const head = (kind: 'phase' | 'area' | 'heading', key: string, level: number, count: number): boolean => {
      const isOpen = !closed.has(key)
      rows.push({ kind, key, level, area, cluster, count, isOpen })
      return isOpen
    }
    const countIn = (isIn: (group: NoteGroup) => boolean): number =>
      groups.filter(isIn).reduce((sum, group) => sum + group.notes.length, 0)
    const phase = area !== null && !isOutsideSteps(area.id) ? `phase ${area.phase}` : null
    if (phase !== null && (index === 0 || before?.area?.phase !== area?.phase))
      head(
        'phase',
        phase,
        1,
        countIn((group) => group.area?.phase === area?.phase),
      )
    if (phase !== null && closed.has(phase)) continue
    const areaKey = `area ${area?.id}`
    if (hasAreas && isFirst)
      head(
        'area',
        areaKey,
        phase === null ? 1 : 2,
        countIn((group) => group.area === area),
      )
    if (closed.has(areaKey)) continue
    const isBare = cluster === null && isFirst && isLast
    const level = hasAreas ? (phase === null ? 2 : 3) : 1
    if (!isBare && !head('heading', `group ${area?.id} ${cluster?.id}`, level, notes.length)) continue
    for (const note of notes) {
      rows.push({ kind: 'note', key: note.id, note, position })
      position += 1
    }
  }
  return rows
}

/** The note at whose row the focus goes when a note has left the list: the next one, else the one before. */
export function neighbourOf(rows: readonly ListedRow[], id: string): string | undefined {
  const notes = rows.filter((row) => row.kind === 'note')
  const at = notes.findIndex(({ key }) => key === id)
  return at === -1 ? undefined : (notes[at + 1] ?? notes[at - 1])?.key
}

type NoteGroup = OutlineGroup<SceneNote, SceneCluster, SceneArea>

/**
 * The outline with the newest notes of each group first. Pasted rows share a time and keep the outline's order. The areas
 * of the phase that runs come before the others.
 */
export function groupsOfNotes(
  { notes: all, clusters, areas }: Pick<Scene, 'notes' | 'clusters' | 'areas'>,
  phase?: string,
): readonly NoteGroup[] {
  const groups = boardOutline(all.values(), clusters.values(), areas.values()).map(
    ({ area, cluster, notes }) => ({
      area,
      cluster,
      notes: notes.toSorted((a, b) => b.created - a.created),
    }),
  )
  const isNow = ({ area }: NoteGroup) => phase !== undefined && area?.phase === phase
  return [...groups.filter(isNow), ...groups.filter((group) => !isNow(group))]
}

/** True when the list would show the same. */
function sameGroup(a: NoteGroup, b: NoteGroup): boolean {
  return (
    a.area?.id === b.area?.id &&
    a.area?.title === b.area?.title &&
    a.cluster?.id === b.cluster?.id &&
    a.cluster?.title === b.cluster?.title &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, index) => {
      const other = b.notes[index]
      return (
        other !== undefined &&
        note.id === other.id &&
        note.text === other.text &&
        note.tint === other.tint &&
        note.blanks === other.blanks &&
        note.photo?.id === other.photo?.id &&
        note.photo?.alt === other.photo?.alt
      )
    })
  )
}
