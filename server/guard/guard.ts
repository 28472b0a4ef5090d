import * as Y from 'yjs'
import { draftMarksOf } from '#shared/board/draft.ts'
import { readOrigin } from '#shared/board/note.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { roundsRoot, signaturesRoot } from '#shared/board/document.ts'
import { Shape, type PeopleRoot } from '#shared/board/schema.ts'
import { keyCountOf, nextClockOf, itemAt } from '#shared/board/yjs-internals.ts'
import { may } from '#shared/activities/policy.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Role } from '#shared/workshop/role.ts'
import { mayWrite, Operation, Barrier } from '#shared/workshop/policy.ts'
import { draftsLimit } from '#shared/workshop/writing.ts'
import type { ClientOwner } from '../contracts/boards.ts'
import { authorsOf, type DeletedNoteAuthors } from './authors.ts'
import { changesOf, type Changes, type KeyChange } from './changes.ts'
import { isRemoval } from './key-outcome.ts'
import { parseUpdate, Content } from './parse-update.ts'
import { Refused, unknownPlace, newEffort, type Effort } from './refused.ts'
import { resolveUpdate, type ResolvedUpdate } from './resolve-update.ts'
import { checkRights, checkLengths } from './rights.ts'
import { rootsOf, type Roots } from './schema-path.ts'
import { rightTargetsOf, areaIn, type Writer, agendaMomentOf } from './right-targets.ts'
import { isFacts, isPlace, isBoolean } from './values.ts'
import { visitedSteps } from '#shared/agenda/agenda.ts'
import { overness } from '#shared/activities/steps-over.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { stepPathIn } from '#shared/board/id.ts'

/** Reads the bytes of an update and accepts or refuses it, before Yjs sees it. */
export interface Guard {
  /**
   * Checks a Yjs update against its document and changes nothing. The update has version 1; it is
   * incremental or a whole sync step 2. The document must already have the earlier updates of the same
   * tick. The caller limits size and rate. After `ok` the caller adds `newOwners` to `owners`, applies the
   * update and stores both. It must not apply an empty update: Yjs could still split structs for it.
   */
  readonly check: (doc: Y.Doc, update: Uint8Array, by: Writer, owners: ReadonlyMap<number, string>) => Verdict
}

export type Verdict =
  | {
      readonly ok: true
      /** The document already has the whole update. */
      readonly isEmpty: boolean
      /** Client ids that this participant uses for the first time. */
      readonly newOwners: readonly ClientOwner[]
      /** See `Authors.authorsToKeep`. */
      readonly authorsToKeep?: ReadonlyMap<string, string>
      /** Signed notes whose words or facts the update changes. */
      readonly signedNotes?: readonly string[]
      /** On a board that has voted: notes and groups whose words the update changes or removes. */
      readonly reworded?: readonly string[]
      /** New notes of a step that is over. */
      readonly lateNotes?: readonly string[]
    }
  | ({ readonly ok: false } & Refusal)

/** Facts about a document, kept as long as it is in memory. */
interface Memory {
  readonly roots: Roots
  readonly deletedNoteAuthors: DeletedNoteAuthors
}

/** A board, shared by its people, or one person's desk. Roots and rights depend on it. */
export type GuardedDocument = 'board' | 'desk'

/** True when this participant may put the photo on a note of this document. */
type MayUsePhoto = (doc: Y.Doc, participant: string, photo: string) => boolean

/** The barrier to changing the answers of a step on this desk. */
type AnswerBarrier = (desk: Y.Doc, role: Role, step: StepPath) => Barrier | undefined

