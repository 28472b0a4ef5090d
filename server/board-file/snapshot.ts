import type * as Y from 'yjs'
import { adoptionsOf, repliesOf } from '#shared/board/adoptions.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { areasOf, type Area, type StoredArea } from '#shared/board/area.ts'
import { clustersOf, type Cluster } from '#shared/board/cluster.ts'
import { activityStates } from '#shared/board/activities.ts'
import { readMeta, type Language } from '#shared/board/document.ts'
import { notesOf, readOrigin, type Note } from '#shared/board/note.ts'
import { readLook } from '#shared/board/note-look.ts'
import type { Photo } from '#shared/board/photo.ts'
import { boardOutline } from '#shared/board/outline.ts'
import { lockedOf, readRights } from '#shared/board/rights.ts'
import { mostFrequent } from '#shared/geometry/area.ts'
import type { FileField } from '#shared/board/schema.ts'
import { roundsOf } from '#shared/board/round.ts'
import { commentSpan, commentsOf, type BoardComment } from '#shared/board/comments.ts'
import { statementsOf, type Statement } from '#shared/board/statements.ts'
import { versionsOf, type Version } from '#shared/board/versions.ts'
import { replyKey, type Adoption, type Replies, type Reply } from '#shared/workshop/adoption.ts'
import { handUpsOf, type HandUp } from '#shared/board/tables.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import { RoundState, RoundTarget, type Reason, type Round, type RoundRules } from '#shared/workshop/round.ts'
import { keptAgenda, type KeptAgenda } from './kept-agenda.ts'
import { keptPhotosOf } from './kept-photos.ts'

/** A note without the id of its author. Only a signed note names a person, with the name that it was signed with. */
export type SnapshotNote = Omit<Note, 'author' | 'area'> & { readonly area?: string }

/** A statement with its present words. Which tables write it is of the moment. */
export type SnapshotStatement = Omit<Statement, 'tables'>

/** A comment with the letters of the statement that it is on now: none when its words are gone. */
export type SnapshotComment = Omit<BoardComment, 'start' | 'end'> & {
  readonly start: number
  readonly end: number
}

/** An area without what follows from its id. */
export type SnapshotArea = StoredArea

/** A closed round with its published totals. It never has ballots, not even those of an open vote. */
export type SnapshotRound = Omit<Round, 'ballots' | 'state' | 'closedAt' | 'reasons'> & {
  readonly closedAt: number
  readonly reasons?: readonly SnapshotReason[]
}

/** A published reason, with its answer in writing. */
export type SnapshotReason = Reason & { readonly reply?: Reply }

/**
 * The public content of a board, copied field by field. Anything that is not named here cannot get into a file by
 * mistake: authors, ballots, open rounds, ids of Yjs clients, fields of newer versions.
 */
export interface BoardSnapshot extends Record<FileField, unknown> {
  readonly title: string
  readonly language: Language
  /** In the order of the outline. */
  readonly notes: readonly SnapshotNote[]
  /** Clusters with notes, in the order of the outline. */
  readonly clusters: readonly Cluster[]
  /** As they stand, row by row. */
  readonly areas: readonly SnapshotArea[]
  /** Rights of participants. */
  readonly rights: Rights
  /** Ids of the notes and clusters above that are locked themselves, in that order. */
  readonly locked: readonly string[]
  /** Oldest first. */
  readonly rounds: readonly SnapshotRound[]
  /** Oldest first. The last one is the purpose. */
  readonly adoptions: readonly Adoption[]
  /** Null on a board without one. */
  readonly agenda: KeptAgenda | null
  /** In the order of their numbers. */
  readonly statements: readonly SnapshotStatement[]
  /** Oldest first. */
  readonly versions: readonly Version[]
  /** Oldest first. */
  readonly comments: readonly SnapshotComment[]
  /** The things that each table of a step handed up, by reference. */
  readonly handedUp: readonly HandUp[]
  /** The server's state of each activity by its name. A file has what the activity keeps of it. */
  readonly activities: Readonly<Record<string, unknown>>
}

