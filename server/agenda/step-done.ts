import { progressKeyOf } from '#shared/agenda/agenda.ts'
import {
  isSameProgress,
  readProgress,
  removeProgress,
  toldProgress,
  writeProgress,
  type Progress,
} from '#shared/board/progress.ts'
import { takesPart } from '#shared/workshop/role.ts'
import type { Template } from '#shared/agenda/template.ts'
import type { PhaseNotes } from '#shared/agenda/steps.ts'
import { SteadyBeat, type BeatTools } from '../basics/steady-beat.ts'
import type { LiveBoard, RelayLog, Session } from '../contracts/live-board.ts'
import type { StepStore } from '../contracts/store.ts'

export interface StepDoneTools extends BeatTools {
  readonly steps: StepStore
  readonly log: Pick<RelayLog, 'warn'>
}

/** "n of m are done" for the running step of one board. All see how many, and nobody who. */
export class StepDone {
  readonly #board: LiveBoard
  readonly #tools: StepDoneTools
  /** The number of the running move; null while no step runs. */
  #move: number | null = null
  #done = new Set<string>()
  /** Participants who have been here in this step. A person who leaves stays: else a fall would tell on them. */
  #seen = new Set<string>()
  /** The number of them that was published before a restart. */
  #floor = 0
  readonly #beat: SteadyBeat

  constructor(board: LiveBoard, tools: StepDoneTools) {
    this.#board = board
    this.#tools = tools
    this.#beat = new SteadyBeat(() => this.#publishSafely(), tools)
  }

  /** A step begins, or the board was loaded in the middle of one. */
  async begin(move: number): Promise<void> {
    if (this.#move === move) return
    const before = this.#move
    this.#move = move
    this.#done = new Set(await this.#tools.steps.doneInStep(this.#board.id, move))
    this.#seen = new Set()
    this.#floor = this.#shown(move)?.of ?? 0
    for (const session of this.#board.sessions()) this.#see(session)
    if (before !== null) await this.#drop(before)
    this.#beat.ask()
  }

  async end(): Promise<void> {
    const before = this.#move
    this.#move = null
    if (before !== null) await this.#drop(before)
  }

  /** The agenda leaves the board: another one counts its moves from 1 again. */
  async forget(): Promise<void> {
    await this.end()
    await this.#tools.steps.forgetStepsDone(this.#board.id)
  }

  joined(session: Session): void {
    if (this.#see(session) && this.#move !== null) this.#beat.ask()
  }

  /** False when the step is over. */
  async say(session: Session, move: number, isDone: boolean): Promise<boolean> {
    if (this.#move !== move) return false
    // Facilitators lead; they are not waited for.
    if (!takesPart(session)) return true
    const { participant } = session
    // Also when nothing seems to change: an earlier press may still be on its way to the disk.
    await this.#tools.steps.setStepDone(this.#board.id, move, participant.id, isDone)
    // The step may have ended meanwhile.
    if (this.#move !== move) return false
    if (isDone) this.#done.add(participant.id)
    else this.#done.delete(participant.id)
    this.#beat.ask()
    return true
  }

  includes(participant: string): boolean {
    return this.#done.has(participant)
  }

  /** The move with which this person is done; undefined when they are not. */
  of({ participant }: Session): number | undefined {
    return this.#move !== null && this.#done.has(participant.id) ? this.#move : undefined
  }

  close(): void {
    this.#beat.stop()
  }

  #see(session: Session): boolean {
    const { participant } = session
    if (!takesPart(session) || this.#seen.has(participant.id)) return false
    this.#seen.add(participant.id)
    return true
  }

  #shown(move: number): Progress | undefined {
    return this.#board.read((doc) => readProgress(doc, progressKeyOf(move)))
  }

  async #drop(move: number): Promise<void> {
    if (this.#shown(move)) await this.#board.write((doc) => removeProgress(doc, progressKeyOf(move)))
  }

  #publishSafely(): void {
    this.#publish().catch((cause: unknown) => {
      // The next change publishes it again.
      this.#tools.log.warn(
        { board: this.#board.id, err: cause },
        'the progress of a step could not be published',
      )
    })
  }

  async #publish(): Promise<void> {
    const move = this.#move
    if (move === null) return
    const shown = this.#shown(move)
    const of = Math.max(this.#floor, this.#seen.size, this.#done.size)
    const next = toldProgress({ done: this.#done.size, of })
    if (shown && isSameProgress(shown, next)) return
    if (this.#board.mayAdjust(0))
      await this.#board.write((doc) => writeProgress(doc, progressKeyOf(move), next))
  }
}

type Rows = StepDoneTools['steps']

/**
 * The notes for facilitators are rows, and the agenda is in the document. Before it is written there are the notes of both
 * agendas: a crash in between leaves notes too many, never too few, and the next start of the board drops them.
 */
export async function withNotes(
  rows: Rows,
  board: string,
  notes: PhaseNotes,
  write: () => Promise<void>,
): Promise<void> {
  const before = await rows.phaseNotes(board)
  await rows.keepPhaseNotes(board, { ...before, ...notes })
  try {
    await write()
  } catch (error) {
    await rows.keepPhaseNotes(board, before)
    throw error
  }
  if (Object.keys(before).some((phase) => !Object.hasOwn(notes, phase)))
    await rows.keepPhaseNotes(board, notes)
}

/** Drops notes of phases that the template does not have. */
export async function dropStrayNotes(rows: Rows, board: string, { phases }: Template): Promise<void> {
  const known = new Set(phases.map((phase) => phase.id))
  const all = Object.entries(await rows.phaseNotes(board))
  const own = all.filter(([phase]) => known.has(phase))
  if (own.length < all.length) await rows.keepPhaseNotes(board, Object.fromEntries(own))
}