export function createGuard(
  guarded: GuardedDocument = 'board',
  mayUsePhoto: MayUsePhoto = () => true,
  answerBarrier: AnswerBarrier = () => undefined,
  /** Milliseconds since 1970, by the clock of the agenda. */
  now: () => number = Date.now,
): Guard {
  const memories = new WeakMap<Y.Doc, Memory>()

  function memoryOf(doc: Y.Doc): Memory {
    let memory = memories.get(doc)
    if (!memory)
      memories.set(doc, (memory = { roots: rootsOf(doc, guarded === 'desk'), deletedNoteAuthors: new Map() }))
    return memory
  }

  function check(doc: Y.Doc, update: Uint8Array, by: Writer, owners: ReadonlyMap<number, string>): Verdict {
    try {
      const { roots, deletedNoteAuthors } = memoryOf(doc)
      const parsed = parseUpdate(update)
      const effort = newEffort()
      const resolved = resolveUpdate(doc, roots, parsed, effort)
      const changes = changesOf(doc, roots, parsed, resolved, effort)
      if (changes.isEmpty) return { ok: true, isEmpty: true, newOwners: [] }
      if (guarded === 'desk' ? !may(by.role, Operation.keepDesk) : !mayWrite(by.role)) {
        throw new Refused('read_only')
      }
      const newOwners = newOwnersOf(doc, resolved, by, owners)
      checkPhotos(changes, (photo) => mayUsePhoto(doc, by.participant, photo))
      if (guarded === 'desk') {
        checkDesk(changes, by, roots, effort)
        checkAnswers(changes, roots, effort, (step) => answerBarrier(doc, by.role, step))
        return { ok: true, isEmpty: false, newOwners }
      }
      const authors = authorsOf(roots.notes, owners, deletedNoteAuthors, effort)
      const time = now()
      checkRights(changes, rightTargetsOf(by, doc, { roots, authors, effort, time }), effort)
      const { authorsToKeep } = authors
      const signedNotes = signedNotesOf(doc, changes)
      const reworded = rewordedBy(doc, changes, effort)
      const lateNotes = lateNotesIn(doc, changes, time)
      return {
        ok: true,
        isEmpty: false,
        newOwners,
        ...(authorsToKeep.size > 0 && { authorsToKeep }),
        ...(signedNotes.length > 0 && { signedNotes }),
        ...(reworded.length > 0 && { reworded }),
        ...(lateNotes.length > 0 && { lateNotes }),
      }
    } catch (error) {
      // The caller gets a value: hostile and stale updates are normal.
      if (error instanceof Refused) {
        const { code, message, field } = error
        return { ok: false, code, message, ...(field !== undefined && { field }) }
      }
      throw error
    }
  }

  return { check }
}

function signedNotesOf(doc: Y.Doc, { keys, inside }: Changes): readonly string[] {
  const signatures = signaturesRoot(doc)
  if (keyCountOf(signatures) === 0) return []
  const ids = new Set(keys.flatMap(({ root, path }) => (root.partOf === 'note' ? [path.id] : [])))
  for (const [root, changed] of inside) if (root.partOf === 'note') for (const id of changed) ids.add(id)
  return [...ids].filter((id) => signatures.has(id))
}

/** A note is gone with any of its parts. */
function rewordedBy(doc: Y.Doc, { keys, inside }: Changes, effort: Effort): readonly string[] {
  if (keyCountOf(roundsRoot(doc)) === 0) return []
  const hasWords = ({ shape }: PeopleRoot): boolean => shape === Shape.text || shape === Shape.cluster
  const ids = new Set(
    keys.flatMap((key) => (hasWords(key.root) || isRemoval(key, effort) ? [key.path.id] : [])),
  )
  for (const [root, changed] of inside) if (hasWords(root)) for (const id of changed) ids.add(id)
  return [...ids]
}

/**
 * Concurrent writes are ordered by client id, so id 0 would always come first. The server writes new boards
 * under 1. Yjs draws ids of 32 random bits.
 */
const minClient = 2

/**
 * Refuses structs under another person's client id. An id in the document without an owner is the server's.
 */
function newOwnersOf(
  doc: Y.Doc,
  resolved: ResolvedUpdate,
  by: Writer,
  owners: ReadonlyMap<number, string>,
): readonly ClientOwner[] {
  const newOwners: ClientOwner[] = []
  for (const client of resolved.clients) {
    const owner = owners.get(client)
    if (owner === by.participant) continue
    const isKept = client < minClient || client === doc.clientID
    if (owner !== undefined || isKept || nextClockOf(doc, client) > 0) {
      throw new Refused('foreign_author')
    }
    newOwners.push({ client, participant: by.participant })
  }
  return newOwners
}

/** Refuses notes and drafts with a photo that their writer may not use: it may be another person's secret. */
function checkPhotos(changes: Changes, mayUse: (photo: string) => boolean): void {
  for (const { root, placed } of changes.keys) {
    if (root.shape !== Shape.facts) continue
    for (const { struct } of placed) {
      if (struct.content !== Content.any) continue
      for (const facts of struct.value as readonly unknown[]) {
        if (!isFacts(facts) || facts.photo === undefined || mayUse(facts.photo.id)) continue
        throw new Refused('photo_unknown')
      }
    }
  }
}

