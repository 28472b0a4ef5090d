import {
  roundIn,
  waitingIn,
  withMoreTime,
  withNext,
  withNextTurn,
  withSkippedTurn,
  type NextTurn,
  type TurnRound,
} from '#shared/activities/turns/turn-round.ts'
import { shownPhotosIn, shownPhotosKey } from '#shared/activities/turns/shown-photos.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readActivity, writeActivity, type Json } from '#shared/board/activities.ts'
import { readNote } from '#shared/board/note.ts'
import { Role } from '#shared/workshop/role.ts'
import { placeFields } from '../../agenda/place-fields.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import type { Session } from '../../contracts/session.ts'
import { shuffled } from '../../basics/shuffle.ts'
import { participantsHere } from '../../agenda/participants-here.ts'

const name = 'turns'

type Change = (round: TurnRound, next: NextTurn, now: number) => TurnRound

const changes = {
  next: withNextTurn,
  skip: withSkippedTurn,
  more: (round, _next, now) => withMoreTime(round, now),
} as const satisfies Record<string, Change>

interface RunningRound {
  readonly path: StepPath
  readonly each: number
}

/** The round of turns on one open board. */
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
    const { step, path } = running
    if (step.activity !== 'turns') return this.#stop()
    this.#running = { path, each: step.each }
    await placeFields(this.#board, running, step.fields)
    await this.#callNext()
  }

  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()

  readonly joined = ({ role }: Session): void => {
    if (!this.#running || role !== Role.participant || this.#round().next !== null) return
    this.#callNext().catch((cause: unknown) => {
      // The next press calls somebody.
      this.#tools.log.warn({ board: this.#board.id, err: cause }, 'nobody could be called to come next')
    })
  }

  /** True while it is this person's turn. */
  isTurnOf(person: string): boolean {
    return this.#running !== null && this.#round().now?.person === person
  }

  /** False when the round has gone on since, or no round runs. */
  async make(kind: keyof typeof changes, after: number): Promise<boolean> {
    const running = this.#running
    if (!running) return false
    let isMade = false
    await this.#change((round) => {
      isMade = round.change === after
      const now = this.#tools.now()
      const next = {
        here: participantsHere(this.#board),
        endsAt: now + running.each * 1_000,
        pick: this.#pick,
      }
      return isMade ? changes[kind](round, next, now) : round
    })
    return isMade
  }

  /** False unless this person made the card. The queue of the board has taken the note by then. */
  async showPhoto(note: string, person: string, isInReport: boolean): Promise<boolean> {
    let isOwn = false
    await this.#board.write((doc) => {
      isOwn = readNote(doc, note)?.author === person
      const state = readActivity(doc, name)
      const shown = shownPhotosIn(state)
      if (!isOwn || shown.includes(note) === isInReport) return
      const others = shown.filter((id) => id !== note && readNote(doc, id) !== undefined)
      const next = { [shownPhotosKey]: isInReport ? [...others, note] : others }
      writeActivity(doc, name, { ...(state as Readonly<Record<string, Json>>), ...next })
    })
    return isOwn
  }

  #stop(): void {
    this.#running = null
  }

  /** Somebody is to come next, as soon as anybody can. */
  async #callNext(): Promise<void> {
    await this.#change((round) =>
      waitingIn(round, participantsHere(this.#board)).length === 0
        ? round
        : withNext(round, participantsHere(this.#board), this.#pick),
    )
  }

  #round(): TurnRound {
    const path = this.#running?.path ?? ''
    return this.#board.read((doc) => roundIn(readActivity(doc, name), path))
  }

  /** Reads and writes in one turn: two people may press at once. */
  async #change(change: (round: TurnRound) => TurnRound): Promise<void> {
    const path = this.#running?.path
    if (path === undefined) return
    await this.#board.write((doc) => {
      const state = readActivity(doc, name)
      const round = roundIn(state, path)
      const changed = change(round)
      if (changed !== round)
        writeActivity(doc, name, { ...(state as Readonly<Record<string, Json>>), [path]: jsonOf(changed) })
    })
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