export function snapshotOf(doc: Y.Doc): BoardSnapshot {
  const { title, language } = readMeta(doc)
  const known = new Map(clustersOf(doc).map((cluster) => [cluster.id, cluster]))
  const agenda = readAgenda(doc)
  const areas = areasOf(doc)
  const isKept = keptPhotosOf(doc)
  const areaIds = new Set(areas.map(({ id }) => id))
  const placed = notesOf(doc).map(
    ({ id, kind, tint, created, signature, isLate, photo, x, y, z, cluster, area, text, ...note }) => ({
      id,
      kind,
      tint,
      created: timeOf(created),
      ...(signature !== undefined && { signature }),
      ...(isLate && { isLate }),
      ...(photo && { photo: photoInFile(photo, isKept(photo)) }),
      x,
      y,
      z,
      // Null for a cluster that was dissolved while this note was dropped into it.
      cluster: cluster !== null && known.has(cluster) ? cluster : null,
      ...(area !== null && areaIds.has(area) && { area }),
      ...readOrigin(note),
      ...readLook(note),
      text,
    }),
  )
  const outline = boardOutline(placed, known.values(), areas)
  const notes = outline.flatMap((group) => group.notes)
  const clusters = outline.flatMap(({ cluster }) => cluster ?? [])
  const replies = repliesOf(doc)
  const locks = lockedOf(doc)
  const things = new Set([...notes, ...clusters].map(({ id }) => id))
  const locked = [...things].filter((id) => locks.has(id))
  return {
    title,
    language,
    notes,
    clusters,
    areas: areas.map(snapshotArea),
    rights: readRights(doc),
    locked,
    rounds: roundsOf(doc).flatMap((round) => closedRound(round, replies)),
    adoptions: adoptionsOf(doc).map(snapshotAdoption),
    agenda: agenda ? keptAgenda(agenda) : null,
    statements: statementsOf(doc).map(({ id, step, number, from, at, text }) => ({
      id,
      step,
      number,
      from,
      at,
      text,
    })),
    versions: versionsOf(doc),
    comments: commentsOf(doc).map((comment) => {
      const { start = 0, end = 0 } = commentSpan(doc, comment) ?? {}
      return { ...comment, start, end }
    }),
    handedUp: handUpsOf(doc).flatMap((handUp) => {
      const items = handUp.items.filter((id) => things.has(id))
      return items.length > 0 ? [{ ...handUp, items }] : []
    }),
    activities: activityStates(doc),
  }
}

/** The mark on a note says nothing: the photo's first card decides. */
function photoInFile(stored: Photo, isKept: boolean): Photo {
  const { isPrivate: _, ...photo } = stored
  return isKept ? { ...photo, isPrivate: true } : photo
}

function snapshotArea({ id, title, phaseTitle, blanks, row, x, y, width, height }: Area): SnapshotArea {
  return {
    id,
    title,
    ...(Object.keys(phaseTitle).length > 0 && { phaseTitle }),
    ...(blanks.length > 0 && { blanks }),
    ...(row > 0 && { row }),
    x,
    y,
    width,
    height,
  }
}

/** The notes of each cluster, null for those in none; and the area in which each cluster lies. */
interface Members {
  readonly notes: ReadonlyMap<string | null, readonly SnapshotNote[]>
  readonly areas: Map<string, string | null>
}

/** A file of 300 people asks for the members of 422 groups in each of 177 areas. A snapshot never changes. */
const membersOf = new WeakMap<BoardSnapshot['notes'], Members>()

function membersIn({ notes }: Pick<BoardSnapshot, 'notes'>): Members {
  const known = membersOf.get(notes)
  if (known) return known
  const members = { notes: Map.groupBy(notes, ({ cluster }) => cluster), areas: new Map() }
  membersOf.set(notes, members)
  return members
}

const byIdOf = new WeakMap<BoardSnapshot['notes'], ReadonlyMap<string, SnapshotNote>>()

/** The notes of a board by their ids. */
export function notesById({ notes }: Pick<BoardSnapshot, 'notes'>): ReadonlyMap<string, SnapshotNote> {
  const known = byIdOf.get(notes) ?? new Map(notes.map((note) => [note.id, note]))
  byIdOf.set(notes, known)
  return known
}

/** The notes of a cluster, or with null those in none, in the order of the outline. */
export function notesIn(
  board: Pick<BoardSnapshot, 'notes'>,
  cluster: string | null,
): readonly SnapshotNote[] {
  return membersIn(board).notes.get(cluster) ?? []
}

