import { AgendaState, type StepFigures } from '#shared/agenda/agenda.ts'
import { filledWords } from '#shared/agenda/fill.ts'
import { visitsOf, type Visit } from '#shared/agenda/lived.ts'
import { findStep, stepsOf, stepSeconds, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Answers, Step, StepPath, Take, Words } from '#shared/agenda/template.ts'
import type { Cluster } from '#shared/board/cluster.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import type { Principle } from '#shared/board/principle.ts'
import { asideName, asideOf } from '#shared/board/aside.ts'
import {
  notedCases,
  operationsOn,
  type CaseAgain,
  type Operations,
  type SettledCase,
} from '#shared/workshop/operations.ts'
import { mostFrequent } from '#shared/geometry/area.ts'
import { lineageAccount, type AccountLineage } from './lineage-account.ts'
import { dotsOfClusters, saysSomething } from './dots.ts'
import { madeOn, type MadeCount } from './made.ts'
import type { KeptAgenda } from './kept-agenda.ts'
import type { Block, Reader, Section } from '#shared/blocks/block.ts'
import { areaOfCluster, notesIn, type BoardSnapshot, type SnapshotNote } from './snapshot.ts'
import type { Json } from '#shared/board/activities.ts'

/**
 * The one account of a board, as plain data: the report and the JSON file are made of it. It names things by their ids and
 * never says who did something. Times are whole seconds.
 */
export interface Account {
  readonly title: string
  /** The adopted sentence, as it was adopted last. Null: none was adopted. */
  readonly purpose: AccountPurpose | null
  /** What that sentence grew from. */
  readonly lineage: AccountLineage | null
  readonly participation: Participation
  /** The things that people made, as numbers of a table of contents; without those that there are none of. */
  readonly made: readonly MadeCount[]
  /** Notes with words or a photo, and groups with notes. */
  readonly notes: number
  readonly groups: number
  /** Null on a board without an agenda. */
  readonly agenda: LivedAgenda | null
  /** The principles on which the group settled. */
  readonly principles: readonly AccountPrinciple[]
  /** The decisions of a second workshop. */
  readonly operations: Operations
  /** The content of the parking lot: out of votes and of the results of steps. */
  readonly parked: { readonly notes: readonly string[]; readonly groups: readonly AccountGroup[] }
  /** Things of no phase. On a board without an agenda: everything that is not parked. */
  readonly others: {
    readonly notes: readonly string[]
    readonly groups: readonly AccountGroup[]
    readonly rounds: readonly string[]
  }
}

/** Without the ids that tie it to its round. */
export type AccountPurpose = Omit<Adoption, 'id' | 'number' | 'round'>

/** A principle in its parts; those without words are empty. */
export interface AccountPrinciple extends Principle {
  /** Its note. */
  readonly id: string
  /** Ids of the notes that it grew from. */
  readonly from: readonly string[]
}

/** Counts of people. Null: the board does not know. */
export interface Participation {
  /** Of a workshop: the most who were asked together. Else all who have joined. */
  readonly people: number
  readonly wrote: StepFigures | null
  readonly voted: StepFigures | null
  /** People by the group that they say to belong to, as far as it may be shown. */
  readonly groups: readonly GroupShare[]
}

/** Without a title: all others together. */
export interface GroupShare {
  readonly title: Words | null
  readonly count: number
}

export interface LivedAgenda extends Times {
  readonly title: Words
  readonly state: AgendaState
  /** Milliseconds since 1970; null before the start, and `endedAt` before the end. */
  readonly startedAt: number | null
  readonly endedAt: number | null
  readonly phases: readonly AccountPhase[]
}

/** In seconds. */
export interface Times {
  /** Null: it takes the time that it takes. */
  readonly planned: number | null
  /** Without pauses. */
  readonly spent: number
  readonly paused: number
}

export interface AccountPhase extends Times {
  readonly id: string
  readonly title: Words
  readonly purpose: Words | null
  /** Of its first visit. Null: it was left out. */
  readonly startedAt: number | null
  /** Of its last visit. */
  readonly endedAt: number | null
  readonly steps: readonly AccountStep[]
}

