import * as Y from 'yjs'
import { rightToKeep, areStatementsKept } from '#shared/activities/step-rights.ts'
import { barrierTo, type PolicyOperation } from '#shared/activities/policy.ts'
import { overness, type AgendaMoment } from '#shared/activities/steps-over.ts'
import { readActivity } from '#shared/board/activities.ts'
import { areasOf, type Area } from '#shared/board/area.ts'
import { placeRoot, signaturesRoot } from '#shared/board/document.ts'
import { readPlace, topOf } from '#shared/board/note.ts'
import { cardOfPhoto } from '#shared/board/kept-photos.ts'
import { readPhoto } from '#shared/board/photo.ts'
import type { PeopleRoot } from '#shared/board/schema.ts'
import { readAgendaNow, readTemplate, readMoveBefore } from '#shared/board/agenda.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { foreignStatements, type IsForeignStatement } from '#shared/board/statements.ts'
import { foreignAreas, readTablesNow, type IsForeignArea } from '#shared/board/tables.ts'
import { itemAt, keyCountOf } from '#shared/board/yjs-internals.ts'
import { pitch } from '#shared/geometry/area.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { contains, type Point } from '#shared/geometry/rect.ts'
import { freeTarget, Operation, type BoardState, type Target } from '#shared/workshop/policy.ts'
import { openRights, Scope } from '#shared/workshop/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Authors } from './authors.ts'
import { Refused, type Effort } from './refused.ts'
import type { Roots } from './schema-path.ts'

/** An entry of the root `place`: its fifth part names the area. */
type PlaceEntry = readonly [x: number, y: number, z: number, cluster: unknown, area?: unknown]

/** An area grows with its notes: the next one lies so far below them at most. */
const growth = 2 * pitch

/**
 * True for a place on the ground of another table, whatever area it names. An area that grows downwards over the one below
 * it stays its own people's: there a note follows the others of its area.
 */
function groundOf(doc: Y.Doc, isForeign: IsForeignArea, effort: Effort) {
  let areas: readonly Area[] | undefined
  return (note: string, place: PlaceEntry): boolean => {
    if (!areas) {
      areas = areasOf(doc)
      effort.spend(areas.length)
    }
    const centre = { x: place[0] + noteSide / 2, y: place[1] + noteSide / 2 }
    if (!areas.some((area) => contains(area, centre) && isForeign(area.id))) return false
    const own = areas.find(({ id }) => id === place[4])
    return own === undefined || !isBelow(doc, own, { note, centre }, effort)
  }
}

function isBelow(
  doc: Y.Doc,
  { id, x, y, width, height }: Area,
  { note, centre }: { readonly note: string; readonly centre: Point },
  effort: Effort,
): boolean {
  if (centre.x < x || centre.x > x + width || centre.y < y) return false
  effort.spend(placeRoot(doc).size)
  let bottom = y + height
  for (const other of placeRoot(doc).keys()) {
    const there = other === note ? undefined : readPlace(doc, other)
    if (there?.area === id) bottom = Math.max(bottom, there.y + noteSide)
  }
  return centre.y < bottom + growth
}

/** Notes, clusters and statements as targets of the policy table. */
export interface RightTargets {
  readonly by: Writer
  readonly roots: Roots
  readonly authors: Authors
  readonly targetOf: (root: PeopleRoot, id: string) => Target
  readonly cluster: (id: string) => Target
  /** Refuses an operation that the table does not allow. */
  readonly ask: (operation: PolicyOperation, target: Target) => void
  /** The cluster in the note's stored place. Null: no cluster. Undefined: the note has no place. */
  readonly clusterOf: (id: string) => string | null | undefined
  /** True for an area in which this person may not work now: that of another table. */
  readonly isForeign: IsForeignArea
  readonly factsOf: (id: string) => StoredFacts
  /** Refuses a change of a stored note that its author alone makes, while its step runs. `facts`: the new ones. */
  readonly askAuthor: (id: string, facts: KeptFacts) => void
  /** Whether a step is over, for notes that say that they are of it. */
  readonly overnessOf: (step: string | undefined) => Pick<Target, 'isOver' | 'isJustOver'>
  /** Somebody has signed it, also while other words hide the name. */
  readonly isSigned: (id: string) => boolean
  /** True for a place of this note on the ground of another table. */
  readonly isOnForeignGround: (id: string, place: PlaceEntry) => boolean
  /** The right that a note with these facts needs and with its stored facts did not need. */
  readonly newRightToKeep: (id: string, facts: KeptFacts) => PolicyOperation | undefined
  /** The photo in the note's stored facts, if it stays in the room. */
  readonly keptPhotoOf: (id: string) => string | undefined
  /** The highest place of the board's stacking order. */
  readonly top: () => number
}

