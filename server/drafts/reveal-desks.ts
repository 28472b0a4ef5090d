import type * as Y from 'yjs'
import { draftsOf, isWritten, type Draft } from '#shared/board/draft.ts'
import { clustersRoot, notesRoot, versionsRoot } from '#shared/board/document.ts'
import { cardOfPhoto, writeFirstCards, type FirstCards } from '#shared/board/kept-photos.ts'
import { fromLimit } from '#shared/board/limits.ts'
import {
  addNote,
  newId,
  readOrigin,
  removeNotes,
  topOf,
  type NewNote,
  type NoteOrigin,
} from '#shared/board/note.ts'
import { phaseOf, readTables } from '#shared/board/tables.ts'
import { writeSignature } from '#shared/board/signatures.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import type { ActivityTools } from '../contracts/activity.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { DraftKey } from '../contracts/drafts.ts'
import { StoreError } from '../contracts/store-error.ts'
import { newPace, newQueue, type Pace } from '../basics/yield-turn.ts'
import { shuffled, inGroups } from '../basics/shuffle.ts'
import { pacedSpotsFor } from '../documents/new-note-spots.ts'
import type { RevealedSteps } from '#shared/board/revealed-steps.ts'

export type RevealTools = Pick<
  ActivityTools,
  'draftRows' | 'drafts' | 'people' | 'keepBefore' | 'now' | 'randomBytes' | 'log'
>

/** A desk that takes no changes until the reveal is over, with the drafts to reveal. */
interface HeldDesk {
  readonly key: DraftKey
  readonly doc: Y.Doc
  readonly drafts: readonly Draft[]
  /** Ends the hold. Settles when the owner sees the changed desk. */
  readonly release: () => Promise<void>
}

/** Number of desks opened at a time. Each is a request to the store. */
const heldAtOnce = 256
/** Notes in one transaction: some three milliseconds. */
const notesAtOnce = 100

/**
 * Moves every written draft of these steps that is not held from its desk to the board, in one transaction of the store.
 * `finish` changes the board in the same transaction. Returns the number of notes.
 *
 * It copies content, never structs. All notes get new ids, one time, the server's Yjs client and a random order over all
 * desks. So nothing ties an unsigned note to its author or to another note of the same author. Only this function knows
 * the authors, while it runs.
 */
export async function revealDesks(
  board: LiveBoard,
  steps: RevealedSteps,
  finish: (doc: Y.Doc) => void,
  tools: RevealTools,
): Promise<number> {
  return moveDrafts(board, { desks: () => allDesks(board.id, tools), steps, finish }, tools)
}

/** Moves one draft of a desk to the board. Returns false when it is not there any more. */
export async function showDraft(
  board: LiveBoard,
  { participant, draft, isSigned }: { participant: string; draft: string; isSigned: boolean },
  tools: RevealTools,
): Promise<boolean> {
  const steps: RevealedSteps = {
    originOf: (one) => (one.id === draft ? readOrigin(one) : undefined),
    isSigned,
  }
  const desks = async () => [participant]
  return (await moveDrafts(board, { desks, steps, finish: () => undefined }, tools)) > 0
}

interface Moving {
  /** The owners of the desks. */
  readonly desks: () => Promise<readonly string[]>
  readonly steps: RevealedSteps
  readonly finish: (doc: Y.Doc) => void
}