export interface AccountStep extends Times {
  readonly path: StepPath
  readonly activity: string
  readonly prompt: readonly Words[]
  /** Seconds that were added while it ran, below zero when some were taken away. */
  readonly added: number
  /** How often people came to it. 0: it was left out. */
  readonly visits: number
  /** Nobody has led on from it. */
  readonly isRunning: boolean
  readonly wrote: StepFigures | null
  /** Why the group came to it before a purpose was adopted. */
  readonly despite?: string
  readonly result: StepResult | null
}

/** The result of a step, in the form of its activity: plain data. */
export interface StepResult {
  readonly kind: string
  /** Ids of the notes, groups and rounds that it shows. All others of the board are of no phase. */
  readonly listed: readonly string[]
  /** People by the group that they named in this step, as they may be shown. */
  readonly people?: readonly GroupShare[]
  /** The principles on which the group settled in this step. */
  readonly principles?: readonly AccountPrinciple[]
  /** The dilemmas that principles settled in this step. */
  readonly cases?: readonly SettledCase[]
  readonly again?: readonly CaseAgain[]
}

export interface AccountGroup {
  readonly id: string
  readonly title: string
  /** Its notes, also those that were written in another phase. */
  readonly notes: readonly string[]
  /** Dots of the last vote; null when it was not voted on. */
  readonly dots: number | null
}

/** One step for the activity that says what came of it. */
export interface StepContext {
  readonly board: BoardSnapshot
  readonly path: StepPath
  readonly step: Step
  readonly answers: Answers
  /** Written in this step, in the order of the outline. */
  readonly notes: readonly SnapshotNote[]
  /** Made by this step. */
  readonly groups: readonly AccountGroup[]
}

/** How an activity gives an account of its steps. */
export interface ActivityAccount<Result extends StepResult = StepResult> {
  /** Undefined: nothing came of it. */
  readonly result: (context: StepContext) => Result | undefined
  /** The result in words. */
  readonly blocks: (result: Result, board: BoardSnapshot, facts: Reader) => readonly Block[]
}

/** The part of an activity that the account asks. */
export interface AccountingActivity {
  readonly makes: Take | null
  readonly result: ActivityAccount['result'] | undefined
}

export interface AccountFacts {
  readonly participants: number
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Pure: the same board at the same time gives the same account. */
export function accountOf(
  board: BoardSnapshot,
  { participants, now }: AccountFacts,
  activities: Readonly<Record<string, AccountingActivity>>,
): Account {
  const dotsOf = dotsOfClusters(board)
  const groups = board.clusters.map((cluster) =>
    groupOf(cluster, notesIn(board, cluster.id), dotsOf(cluster.id)),
  )
  const written = board.notes.filter(saysSomething)
  const lived = board.agenda && new AgendaAccount(board, board.agenda, groups, now, activities).lived()
  const listed = new Set(
    lived?.phases.flatMap(({ steps }) => steps.flatMap(({ result }) => result?.listed ?? [])),
  )
  const parkedGroups = groups.filter(({ id }) => areaOfCluster(board, id) === parkingLot)
  const parkedNotes = written.filter((note) => note.cluster === null && isParked(note))
  const parked = new Set([...parkedGroups, ...parkedNotes].map(({ id }) => id))
  const isOther = ({ id }: { readonly id: string }): boolean => !listed.has(id) && !parked.has(id)
  const principles = principlesOf(lived)
  return {
    title: board.title,
    purpose: purposeOf(board),
    lineage: lineageAccount(board),
    participation: participationOf(board, participants, lived),
    made: madeOn(board, { notes: written, groups: groups.length, settled: principles.length }),
    notes: written.length,
    groups: groups.length,
    agenda: lived,
    principles,
    operations: operationsOf(board, lived),
    parked: { notes: parkedNotes.map(({ id }) => id), groups: parkedGroups },
    others: {
      notes: written.filter((note) => note.cluster === null && isOther(note)).map(({ id }) => id),
      groups: groups.filter(isOther),
      rounds: board.rounds.filter(isOther).map(({ id }) => id),
    },
  }
}

function purposeOf({ adoptions }: BoardSnapshot): AccountPurpose | null {
  const last = adoptions.at(-1)
  if (!last) return null
  const { id: _, number: __, round: ___, ...purpose } = last
  return purpose
}

/** Those of the last step that has any. */
function principlesOf(lived: LivedAgenda | null): readonly AccountPrinciple[] {
  const results = lived?.phases.flatMap(({ steps }) => steps.flatMap(({ result }) => result ?? [])) ?? []
  return results.findLast(({ principles }) => principles !== undefined)?.principles ?? []
}

function operationsOf(board: BoardSnapshot, lived: LivedAgenda | null): Operations {
  const aside = asideOf(board.activities[asideName])
  const statements = board.statements.filter(({ id }) => !aside.has(id))
  const results = lived?.phases.flatMap(({ steps }) => steps.flatMap(({ result }) => result ?? [])) ?? []
  const again = new Map(
    results.flatMap((result) => (result.again ?? []).map(({ id, ...last }) => [id, last])),
  )
  return {
    ...operationsOn({ ...board, statements }),
    cases: [...results.flatMap(({ cases = [] }) => cases), ...notedCases(board.notes)].map((each) => {
      const last = again.get(each.id)
      return last ? { ...each, again: last } : each
    }),
  }
}

function groupOf(
  { id, title }: Cluster,
  members: readonly SnapshotNote[],
  dots: number | null,
): AccountGroup {
  const notes = members.filter(saysSomething)
  return { id, title, notes: notes.map((note) => note.id), dots }
}

class AgendaAccount {
  readonly #board: BoardSnapshot
  readonly #agenda: KeptAgenda
  readonly #steps: readonly PlacedStep[]
  readonly #visits: readonly Visit[]
  readonly #activities: Readonly<Record<string, AccountingActivity>>
  readonly #groups: readonly AccountGroup[]
  /** The step that made a group. */
  readonly #makers: ReadonlyMap<string, StepPath>

