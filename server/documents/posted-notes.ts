import type * as Y from 'yjs'
import { wordsIn } from '#shared/agenda/fill.ts'
import { barrierTo } from '#shared/activities/policy.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { membersOf } from '#shared/board/change-cluster.ts'
import { clustersOf, readCluster } from '#shared/board/cluster.ts'
import { notesRoot, readMeta } from '#shared/board/document.ts'
import { addNote, notesOf, topOf, type Note } from '#shared/board/note.ts'
import { boardOutline } from '#shared/board/outline.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { foreignAreas } from '#shared/board/tables.ts'
import { mostFrequent } from '#shared/geometry/area.ts'
import { boundsOf, type Point } from '#shared/geometry/rect.ts'
import { packingGap } from '#shared/geometry/sizes.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import type { NoteList, PostedNote } from '#shared/wire/programs.ts'
import { freeTarget, Operation } from '#shared/workshop/policy.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import { rectAtMost, spotsFor } from './new-note-spots.ts'

/** Parts of the outline that a program asks for. */
interface Wanted {
  readonly phase?: string
  readonly area?: string
  readonly group?: string
}

/** The notes of a board as everybody sees them, field by field: an id of an author cannot get in by mistake. */
export function listNotes(doc: Y.Doc, wanted: Wanted): NoteList {
  const { title, language } = readMeta(doc)
  const outline = boardOutline(notesOf(doc), clustersOf(doc), areasOf(doc))
  const isWanted = (area: string | null, group: string | null): boolean =>
    (wanted.phase === undefined || area?.split('/')[0] === wanted.phase) &&
    (wanted.area === undefined || area === wanted.area) &&
    (wanted.group === undefined || group === wanted.group)
  return {
    title,
    outline: outline
      .filter(({ area, cluster }) => isWanted(area?.id ?? null, cluster?.id ?? null))
      .map(({ area, cluster, notes }) => ({
        area: area && { id: area.id, title: wordsIn(area.title, language).text },
        group: cluster && { id: cluster.id, title: cluster.title },
        notes: notes.map(listed),
      })),
  }
}

function listed({
  id,
  text,
  kind,
  tint,
  created,
  signature,
}: Note): NoteList['outline'][number]['notes'][number] {
  return {
    id,
    text,
    kind,
    tint,
    at: created,
    ...(signature !== undefined && { signature }),
  }
}

/**
 * Adds a note beside the fields of steps, unsigned, as the sender could by hand: the table of rights is asked for the note
 * and, with a group, for the group. Nothing happens when the id is there already.
 */
export async function addLooseNote(
  board: Pick<LiveBoard, 'read' | 'write' | 'mayGrow'>,
  { role, participant }: Pick<Session, 'role' | 'participant'>,
  {
    id,
    created,
    text,
    kind,
    tint,
    group,
  }: Omit<PostedNote, 'key'> & { readonly id: string; readonly created: number },
): Promise<RefusalCode | undefined> {
  const refusalIn = (doc: Y.Doc): RefusalCode | undefined => {
    if (notesRoot(doc).has(id)) return undefined
    const state = boardStateOf(doc)
    const barrier = barrierTo(role, Operation.addNote, state)
    if (barrier || group === undefined) return barrier
    if (!readCluster(doc, group)) return 'unknown_item'
    const now = readAgendaNow(doc)
    const isForeign = now?.step == null ? undefined : foreignAreas(doc, now.step, participant.id)
    return barrierTo(role, Operation.gatherNote, state, {
      ...freeTarget,
      isLocked: lockedOf(doc).has(group),
      isAtOtherTable: isForeign?.(areaOf(doc, group)) ?? false,
    })
  }
  const refused = board.read(refusalIn)
  if (refused) return refused
  if (!board.mayGrow()) return 'board_full'
  return board.write((doc) => {
    if (notesRoot(doc).has(id)) return undefined
    // Others may have changed the board while this waited.
    const refusedNow = refusalIn(doc)
    if (refusedNow) return refusedNow
    const [beside] = spotsFor(doc, [{ text, hasPhoto: false, table: null }])
    const inGroup =
      group !== undefined && readCluster(doc, group) ? { cluster: group, ...spotIn(doc, group) } : {}
    addNote(doc, {
      id,
      author: null,
      created,
      text: text.toWellFormed(),
      ...(kind && { kind }),
      ...(tint && { tint }),
      ...(beside ?? { x: 0, y: 0 }),
      ...inGroup,
      z: topOf(doc) + 1,
    })
    return undefined
  })
}

function notesIn(doc: Y.Doc, group: string): readonly Note[] {
  const members = new Set(membersOf(doc, group))
  return notesOf(doc).filter(({ id }) => members.has(id))
}

/** The area of most notes of a group. */
function areaOf(doc: Y.Doc, group: string): string | null {
  return mostFrequent(notesIn(doc, group).flatMap(({ area }) => area ?? []))
}

/** Under the notes of a group, in their area. Nothing for a group without notes. */
function spotIn(doc: Y.Doc, group: string): (Point & { readonly area: string | null }) | undefined {
  const bounds = boundsOf(notesIn(doc, group).map(rectAtMost))
  return bounds && { x: bounds.x, y: bounds.y + bounds.height + packingGap, area: areaOf(doc, group) }
}
