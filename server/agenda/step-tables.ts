import type * as Y from 'yjs'
import { finishMs } from '#shared/activities/steps-over.ts'
import { delayed, leftOf, type StepClock } from '#shared/agenda/agenda.ts'
import { handUpLimit } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { clustersRoot, notesRoot, placeRoot } from '#shared/board/document.ts'
import { mostFrequent } from '#shared/geometry/area.ts'
import { readPlace } from '#shared/board/note.ts'
import {
  foreignAreas,
  phaseOf,
  readTables,
  readTablesNow,
  readTableState,
  removeTables,
  writeTables,
  writeTablesNow,
  writeTableState,
  type TablesNow,
  type TableState,
} from '#shared/board/tables.ts'
import type { BaseRefusalCode } from '#shared/workshop/refusals.ts'
import { Role, takesPart } from '#shared/workshop/role.ts'
import { drawTables, seatAt, tableOf, tableSizes, type Tables } from '#shared/workshop/tables.ts'
import type { ActivityTools, RunningStep } from '../contracts/activity.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'

/** A person, the move that they have seen, and the table that a facilitator names. */
export interface AtTable {
  readonly session: Session
  readonly from: number
  readonly table?: number | undefined
}

interface TableTools extends Pick<ActivityTools, 'now' | 'randomBytes'> {
  /** The groups that people named for themselves, by participant. */
  readonly groups: () => Promise<ReadonlyMap<string, string>>
}

/** The tables of the running step. `AgendaBoard` calls it in turn, so that two people never change a table at once. */
export class StepTables {
  readonly #board: LiveBoard
  readonly #tools: TableTools

  constructor(board: LiveBoard, tools: TableTools) {
    this.#board = board
    this.#tools = tools
  }

  /**
   * The tables that this step needs and its phase lacks; undefined when it lacks none. They are written with the move: after
   * a crash in between nobody is here, and people would sit down in the order in which they come back.
   */
  async drawnFor({ phase, step }: Pick<RunningStep, 'phase' | 'step'>): Promise<Tables | undefined> {
    if (step.who !== 'tables' || this.countIn({ phase }) > 0) return undefined
    return participantsHere(this.#board).length > mostTogether(step) ? this.#drawn(step) : undefined
  }

  /**
   * A step begins, or the board was loaded in the middle of one. A phase keeps its tables. Returns how many there are; 0
   * for a step of everybody, and where too few people are here for tables.
   */
  async begin({ path, phase, step, move }: RunningStep): Promise<number> {
    if (step.who !== 'tables') {
      await this.end()
      return 0
    }
    const before = this.#tablesOf(phase.id)
    const tables =
      before.length === 0
        ? await this.drawnFor({ phase, step })
        : seatAt(before, participantsHere(this.#board))
    if (!tables) {
      await this.end()
      return 0
    }
    const now = this.#board.read(readTablesNow)
    if (now?.step === path && now.move === move && tables.flat().length === before.flat().length)
      return tables.length
    await this.#board.write((doc) => {
      writeTables(doc, phase.id, tables)
      if (now?.move !== move) forgetVisit(doc, path, tables.length)
      writeTablesNow(doc, { ...(now?.move === move && now), step: path, move })
    })
    return tables.length
  }

  countIn({ phase }: Pick<RunningStep, 'phase'>): number {
    return this.#tablesOf(phase.id).length
  }

  async end(): Promise<void> {
    if (this.#board.read(readTablesNow)) await this.#board.write((doc) => writeTablesNow(doc, null))
  }

  /** True when the step runs at tables and this person sits at none. */
  isWaiting({ role, participant }: Session): boolean {
    const now = this.#board.read(readTablesNow)
    return (
      now !== undefined && takesPart({ role, participant }) && this.#ownTable(now, participant.id) === null
    )
  }

  /** Everybody gets another table, of the people who are here. The same command again changes nothing. */
  async drawAgain({ path, phase, step, move }: RunningStep, command: string): Promise<void> {
    if (this.#board.read(readTablesNow)?.drawn === command) return
    const tables = await this.#drawn(step)
    await this.#board.write((doc) => {
      writeTables(doc, phase.id, tables)
      writeTablesNow(doc, { step: path, move, drawn: command, finish: this.#tools.now() + finishMs })
    })
  }

  async askForHelp(at: AtTable, asks: boolean): Promise<BaseRefusalCode | undefined> {
    return this.#change(at, ({ asks: since, ...others }) =>
      asks ? { ...others, asks: since ?? this.#tools.now() } : others,
    )
  }

  /** The table gets a clock of its own, which goes on from the clock of the step. */
  async changeClock(
    at: AtTable,
    change: (clock: StepClock, nowMs: number) => StepClock,
  ): Promise<BaseRefusalCode | undefined> {
    const shared = this.#board.read(readAgenda)?.clock
    return this.#change(at, (state) => {
      const clock = state.clock ?? shared
      if (!clock || leftOf(clock, 0) === null) return state
      return { ...state, clock: change(clock, this.#tools.now()) }
    })
  }

  /** The facilitator has changed the clock of the step: those of tables change with it. */
  changeClocks(doc: Y.Doc, change: (clock: StepClock) => StepClock): void {
    const now = readTablesNow(doc)
    if (!now) return
    for (const index of readTables(doc, phaseOf(now.step)).keys()) {
      const { clock, ...others } = readTableState(doc, now.step, index + 1)
      if (clock) writeTableState(doc, now.step, index + 1, { ...others, clock: change(clock) })
    }
  }

  async handUp(
    at: AtTable,
    step: Step,
    { id, isHanded }: { readonly id: string; readonly isHanded: boolean },
  ): Promise<BaseRefusalCode | undefined> {
    const most = handUpLimit(step)
    if (most === null) return 'step_closed'
    // A note that was just written may still wait for its tick.
    if (this.#areasOf([id]).size === 0) await this.#board.write(() => undefined)
    const participant = at.session.participant.id
    return this.#change(at, (state, now) => {
      const before = state.handed ?? []
      const areas = this.#areasOf([...before, id])
      // A thing that is gone makes room for another one.
      const others = before.filter((one) => one !== id && areas.has(one))
      if (!isHanded) return { ...state, handed: others }
      const area = areas.get(id)
      if (area === undefined) return 'unknown_item'
      const isForeign = this.#board.read((doc) => foreignAreas(doc, now.step, participant))
      if (at.session.role === Role.participant && isForeign?.(area)) return 'other_table'
      if (others.length >= most) return 'enough_handed'
      return { ...state, handed: [...others, id] }
    })
  }

  /** People are back in a step that was left by mistake: its tables and their clocks go on, but for the time in between. */
  goBack(doc: Y.Doc, { path, phase, step, move }: Omit<RunningStep, 'tables'>, awayMs: number): void {
    if (step.who !== 'tables' || readTables(doc, phase.id).length === 0) return
    writeTablesNow(doc, { step: path, move })
    this.changeClocks(doc, (clock) => delayed(clock, awayMs))
  }

  /** Tables that were drawn for a step that people move to. */
  seat(doc: Y.Doc, phase: string, tables: Tables): void {
    writeTables(doc, phase, tables)
  }

  /** Everything about the tables of the agenda that leaves the board. */
  forget(doc: Y.Doc): void {
    removeTables(doc)
  }

  async #change(
    { session, from, table }: AtTable,
    change: (state: TableState, now: TablesNow) => TableState | BaseRefusalCode,
  ): Promise<BaseRefusalCode | undefined> {
    const now = this.#board.read(readTablesNow)
    if (now?.move !== from) return 'agenda_moved'
    const count = this.#tablesOf(phaseOf(now.step)).length
    const named = table !== undefined && table <= count ? table : null
    const number = session.role === Role.facilitator ? named : this.#ownTable(now, session.participant.id)
    if (number === null) return 'no_table'
    const before = this.#board.read((doc) => readTableState(doc, now.step, number))
    const after = change(before, now)
    if (typeof after === 'string') return after
    if (JSON.stringify(after) !== JSON.stringify(before))
      await this.#board.write((doc) => writeTableState(doc, now.step, number, after))
    return undefined
  }

  #ownTable({ step }: TablesNow, participant: string): number | null {
    return tableOf(this.#tablesOf(phaseOf(step)), participant)
  }

  #areasOf(things: readonly string[]): ReadonlyMap<string, string | null> {
    return this.#board.read((doc) => areasOfThings(doc, things))
  }

