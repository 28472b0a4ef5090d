import {
  emptyRound,
  readRound,
  regrouped,
  roundKey,
  roundsIn,
  waitingIn,
  withMoreTime,
  withNext,
  withNextTurn,
  withSkippedTurn,
  type NextTurn,
  type TurnRound,
  shownPhotoKey,
  shownPhotosIn,
  shownPhotosKey,
} from '#shared/activities/turns/turn-round.ts'
import type * as Y from 'yjs'
import type { StepPath } from '#shared/agenda/template.ts'
import { readActivity, readActivityItem, writeActivityItem, type Json } from '#shared/board/activities.ts'
import { cardOfPhoto } from '#shared/board/kept-photos.ts'
import { readNote } from '#shared/board/note.ts'
import { readTables } from '#shared/board/tables.ts'
import { Role, takesPart } from '#shared/workshop/role.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import type { ActivityTools, BoardActivity, RunningStep, CommandOutcome } from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { participantsHere } from '../../agenda/step-tables.ts'

const name = 'turns'

type Change = (round: TurnRound, next: NextTurn, now: number) => TurnRound

const changes = {
  next: withNextTurn,
  skip: withSkippedTurn,
  more: (round, _next, now) => withMoreTime(round, now),
} as const satisfies Record<string, Change>
export type TurnChange = keyof typeof changes

interface RunningRound {
  readonly path: StepPath
  readonly phase: string
  readonly each: number
  /** Each table has a round of its own. */
  readonly isAtTables: boolean
}

/** The rounds of turns on one open board: of everybody together, or one at each table. */
export class TurnsBoard implements BoardActivity {
  /** It needs no hook. */
  readonly closed?: () => void
  readonly #board: LiveBoard
  readonly #tools: Pick<ActivityTools, 'now' | 'randomBytes' | 'log'>
  #running: RunningRound | null = null