async function moveDrafts(
  board: LiveBoard,
  { desks, steps, finish }: Moving,
  tools: RevealTools,
): Promise<number> {
  const failed = Promise.withResolvers<never>()
  // Every hold waits for it. Without a hold the rejection needs no handler.
  failed.promise.catch(() => undefined)
  const pace = newPace()
  let count = 0
  try {
    const held = await holdDesks(board.id, await desks(), { failed: failed.promise, steps }, tools)
    await board.exclusively(async (doc, made) => {
      const revealed: Revealed[] = []
      const freeId = freeIdsOn(doc)
      for (const desk of held) {
        revealed.push(...unsignedUnlessSigned(desk, doc, steps, freeId))
        await pace()
      }
      const signers = [...new Set(revealed.flatMap(({ author }) => author ?? []))]
      const names = await tools.people.namesOf(board.id, signers)
      const sourcesOf = sourcesOn(doc, revealed)
      await pace()
      const signed = revealed.map((note) => ({
        ...note,
        from: sourcesOf(note),
        signature: names.get(note.author ?? '') ?? '',
      }))
      await pace()
      const notes = shuffled(signed, tools.randomBytes)
      await pace()
      count = notes.length
      await addAll(doc, notes, tools.now(), pace)
      finish(doc)
      const commits = []
      for (const { key, doc: desk, drafts } of held) {
        if (drafts.length === 0) continue
        removeNotes(
          desk,
          drafts.map(({ id }) => id),
        )
        commits.push({ ...tools.drafts.wholeOf(key, desk), released: releasedBy(desk, drafts) })
        await pace()
      }
      if (count > 0) tools.keepBefore(board.id, CheckpointReason.reveal)
      await pace()
      await tools.draftRows.revealDrafts(board.id, made(), commits)
    })
    for (const desk of held) {
      await desk.release()
      await pace()
    }
    return count
  } catch (cause) {
    failed.reject(cause)
    throw cause
  }
}

/** Includes desks of people who have left. */
async function allDesks(board: string, tools: RevealTools): Promise<readonly string[]> {
  const stored = await tools.draftRows.draftOwnersOf(board)
  const inMemory = tools.drafts.inMemory().filter((key) => key.board === board)
  return [
    ...new Set([
      ...stored.filter(({ hasDrafts }) => hasDrafts).map(({ participant }) => participant),
      ...inMemory.map(({ participant }) => participant),
    ]),
  ]
}

interface Holding {
  readonly failed: Promise<never>
  readonly steps: RevealedSteps
}

/** A desk that cannot be read keeps its drafts and does not stop the others. */
async function holdDesks(
  board: string,
  owners: readonly string[],
  holding: Holding,
  tools: RevealTools,
): Promise<readonly HeldDesk[]> {
  const keys = owners.map((participant) => ({ board, participant }))
  const inTurn = newQueue()
  const held = await inGroups(keys, heldAtOnce, async (key) => hold(key, holding, inTurn, tools))
  return held.filter((desk) => desk !== undefined)
}

async function hold(
  key: DraftKey,
  { failed, steps }: Holding,
  inTurn: Pace,
  { drafts, log }: RevealTools,
): Promise<HeldDesk | undefined> {
  const opened = Promise.withResolvers<Y.Doc>()
  const over = Promise.withResolvers<void>()
  const released = drafts.withDrafts(key, async (desk) =>
    desk.exclusively(async (doc) => {
      opened.resolve(doc)
      await Promise.race([over.promise, failed])
    }),
  )
  released.catch(opened.reject)
  try {
    const doc = await opened.promise
    // The desks of people who are here are open already, so that all are held at once.
    await inTurn()
    const drafts = draftsOf(doc).filter(
      (draft) => !draft.isAnswer && isWritten(draft) && steps.originOf(draft) !== undefined,
    )
    const release = async (): Promise<void> => {
      over.resolve()
      await released
    }
    return { key, doc, drafts, release }
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    log.error({ board: key.board, err: cause }, 'a desk could not be opened; its drafts stay on it')
    return undefined
  }
}

type Revealed = Pick<NewNote, 'kind' | 'tint' | 'photo'> &
  NoteOrigin & {
    /** Its id on the board. */
    readonly id: string
    /** Its id on the desk. Two desks may have the same one: people choose these ids, and a pass tells them. */
    readonly draft: string
    readonly desk: Y.Doc
    readonly author: string | null
    /** The table at which its author sits: the note comes into that table's area. */
    readonly table: number | null
    readonly text: string
  }

/** With its id on the board, and the name of a signed note's author; empty for all others. */
type SignedNote = Revealed & { readonly signature: string }