/** New notes that say that they are of a step that is over, or that lie in its area. */
function lateNotesIn(doc: Y.Doc, { keys }: Changes, time: number): readonly string[] {
  const agenda = agendaMomentOf(doc, time)
  if (!agenda) return []
  const late = keys.flatMap(({ path, root, current, placed }) => {
    if (current || root.partOf !== 'note') return []
    const values = placed.flatMap(({ struct }) =>
      struct.content === Content.any ? (struct.value as readonly unknown[]) : [],
    )
    const steps = values.flatMap((value) => stepOf(root.shape, value) ?? [])
    return steps.some((step) => overness(agenda, step).isOver) ? [{ id: path.id, steps }] : []
  })
  if (late.length === 0) return []
  // Somebody may prepare a step that is still to come.
  const whole = readAgenda(doc)
  const visited = whole ? visitedSteps(whole) : new Set()
  return [...new Set(late.flatMap(({ id, steps }) => (steps.some((step) => visited.has(step)) ? [id] : [])))]
}

function stepOf(shape: Shape, value: unknown): string | undefined {
  if (shape === Shape.facts && isFacts(value)) return value.step
  const area = shape === Shape.place && isPlace(value) ? areaIn(value) : null
  return area === null ? undefined : stepPathIn(area)
}

/**
 * Checks changes of answers on a desk. Their step must take answers now, and no step may have taken them. Their owner may
 * delete them at any time.
 */
function checkAnswers(
  changes: Changes,
  roots: Roots,
  effort: Effort,
  barrierIn: (step: string) => Barrier | undefined,
): void {
  const asked = new Set<string>()
  const ask = (facts: unknown): void => {
    const { isAnswer } = draftMarksOf(facts)
    if (!isAnswer) return
    const { step = '' } = readOrigin(facts as object)
    if (asked.has(step)) return
    asked.add(step)
    const barrier = barrierIn(step)
    if (barrier) throw new Refused(barrier)
  }
  const askStored = (id: string): void => {
    const facts = storedFacts(roots, id)
    if (draftMarksOf(facts).taken !== undefined) throw new Refused(Barrier.step)
    ask(facts)
  }
  const removed = new Set<string>()
  for (const key of changes.keys) {
    if (isRemoval(key, effort)) {
      removed.add(`${key.root.name} ${key.path.id}`)
      continue
    }
    // The place of an answer is nothing that anybody sees.
    if (key.root.shape === Shape.place) continue
    askStored(key.path.id)
    if (key.root.shape !== Shape.facts) continue
    for (const { struct } of key.placed) {
      if (struct.content !== Content.any) continue
      for (const facts of struct.value as readonly unknown[]) {
        // The server alone says that an answer was taken.
        if (draftMarksOf(facts).taken !== undefined) throw new Refused(Barrier.step)
        ask(facts)
      }
    }
  }
  for (const [root, ids] of changes.inside) {
    for (const id of ids) if (!removed.has(`${root.name} ${id}`)) askStored(id)
  }
}

function storedFacts({ notes }: Roots, id: string): unknown {
  const item = itemAt(notes, id)
  if (!item || item.deleted || !(item.content instanceof Y.ContentAny)) return undefined
  return item.content.arr.at(-1)
}

/**
 * Checks an update of a desk. Its owner may do everything that the schema has; nobody else is connected to
 * it. A draft is signed by its owner or not at all: the reveal publishes the signature.
 */
function checkDesk(changes: Changes, by: Writer, { notes }: Roots, effort: Effort): void {
  let added = 0
  for (const key of changes.keys) {
    if (key.root.shape !== Shape.facts) continue
    checkFacts(key, by)
    const isNew = key.current === undefined || key.current.deleted
    if (isNew && key.placed.length > 0 && !isRemoval(key, effort)) added += 1
  }
  if (added > 0 && countOf(notes, effort) + added > draftsLimit) throw new Refused('desk_full')
  checkLengths(changes)
}

function checkFacts(key: KeyChange, by: Writer): void {
  for (const { struct } of key.placed) {
    if (struct.content !== Content.any) continue
    for (const facts of struct.value as readonly unknown[]) {
      if (!isFacts(facts)) continue
      if (facts.author !== null && facts.author !== by.participant) {
        throw new Refused(
          'foreign_author',
          'A draft can only be signed by the person who writes it, so it was not changed.',
        )
      }
      if ('isHeld' in facts && !isBoolean(facts.isHeld)) throw unknownPlace()
      if ('isAnswer' in facts && !isBoolean(facts.isAnswer)) throw unknownPlace()
      if ('isForNext' in facts && !isBoolean(facts.isForNext)) throw unknownPlace()
    }
  }
}

function countOf(notes: Y.Map<unknown>, effort: Effort): number {
  effort.spend(keyCountOf(notes))
  return notes.size
}