/** All that the guard knows of an update besides its changes. */
interface GuardedUpdate {
  readonly roots: Roots
  readonly authors: Authors
  readonly effort: Effort
  /** Milliseconds since 1970. */
  readonly time: number
}

/** People may be in the middle of their own words of these when tables are drawn again. */
const endedAtFormerTable: ReadonlySet<PolicyOperation> = new Set([
  Operation.writeNote,
  Operation.writeStatement,
])

export function rightTargetsOf(
  by: Writer,
  doc: Y.Doc,
  { roots, authors, effort, time }: GuardedUpdate,
): RightTargets {
  const state = boardStateOf(doc)
  const agenda = by.role === Role.facilitator ? undefined : agendaMomentOf(doc, time)
  const { locks, notes, place } = roots
  const hasLocks = keyCountOf(locks) > 0
  const { participantsMove, participantsWrite } = state.rights ?? openRights
  /** The answer depends on the note's author. In a step authors may finish their own words. */
  const hasOwners =
    by.role !== Role.facilitator &&
    (participantsMove === Scope.own || participantsWrite === Scope.own || agenda !== undefined)
  // Every target then has the same answer, so there is no need to look for a note's author.
  const isOpen = !hasLocks && !hasOwners && (by.role === Role.facilitator || state.rights === openRights)
  const isLocked = (id: string | null | undefined) => hasLocks && typeof id === 'string' && locks.has(id)
  const placeOf = (id: string): unknown => lastValueIn(place, id)
  const factsOf = (id: string): StoredFacts => lastValueIn(notes, id) ?? {}
  const keepingOf = ({ kind = '', step }: KeptFacts) =>
    step === undefined ? undefined : rightToKeep(readTemplate(doc), step, kind)
  const clusterOf = (id: string) => {
    const there = placeOf(id)
    return there === undefined ? undefined : clusterIn(there)
  }
  const { areas: foreign, statements: foreignWords } = foreignThingsOf(by, doc, state, time)

  const note = (id: string): Target => {
    if (isOpen) return freeTarget
    return {
      isLocked: isLocked(id) || (hasLocks && isLocked(clusterOf(id))),
      isOwn: !hasOwners || authors.isMadeBy(id, by.participant),
      ...(foreign && { isAtOtherTable: foreign(areaIn(placeOf(id))) }),
      ...overness(agenda, factsOf(id).step),
    }
  }
  const isJustDrawn = foreign !== undefined && time <= (readTablesNow(doc)?.finish ?? 0)
  const ask = (operation: PolicyOperation, target: Target): void => {
    const isEnding = isJustDrawn && target.isOwn && endedAtFormerTable.has(operation)
    const asked = isEnding ? { ...target, isAtOtherTable: false } : target
    const barrier = barrierTo(by.role, operation, state, asked)
    if (barrier) throw new Refused(barrier)
  }
  const areKept = (): boolean =>
    agenda !== undefined &&
    areStatementsKept(agenda.now, agenda.template, (activity) => readActivity(doc, activity))
  const areaOfCluster = areasOfClusters(doc)
  const cluster = (id: string): Target => {
    const target = isLocked(id) ? lockedTarget : freeTarget
    return foreign ? { ...target, isAtOtherTable: foreign(areaOfCluster(id)) } : target
  }

  const statement = (id: string): Target => ({
    ...freeTarget,
    ...(foreignWords && { isAtOtherTable: foreignWords(id) }),
    ...(areKept() && { isKept: true }),
  })

  const targets = { note, cluster, statement, area: () => freeTarget }
  return {
    by,
    roots,
    authors,
    targetOf: ({ partOf }, id) => targets[partOf](id),
    cluster,
    ask,
    clusterOf,
    isForeign: foreign ?? (() => false),
    isOnForeignGround: foreign ? groundOf(doc, foreign, effort) : () => false,
    factsOf,
    askAuthor: (id, { step }) => {
      if (by.role === Role.facilitator) return
      // A board without an agenda stays open: only a name protects its note.
      const isSigned = signaturesRoot(doc).has(id)
      if (!agenda && !isSigned) return
      const isOwn = authors.isMadeBy(id, by.participant)
      for (const path of [factsOf(id).step, step])
        ask(Operation.settleNote, { ...note(id), isOwn, ...overness(agenda, path) })
    },
    overnessOf: (step) => overness(agenda, step),
    isSigned: (id) => signaturesRoot(doc).has(id),
    newRightToKeep: (id, facts) => {
      const right = keepingOf(facts)
      if (right === undefined) return undefined
      const before = factsOf(id)
      return before.step === facts.step && keepingOf(before) === right ? undefined : right
    },
    keptPhotoOf: (id) => keptPhotoIn(doc, factsOf(id)),
    top: () => topOf(doc),
  }
}