  constructor(
    board: BoardSnapshot,
    agenda: KeptAgenda,
    groups: readonly AccountGroup[],
    now: number,
    activities: Readonly<Record<string, AccountingActivity>>,
  ) {
    this.#board = board
    this.#agenda = agenda
    this.#steps = stepsOf(agenda.template)
    this.#visits = visitsOf(agenda.log, untilOf(agenda, now))
    this.#activities = activities
    this.#groups = groups
    this.#makers = this.#makersOf(groups)
  }

  lived(): LivedAgenda {
    const { template, answers, now } = this.#agenda
    const phases = template.phases.map((phase): AccountPhase => {
      const placed = this.#steps.filter((step) => step.phase === phase)
      const steps = placed.map((step) => this.#step(step))
      const paths = new Set(placed.map(({ path }) => path))
      const visits = this.#visits.filter(({ path }) => paths.has(path))
      return {
        id: phase.id,
        title: filledWords(phase.title, answers),
        purpose: phase.purpose ? filledWords(phase.purpose, answers) : null,
        startedAt: visits[0]?.from ?? null,
        endedAt: visits.at(-1)?.to ?? null,
        ...sumOf(steps),
        steps,
      }
    })
    return {
      title: filledWords(template.title, answers),
      state: now.state,
      startedAt: this.#visits[0]?.from ?? null,
      endedAt: now.state === AgendaState.ended ? (this.#visits.at(-1)?.to ?? null) : null,
      ...sumOf(phases),
      phases,
    }
  }

  #step({ path, step }: PlacedStep): AccountStep {
    const { answers } = this.#agenda
    const visits = this.#visits.filter((visit) => visit.path === path)
    const paused = seconds(sum(visits.map(({ pausedMs }) => pausedMs)))
    const despite = this.#agenda.log.findLast(
      ({ to, despite: why }) => to === path && why !== undefined,
    )?.despite
    return {
      path,
      activity: step.activity,
      prompt: step.prompt.map((words) => filledWords(words, answers)),
      planned: stepSeconds(step, answers),
      spent: seconds(sum(visits.map(({ from, to }) => to - from))) - paused,
      paused,
      added: sum(visits.map(({ addedSeconds }) => addedSeconds)),
      visits: visits.length,
      isRunning: this.#agenda.now.state === AgendaState.running && this.#agenda.now.step === path,
      wrote: largest(visits.flatMap(({ wrote }) => wrote ?? [])),
      ...(despite !== undefined && { despite }),
      result: this.#result(path, step) ?? null,
    }
  }

