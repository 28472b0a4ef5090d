import { defineActivity } from '../../commands/define-activity.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { readWriting, writeWriting } from '#shared/board/writing.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { pourNotes } from '../../agenda/pour-notes.ts'
import { revealDesks } from '../../drafts/reveal-desks.ts'
import { ofNoStep, ofRevealStep, revealOf } from '#shared/board/revealed-steps.ts'

export const reveal = defineActivity({
  commands: [],
  refusals: {},
  open: async (board, tools) => new RevealBoard(board, tools),
})

/** Reveals all desks when a step of this activity begins, and brings the notes of earlier fields to what it reveals. */
class RevealBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: ActivityTools

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
  }

  /** Each visit to the step is a reveal of its own: drafts of a second wave of writing come as such. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    if (running.step.activity !== 'reveal') return
    await this.#reveal(running)
    await pourNotes(this.#board, running)
  }

  async #reveal({ move, since, path, template }: RunningStep): Promise<void> {
    const id = revealOf({ move, since })
    if (this.#board.read(readWriting).revealed === id) return
    const shared = this.#tools.now()
    const placed = findStep(template, path)
    await revealDesks(
      this.#board,
      placed ? ofRevealStep(template, placed) : ofNoStep,
      (doc) =>
        writeWriting(doc, { ...readWriting(doc), mode: WritingMode.shared, since: shared, revealed: id }),
      this.#tools,
    )
  }
}