/** Where a note was written, and its kind: they say whether a step keeps it. */
interface KeptFacts {
  readonly kind?: string
  readonly step?: string
}

/** The parts of a note's stored facts that decide rights. */
export interface StoredFacts extends KeptFacts {
  readonly field?: string
  readonly tint?: string
  readonly blanks?: object
  readonly from?: readonly string[]
  readonly photo?: unknown
}

function lastValueIn(root: Y.Map<unknown>, id: string): unknown {
  const content = itemAt(root, id)?.content
  return content instanceof Y.ContentAny ? content.arr.at(-1) : undefined
}

function keptPhotoIn(doc: Y.Doc, facts: StoredFacts): string | undefined {
  const photo = readPhoto(facts.photo)?.id
  return photo !== undefined && typeof cardOfPhoto(doc, photo) === 'string' ? photo : undefined
}

const lockedTarget: Target = { isOwn: true, isLocked: true }

/** The words in the blanks of a note's facts, to compare. */
export function wordsOf({ blanks = {} }: { readonly blanks?: object }): string {
  return JSON.stringify(Object.entries(blanks).sort(byName))
}

/** Reads a value that `isPlace` has accepted. */
export function clusterIn(place: unknown): string | null {
  const cluster: unknown = Array.isArray(place) ? place[3] : undefined
  return typeof cluster === 'string' ? cluster : null
}

/** Reads a value that `isPlace` has accepted. */
export function areaIn(place: unknown): string | null {
  const area: unknown = Array.isArray(place) ? place[4] : undefined
  return typeof area === 'string' ? area : null
}

/**
 * The area of a cluster's first note: people keep the notes of a cluster in one area. An update may change hundreds of
 * clusters, so each place is read once at most.
 */
function areasOfClusters(doc: Y.Doc): (cluster: string) => string | null {
  const areas = new Map<string, string | null>()
  const notes = placeRoot(doc).keys()
  return (cluster) => {
    while (!areas.has(cluster)) {
      const { done, value: note } = notes.next()
      if (done === true) return null
      const place = readPlace(doc, note)
      if (place && place.cluster !== null && !areas.has(place.cluster)) areas.set(place.cluster, place.area)
    }
    return areas.get(cluster) ?? null
  }
}

interface ForeignThings {
  readonly areas?: IsForeignArea | undefined
  readonly statements?: IsForeignStatement | undefined
}

/** Nothing where a step closes nothing. */
function foreignThingsOf(by: Writer, doc: Y.Doc, { step }: BoardState, time: number): ForeignThings {
  if (step === undefined || by.role === Role.facilitator) return {}
  const now = readAgendaNow(doc)
  if (!now || now.step === null) return {}
  return {
    areas: foreignAreas(doc, now.step, by.participant),
    statements: foreignStatements(doc, { step: now.step, participant: by.participant, time }),
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}

/** The sender of an update. */
export interface Writer {
  readonly role: Role
  readonly participant: string
}

/** `time`: milliseconds since 1970 by the clock of the agenda. */
export function agendaMomentOf(doc: Y.Doc, time: number): AgendaMoment | undefined {
  const now = readAgendaNow(doc)
  if (!now) return undefined
  return { now, template: readTemplate(doc), left: readMoveBefore(doc)?.now.step ?? null, time }
}