  #result(path: StepPath, step: Step): StepResult | undefined {
    return this.#activities[step.activity]?.result?.({
      board: this.#board,
      path,
      step,
      answers: this.#agenda.answers,
      notes: this.#board.notes.filter((note) => note.step === path && saysSomething(note) && !isParked(note)),
      groups: this.#groups.filter(
        ({ id }) => this.#makers.get(id) === path && areaOfCluster(this.#board, id) !== parkingLot,
      ),
    })
  }

  /**
   * Of each group the first step so far that makes groups of its notes; without such a step, the first that makes any.
   */
  #makersOf(groups: readonly AccountGroup[]): ReadonlyMap<string, StepPath> {
    const visited = new Set(this.#visits.map(({ path }) => path))
    const makers = this.#steps
      .filter(({ path, step }) => visited.has(path) && this.#activities[step.activity]?.makes === 'clusters')
      .map(({ path }) => ({ path, sources: this.#sourcesOf(path) }))
    return new Map(
      groups.flatMap(({ id }) => {
        const source = mostFrequent(notesIn(this.#board, id).flatMap(({ step }) => step ?? []))
        const found = makers.find(({ sources }) => source !== null && sources.has(source)) ?? makers[0]
        return found ? [[id, found.path]] : []
      }),
    )
  }

  /** The step itself, and all steps whose things it worked on, and so on. */
  #sourcesOf(path: StepPath): ReadonlySet<StepPath> {
    const sources = new Set<StepPath>([path])
    for (const source of sources) {
      const placed = this.#steps.find((step) => step.path === source)
      for (const { from, show } of placed?.step.input ?? []) if (show === 'pour') sources.add(from)
    }
    return sources
  }
}

/** So long after its planned end nobody works on a step any more: they went home without ending it. Not measured. */
const forgottenMs = 4 * 3_600_000

/** The moment until which the running step lasted; null when none runs. One that nobody ended took its planned time. */
function untilOf({ template, answers, now }: KeptAgenda, nowMs: number): number | null {
  const running = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  if (!running) return null
  const plannedEnd = now.since + (stepSeconds(running.step, answers) ?? 0) * 1_000
  return nowMs > plannedEnd + forgottenMs ? plannedEnd : nowMs
}

function participationOf(
  { rounds }: BoardSnapshot,
  joined: number,
  lived: LivedAgenda | null,
): Participation {
  const steps = lived?.phases.flatMap((phase) => phase.steps) ?? []
  const wrote = steps.flatMap((step) => step.wrote ?? [])
  const voted = rounds.map(({ voted: done, eligible: of }) => ({ done, of }))
  // Of a workshop: those who were asked together. Somebody who opens the board weeks later took no part in it.
  const asked = lived ? Math.max(0, ...[...wrote, ...voted].map(({ of }) => of)) : 0
  return {
    people: asked > 0 ? asked : joined,
    wrote: largest(wrote),
    voted: largest(voted),
    groups: steps.flatMap(({ result }) => (result?.people ? [result.people] : []))[0] ?? [],
  }
}

/** The figures with the most people. */
function largest(figures: readonly StepFigures[]): StepFigures | null {
  return figures.reduce<StepFigures | null>(
    (most, each) => (most === null || each.done > most.done ? each : most),
    null,
  )
}

function sumOf(times: readonly Times[]): Times {
  const planned = times.flatMap((each) => each.planned ?? [])
  return {
    planned: planned.length === 0 ? null : sum(planned),
    spent: sum(times.map(({ spent }) => spent)),
    paused: sum(times.map(({ paused }) => paused)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000)
}

/** The knowledge of the activities that a report is made with. */
export interface ReportActivities {
  /** Sections about the whole board. */
  readonly sectionsOf: (board: BoardSnapshot, facts: Reader) => readonly Section[]
  readonly accountOf: (board: BoardSnapshot, facts: AccountFacts) => Account
  /** The board as a report may show it: without the photos that stay in the room. */
  readonly printable: (board: BoardSnapshot) => BoardSnapshot
  /** The states that activities keep in files, by their names. */
  readonly keptStates: (board: BoardSnapshot) => Readonly<Record<string, Json>>
  /** The result of one step in words. */
  readonly blocksOf: (step: AccountStep, board: BoardSnapshot, facts: Reader) => readonly Block[]
}
