import type { Words } from '../agenda/template.ts'
import type { Rect } from '../geometry/rect.ts'
import type { RoundState, RoundTarget } from '../workshop/round.ts'
import type { AreaTitle } from './area.ts'
import type { Cluster } from './cluster.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import type { Tint } from './note.ts'
import type { NoteLook } from './note-look.ts'
import type { Photo } from './photo.ts'

/**
 * One step of a board's replay, which shows the board as everybody saw it. A step has only content, named
 * field by field: no authors, no ballots, no drafts, nothing of Yjs. It is plain data in the store, on the
 * wire and in the page.
 */
export interface ReplayStep {
  /** Milliseconds since 1970, rounded down to the grain. All steps so far give the state at this time. */
  readonly at: number
  /** The step has the whole board and replaces all earlier steps. */
  readonly isWhole?: true
  readonly title?: string
  /** Ids of removed notes. Readers apply it before `notes`: a note may come back in the same step. */
  readonly gone?: readonly string[]
  readonly notes?: readonly ReplayNoteChange[]
  /** Ids of removed groups, and of areas that people had drawn. */
  readonly dissolved?: readonly string[]
  readonly clusters?: readonly ReplayClusterChange[]
  /** Whole. Those of steps are never removed. */
  readonly areas?: readonly ReplayArea[]
  readonly rounds?: readonly ReplayRound[]
  readonly marks?: readonly ReplayMark[]
}

export interface ReplayNote {
  readonly id: string
  readonly kind: NoteKind
  readonly tint: Tint
  readonly x: number
  readonly y: number
  readonly z: number
  readonly cluster: string | null
  readonly area: string | null
  readonly photo: Photo | null
  readonly look: NoteLook | null
  readonly text: string
}

/** A new note has all fields. */
export type ReplayNoteChange = Pick<ReplayNote, 'id'> & Partial<ReplayNote>
export type ReplayClusterChange = Pick<Cluster, 'id'> & Partial<Cluster>

/** A titled place for notes. */
export interface ReplayArea extends Rect {
  readonly id: string
  readonly title: AreaTitle
  readonly row?: number
}

/** The visible part of a round, without voters and without times of votes. */
export interface ReplayRound {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly target: RoundTarget
  readonly options: readonly string[]
  /** The words that it is about, of options that have other ones by now. */
  readonly texts?: Readonly<Record<string, string>>
  readonly state: RoundState
  /** Null while the round is open, and in a round that published nothing. */
  readonly totals: Readonly<Record<string, number>> | null
  /** As in the round. */
  readonly builtOn?: Readonly<Record<string, readonly string[]>>
  readonly places?: number
}

export const replayMarks = [
  'roundOpened',
  'roundClosed',
  'privateBegan',
  'revealed',
  'privateEnded',
  'stepBegan',
  'agendaEnded',
  'adopted',
] as const
/** A moment that people look for. */
export interface ReplayMark {
  readonly kind: (typeof replayMarks)[number]
  readonly round?: string
  /** The title of the step's phase and the beginning of its prompt, with `stepBegan`. */
  readonly phase?: Words
  readonly prompt?: Words
  /** The sentence, with `adopted`. */
  readonly text?: string
}

/** Shortest time between steps. Readable in a replay, and too coarse to tell people apart. Not measured. */
export const replayGrainMs = 2_000

/** A board at one moment of its replay. */
export interface ReplayBoard {
  readonly title: string
  readonly notes: ReadonlyMap<string, ReplayNote>
  readonly clusters: ReadonlyMap<string, Cluster>
  readonly areas: ReadonlyMap<string, ReplayArea>
  readonly rounds: ReadonlyMap<string, ReplayRound>
}

export const emptyReplayBoard: ReplayBoard = {
  title: '',
  notes: new Map(),
  clusters: new Map(),
  areas: new Map(),
  rounds: new Map(),
}

/** The board after these steps. Does not change `board`. */
export function replayed(board: ReplayBoard, steps: Iterable<ReplayStep>): ReplayBoard {
  let { title } = board
  const notes = new Map(board.notes)
  const clusters = new Map(board.clusters)
  const areas = new Map(board.areas)
  const rounds = new Map(board.rounds)
  for (const step of steps) {
    if (step.isWhole) {
      title = ''
      for (const kept of [notes, clusters, areas, rounds]) kept.clear()
    }
    title = step.title ?? title
    for (const id of step.gone ?? []) notes.delete(id)
    for (const note of step.notes ?? []) notes.set(note.id, { ...bareNote, ...notes.get(note.id), ...note })
    for (const id of step.dissolved ?? []) for (const kept of [clusters, areas]) kept.delete(id)
    for (const cluster of step.clusters ?? []) {
      clusters.set(cluster.id, { ...bareCluster, ...clusters.get(cluster.id), ...cluster })
    }
    for (const area of step.areas ?? []) areas.set(area.id, area)
    for (const round of step.rounds ?? []) rounds.set(round.id, round)
  }
  return { title, notes, clusters, areas, rounds }
}