/** The area in which a cluster lies: that of most of its notes. */
export function areaOfCluster(board: BoardSnapshot, cluster: string): string | null {
  const { areas } = membersIn(board)
  const known = areas.get(cluster)
  if (known !== undefined) return known
  const area = mostFrequent(notesIn(board, cluster).flatMap((note) => note.area ?? []))
  areas.set(cluster, area)
  return area
}

/** The last moment that JavaScript has a date for, in milliseconds since 1970. */
export const latestTime = 8.64e15

/** Bounds a time from a client's clock: a wrong one must not make a file unreadable. */
function timeOf(created: number): number {
  return Number.isFinite(created) ? Math.min(latestTime, Math.max(0, created)) : 0
}

function snapshotAdoption(adoption: Adoption): Adoption {
  const { id, number, version, statement, text, hash, language, at, kind, round, voices, reason } = adoption
  const { isImported, claimedAt } = adoption
  const { answered, entitled } = voices
  return {
    id,
    number,
    version,
    statement,
    text,
    hash,
    language,
    at,
    kind,
    round,
    voices: { answered, entitled },
    ...(reason !== undefined && { reason }),
    ...(isImported && { isImported }),
    ...(claimedAt !== undefined && { claimedAt }),
  }
}

function closedRound(round: Round, replies: Replies): readonly SnapshotRound[] {
  if (round.state !== RoundState.closed || round.closedAt === null) return []
  const { id, number, title, target, options, budget, cap, isSecret, deadline } = round
  const { openedAt, closedAt, voted, eligible, previous } = round
  const totals =
    round.totals && Object.fromEntries(options.map((option) => [option, round.totals?.[option] ?? 0]))
  const rules = {
    title,
    target,
    options: [...options],
    ...frozenTexts(round),
    budget,
    cap,
    isSecret,
    deadline,
  }
  const method = round.method !== undefined && { method: round.method }
  const scores = round.scores && { scores: round.scores }
  const passes = round.passes && { passes: { ...round.passes } }
  const reasons = round.reasons && {
    reasons: round.reasons.map((reason, index) => {
      const reply = replies[replyKey(id, index)]
      return { ...copyOfReason(reason), ...(reply && { reply: { text: reply.text, at: reply.at } }) }
    }),
  }
  const awaited = round.awaited && { awaited: { ...round.awaited } }
  const withheld = round.withheld && { withheld: [...round.withheld] }
  const step = round.step !== undefined && { step: round.step }
  const hands = round.hands && { hands: { voters: round.hands.voters, counts: { ...round.hands.counts } } }
  return [
    {
      id,
      number,
      ...method,
      ...rules,
      openedAt,
      closedAt,
      voted,
      eligible,
      previous,
      totals,
      ...scores,
      ...passes,
      ...reasons,
      ...awaited,
      ...withheld,
      ...hands,
      ...step,
      ...(round.builtOn && { builtOn: { ...round.builtOn } }),
      ...(round.isRunOff && { isRunOff: round.isRunOff }),
      ...(round.places !== undefined && { places: round.places }),
      ...(round.isImported && { isImported: round.isImported }),
    },
  ]
}

type FrozenTexts = Pick<RoundRules, 'about' | 'texts' | 'labels'>

/** Copies the frozen words of a round, of its options alone. A round about texts has those of each. */
export function frozenTexts(
  { about, texts, labels, options, target }: FrozenTexts & Pick<RoundRules, 'options' | 'target'>,
  copy: (text: string) => string = (text) => text,
): FrozenTexts {
  const isWhole = target === RoundTarget.texts
  const copied = (from: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      options.flatMap((option) => {
        const text = Object.hasOwn(from, option) ? from[option] : undefined
        return isWhole || text !== undefined ? [[option, copy(text ?? '')]] : []
      }),
    )
  return {
    ...(about !== undefined && { about }),
    ...(texts && { texts: copied(texts) }),
    ...(labels && { labels: copied(labels) }),
  }
}

function copyOfReason({ option, text, name, answer }: Reason): Reason {
  return { option, text, name, ...(answer !== undefined && { answer }) }
}