  constructor(board: LiveBoard, tools: Pick<ActivityTools, 'now' | 'randomBytes' | 'log'>) {
    this.#board = board
    this.#tools = tools
  }

  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, path, phase, tables } = running
    if (step.activity !== 'turns') return this.#stop()
    this.#running = { path, phase: phase.id, each: step.each, isAtTables: tables > 0 }
    await placeFields(this.#board, running, step.fields)
    await this.#seat()
  }

  readonly seated = async (): Promise<void> => this.#seat()
  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()

  readonly joined = (session: Session): void => {
    if (!takesPart(session)) return
    const table = this.roundFor(session)
    // A person without a seat gets a table first.
    if (
      !this.#running ||
      table === undefined ||
      this.#board.read((doc) => this.#read(doc, table)).next !== null
    )
      return
    this.#change(table, (round, { here, pick }) => withNext(round, here, pick)).catch((cause: unknown) => {
      // The next press calls somebody.
      this.#tools.log.warn({ board: this.#board.id, err: cause }, 'nobody could be called to come next')
    })
  }

  /** The table whose round this person leads or takes part in; null for that of everybody. Undefined: none. */
  roundFor({ role, participant }: Session, table?: number): number | null | undefined {
    const running = this.#running
    if (!running?.isAtTables) return null
    const tables = this.#board.read((doc) => readTables(doc, running.phase))
    if (role !== Role.facilitator) return tableOf(tables, participant.id) ?? undefined
    return table !== undefined && table <= tables.length ? table : undefined
  }

  /** True while it is this person's turn in the round of everybody. */
  isTurnOf(person: string): boolean {
    return this.#running !== null && this.#board.read((doc) => this.#read(doc, null)).now?.person === person
  }

  /** False when the round has gone on since, or no round runs. */
  async make(kind: TurnChange, after: number, table: number | null): Promise<boolean> {
    let isMade = false
    await this.#change(table, (round, next) => {
      isMade = round.change === after
      return isMade ? changes[kind](round, next, this.#tools.now()) : round
    })
    return isMade
  }

  /** The first person of each table has the floor. False when no round runs at tables. */
  async beginAtTables(): Promise<boolean> {
    const running = this.#running
    if (!running?.isAtTables) return false
    await this.#board.write((doc) => {
      const hereIn = this.#peopleOf(doc, running)
      const count = readTables(doc, running.phase).length
      for (let table = 1; table <= count; table += 1) {
        const round = this.#read(doc, table)
        const here = hereIn(table)
        const isDue = !round.now && waitingIn(round, here).length > 0
        if (isDue) this.#write(doc, table, withNextTurn(round, this.#next(running, here)))
      }
    })
    return true
  }

  /** Refuses unless this person made the card that brought the photo. The queue of the board has taken the note by then. */
  async showPhoto(note: string, person: string, isInReport: boolean): Promise<CommandOutcome> {
    return this.#board.write((doc) => {
      const card = readNote(doc, note)
      if (card?.author !== person) return 'not_your_note'
      const first = card.photo ? cardOfPhoto(doc, card.photo.id) : undefined
      if (isInReport && typeof first === 'string' && first !== note) return 'photo_of_another_card'
      // Only cards with a photo: this stays on the board as long as it lives.
      if (isInReport && !card.photo) return undefined
      const key = shownPhotoKey(note)
      const entries = [key, shownPhotosKey].map((each) => [each, readActivityItem(doc, name, each)])
      const isShown = shownPhotosIn(Object.fromEntries(entries)).includes(note)
      if (isShown !== isInReport) writeActivityItem(doc, name, key, isInReport)
      return undefined
    })
  }

  /** Everybody who has spoken keeps that at their table of today, and somebody is to come next wherever anybody can. */
  async #seat(): Promise<void> {
    const running = this.#running
    if (!running) return
    await this.#board.write((doc) => {
      const before = roundsIn(readActivity(doc, name), running.path)
      const tables = running.isAtTables ? readTables(doc, running.phase) : []
      const after = regrouped(before, tables)
      const hereIn = this.#peopleOf(doc, running)
      const write = (table: number | null, old: TurnRound, now: TurnRound, isUsed: boolean) => {
        const here = isUsed ? hereIn(table) : []
        const changed = waitingIn(now, here).length > 0 ? withNext(now, here, this.#pick) : now
        if (changed !== old) this.#write(doc, table, changed)
      }
      write(null, before.together, after.together, tables.length === 0)
      for (const [index, round] of after.tables.entries())
        write(index + 1, before.tables[index] ?? emptyRound, round, index < tables.length)
    })
  }

  #read(doc: Y.Doc, table: number | null): TurnRound {
    return readRound(readActivityItem(doc, name, roundKey(this.#running?.path ?? '', table)))
  }

  #write(doc: Y.Doc, table: number | null, round: TurnRound): void {
    const path = this.#running?.path
    if (path !== undefined) writeActivityItem(doc, name, roundKey(path, table), jsonOf(round))
  }

  /** The people of a table who are here, or everybody who is. */
  #peopleOf(doc: Y.Doc, { phase, isAtTables }: RunningRound): (table: number | null) => readonly string[] {
    const all = participantsHere(this.#board)
    const here = new Set(all)
    const tables = isAtTables ? readTables(doc, phase) : []
    return (table) => (table === null ? all : (tables[table - 1] ?? []).filter((person) => here.has(person)))
  }

  #next({ each }: RunningRound, here: readonly string[]): NextTurn {
    return { here, endsAt: this.#tools.now() + each * 1_000, pick: this.#pick }
  }

  /** Reads and writes in one turn: two people may press at once. */
  async #change(
    table: number | null,
    change: (round: TurnRound, next: NextTurn) => TurnRound,
  ): Promise<void> {
    const running = this.#running
    if (!running) return
    await this.#board.write((doc) => {
      const round = this.#read(doc, table)
      const changed = change(round, this.#next(running, this.#peopleOf(doc, running)(table)))
      if (changed !== round) this.#write(doc, table, changed)
    })
  }

  #stop(): void {
    this.#running = null
  }

  readonly #pick = (people: readonly string[]): string => {
    const [person] = shuffled(people, this.#tools.randomBytes)
    if (person === undefined) throw new Error('nobody waits for a turn')
    return person
  }
}

function jsonOf({ change, now, next, spoken, later }: TurnRound): Json {
  return { change, now: now && { ...now }, next, spoken: [...spoken], later: [...later] }
}