/** A step that has a whole board. */
export function wholeStep(at: number, board: ReplayBoard): ReplayStep {
  return { at, isWhole: true, ...changesBetween(emptyReplayBoard, board), title: board.title }
}

/** The changes from one board to the other. Ids are sorted, so that their order tells nothing. */
export function changesBetween(before: ReplayBoard, after: ReplayBoard): Omit<ReplayStep, 'at'> {
  const [gone, notes] = changesOf(before.notes, after.notes)
  const [dissolved, clusters] = changesOf(before.clusters, after.clusters)
  // Areas and rounds are written whole.
  const areas = [...after.areas.values()].filter((area) => !isSame(area, before.areas.get(area.id)))
  const rounds = [...after.rounds.values()].filter((round) => !isSame(round, before.rounds.get(round.id)))
  const erased = [...before.areas.keys()].filter((id) => !after.areas.has(id)).sort()
  return {
    ...(before.title !== after.title && { title: after.title }),
    ...(gone.length > 0 && { gone }),
    ...(notes.length > 0 && { notes }),
    ...(dissolved.length + erased.length > 0 && { dissolved: [...dissolved, ...erased] }),
    ...(clusters.length > 0 && { clusters }),
    ...(areas.length > 0 && { areas }),
    ...(rounds.length > 0 && { rounds }),
  }
}

function changesOf<Thing extends { readonly id: string }>(
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
): [gone: readonly string[], changes: readonly (Pick<Thing, 'id'> & Partial<Thing>)[]] {
  const gone = [...before.keys()].filter((id) => !after.has(id)).sort()
  const changes = [...after.values()]
    .map((thing) => changed(before.get(thing.id), thing))
    .filter((change) => Object.keys(change).length > 1)
  return [gone, changes.sort((a, b) => (a.id < b.id ? -1 : 1))]
}

/** The id and the changed fields. */
function changed<Thing extends { readonly id: string }>(
  before: Thing | undefined,
  after: Thing,
): Pick<Thing, 'id'> & Partial<Thing> {
  if (!before) return after
  const was = new Map(Object.entries(before))
  const fields = Object.entries(after).filter(
    ([name, value]) => name === 'id' || !isSame(value, was.get(name)),
  )
  return Object.fromEntries(fields) as Pick<Thing, 'id'> & Partial<Thing>
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/** One step with the effect of both, at the later time. Ids are sorted, so that their order tells nothing. */
export function mergeSteps(earlier: ReplayStep, later: ReplayStep): ReplayStep {
  const marks = [...(earlier.marks ?? []), ...(later.marks ?? [])]
  if (later.isWhole) return { ...later, ...(marks.length > 0 && { marks }) }
  const title = later.title ?? earlier.title
  const [gone, notes] = merged([earlier.gone, earlier.notes], [later.gone, later.notes])
  const [dissolved, clusters] = merged(
    [earlier.dissolved, earlier.clusters],
    [later.dissolved, later.clusters],
  )
  const erased = new Set(later.dissolved)
  const areas = latestOf(
    earlier.areas?.filter(({ id }) => !erased.has(id)),
    later.areas,
  )
  const rounds = latestOf(earlier.rounds, later.rounds)
  return {
    at: later.at,
    ...(earlier.isWhole && { isWhole: true }),
    ...(title !== undefined && { title }),
    // A whole step replaces all earlier ones, so it removes nothing.
    ...(!earlier.isWhole && gone.length > 0 && { gone }),
    ...(notes.length > 0 && { notes }),
    ...(!earlier.isWhole && dissolved.length > 0 && { dissolved }),
    ...(clusters.length > 0 && { clusters }),
    ...(areas.length > 0 && { areas }),
    ...(rounds.length > 0 && { rounds }),
    ...(marks.length > 0 && { marks }),
  }
}

/** Things that are written whole: the last state of each. */
function latestOf<Thing extends { readonly id: string }>(
  earlier: readonly Thing[] = [],
  later: readonly Thing[] = [],
): readonly Thing[] {
  return [...new Map([...earlier, ...later].map((thing) => [thing.id, thing])).values()]
}

type Changes<Change> = [gone: readonly string[] | undefined, changes: readonly Change[] | undefined]

function merged<Change extends { readonly id: string }>(
  [goneBefore = [], before = []]: Changes<Change>,
  [goneLater = [], later = []]: Changes<Change>,
): [readonly string[], readonly Change[]] {
  const changes = new Map(before.map((change) => [change.id, change]))
  for (const id of goneLater) changes.delete(id)
  for (const change of later) changes.set(change.id, { ...changes.get(change.id), ...change })
  return [
    [...new Set([...goneBefore, ...goneLater])].sort(),
    [...changes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  ]
}

/** Fills fields that a damaged step lacks, so that the painter does not fail. */
const bareNote: Omit<ReplayNote, 'id'> = {
  kind: 'idea',
  tint: 'sand',
  x: 0,
  y: 0,
  z: 0,
  cluster: null,
  area: null,
  photo: null,
  look: null,
  text: '',
}
const bareCluster: Omit<Cluster, 'id'> = { title: '', tint: 'sand', isCollapsed: false }