function unsignedUnlessSigned(
  { key, doc: desk, drafts }: HeldDesk,
  doc: Y.Doc,
  steps: RevealedSteps,
  freeId: () => string,
): readonly Revealed[] {
  const tableIn = tablesOfPerson(doc, key.participant)
  return drafts.map((draft) => {
    const { id, kind, tint, photo, text } = draft
    const isSigned = steps.isSigned ?? draft.author === key.participant
    const signed = isSigned ? key.participant : null
    const origin = steps.originOf(draft) ?? {}
    const table = origin.step === undefined ? null : tableIn(phaseOf(origin.step))
    const note = { id: freeId(), kind, tint, author: signed, ...(photo && { photo }), text, ...origin }
    return { ...note, draft: id, desk, table }
  })
}

function tablesOfPerson(doc: Y.Doc, participant: string): (phase: string) => number | null {
  const known = new Map<string, number | null>()
  return (phase) => {
    const found = known.get(phase)
    if (found !== undefined) return found
    const table = tableOf(readTables(doc, phase), participant)
    known.set(phase, table)
    return table
  }
}

/** Ids that no note has. An id on a desk is known there, so no note keeps it. */
function freeIdsOn(doc: Y.Doc): () => string {
  const used = new Set<string>()
  return () => {
    let id = newId()
    while (notesRoot(doc).has(id) || used.has(id)) id = newId()
    used.add(id)
    return id
  }
}

/**
 * The sources of a note, as the board knows them: drafts of the same desk, then notes, groups and versions, then drafts of
 * other desks.
 */
function sourcesOn(doc: Y.Doc, revealed: readonly Revealed[]): (note: Revealed) => readonly string[] {
  const roots = [notesRoot(doc), clustersRoot(doc), versionsRoot(doc)]
  const isThere = (id: string): boolean => roots.some((root) => root.has(id))
  const byDraft = Map.groupBy(revealed, ({ draft }) => draft)
  return ({ from = [], desk }) => {
    const found = from.flatMap((source) => {
      const drafts = byDraft.get(source) ?? []
      const own = drafts.find((draft) => draft.desk === desk)
      if (own) return [own.id]
      return isThere(source) ? [source] : drafts.map(({ id }) => id)
    })
    return found.slice(0, fromLimit)
  }
}

/** Photos that moved to the board and are no longer on the desk. Nothing may show whose they were. */
function releasedBy(desk: Y.Doc, revealed: readonly Draft[]): readonly string[] {
  const kept = new Set(draftsOf(desk).map(({ photo }) => photo?.id))
  const gone = new Set(revealed.flatMap(({ photo }) => photo?.id ?? []))
  return [...gone].filter((photo) => !kept.has(photo))
}

async function addAll(doc: Y.Doc, notes: readonly SignedNote[], created: number, pace: Pace): Promise<void> {
  if (notes.length === 0) return
  const top = topOf(doc)
  const coming = notes.map((note) => ({ ...note, hasPhoto: note.photo !== undefined }))
  await pace()
  const spots = await pacedSpotsFor(doc, coming, pace)
  await pace()
  // The notes come in several transactions, and one of a photo's notes may keep it in the room.
  writeFirstCards(doc, keptBy(doc, notes))
  await pace()
  for (let first = 0; first < notes.length; first += notesAtOnce) {
    doc.transact(() => {
      for (const [index, note] of notes.slice(first, first + notesAtOnce).entries()) {
        const spot = spots[first + index] ?? { x: 0, y: 0, area: null }
        addNote(doc, { ...note, ...spot, z: top + 1 + first + index, created })
        writeSignature(doc, note.id, note.signature)
      }
    })
    await pace()
  }
}

function keptBy(doc: Y.Doc, notes: readonly SignedNote[]): FirstCards {
  const kept = notes.flatMap(({ id, photo }) => (photo?.isPrivate ? [[photo.id, id] as const] : []))
  return new Map(kept.filter(([photo]) => cardOfPhoto(doc, photo) === undefined))
}
