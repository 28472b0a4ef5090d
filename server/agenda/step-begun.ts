import { readBegun, writeBegun } from '#shared/board/progress.ts'
import { Role } from '#shared/workshop/role.ts'
import { SteadyBeat } from '../basics/steady-beat.ts'
import type { LiveBoard, Session } from '../contracts/live-board.ts'
import type { StepDone, StepDoneTools } from './step-done.ts'

/**
 * The number of participants who have unsent words in the running step of one board. Memory alone keeps who they are, and
 * everybody sees how many: the pages of people who write in secret say nothing.
 */
export class StepBegun {
  readonly #board: LiveBoard
  readonly #done: Pick<StepDone, 'includes'>
  readonly #tools: Omit<StepDoneTools, 'steps'>
  /** The number of the running move; null while no step runs, undefined before the board is in memory. */
  #move: number | null | undefined
  readonly #begun = new Set<string>()
  readonly #beat: SteadyBeat

  constructor(board: LiveBoard, done: Pick<StepDone, 'includes'>, tools: Omit<StepDoneTools, 'steps'>) {
    this.#board = board
    this.#done = done
    this.#tools = tools
    this.#beat = new SteadyBeat(() => this.#publishSafely(), tools)
  }

  /** Another step runs, or none. */
  follow(move: number | null): void {
    if (this.#move === move) return
    this.#move = move
    this.#begun.clear()
    this.#beat.ask()
  }

  /** False when the step is over. */
  say({ participant, role }: Session, move: number, isBegun: boolean): boolean {
    if (this.#move !== move) return false
    // Facilitators lead; they are not waited for.
    if (role !== Role.participant) return true
    if (isBegun) this.#begun.add(participant.id)
    else this.#begun.delete(participant.id)
    this.#beat.ask()
    return true
  }

  /** A connection has closed. Other pages of the same person say again what they have. */
  left({ participant }: Session): void {
    const isHere = this.#board.sessions().some((session) => session.participant.id === participant.id)
    if (!isHere && this.#begun.delete(participant.id)) this.#beat.ask()
  }

  /** Somebody is done with the step, or not yet after all. */
  doneChanged(): void {
    if (this.#begun.size > 0) this.#beat.ask()
  }

  close(): void {
    this.#beat.stop()
  }

  #publishSafely(): void {
    this.#publish().catch((cause: unknown) => {
      // The next change publishes it again.
      const facts = { board: this.#board.id, err: cause }
      this.#tools.log.warn(facts, 'the number of people who have begun could not be published')
    })
  }

  async #publish(): Promise<void> {
    const move = this.#move ?? null
    const count = [...this.#begun].filter((participant) => !this.#done.includes(participant)).length
    const isShown = this.#board.read((doc) => readBegun(doc, move) === count)
    if (!isShown && this.#board.mayAdjust(0)) await this.#board.write((doc) => writeBegun(doc, move, count))
  }
}