  #tablesOf(phase: string): Tables {
    return this.#board.read((doc) => readTables(doc, phase))
  }

  /** Of the people who are here. */
  async #drawn({ tables }: Step): Promise<Tables> {
    const groups = await this.#tools.groups()
    const [a = 0, b = 0, c = 0, d = 0] = this.#tools.randomBytes(4)
    const seed = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
    return drawTables(participantsHere(this.#board), tables?.size ?? tableSizes.usual, seed, groups)
  }
}

/** So many people at most stay together. −1: even where nobody is, a first table waits for those who come. */
function mostTogether({ tables }: Step): number {
  return tables?.above ?? -1
}

/** People come back to a step: requests for help and clocks are of the last time, and notes that were handed up stay. */
function forgetVisit(doc: Y.Doc, step: string, tables: number): void {
  for (let number = 1; number <= tables; number += 1) {
    const { handed } = readTableState(doc, step, number)
    writeTableState(doc, step, number, handed ? { handed } : {})
  }
}

/**
 * The areas of the notes and groups among these that are on the board. Null: it lies in none. People send this as fast as
 * they write, so it reads no words, and the places of the board once at most.
 */
function areasOfThings(doc: Y.Doc, things: readonly string[]): ReadonlyMap<string, string | null> {
  const notes = things.flatMap((id) => {
    const place = notesRoot(doc).has(id) ? readPlace(doc, id) : undefined
    return place ? [[id, place.area] as const] : []
  })
  const members = new Map<string | null, (string | null)[]>()
  for (const id of things) if (clustersRoot(doc).has(id)) members.set(id, [])
  for (const id of members.size > 0 ? placeRoot(doc).keys() : []) {
    const place = readPlace(doc, id)
    if (place) members.get(place.cluster)?.push(place.area)
  }
  const groups = [...members].flatMap(([id, areas]) =>
    id === null || areas.length === 0
      ? []
      : [[id, mostFrequent(areas.flatMap((area) => area ?? []))] as const],
  )
  return new Map([...groups, ...notes])
}

/** Ids of the people who are connected and take part, each once. */
export function participantsHere(board: Pick<LiveBoard, 'sessions'>): readonly string[] {
  const participants = board.sessions().filter(takesPart)
  return [...new Set(participants.map(({ participant }) => participant.id))]
}
