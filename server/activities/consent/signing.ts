import type { Ink } from '#shared/wire/command.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'

/** The ink is told at most twice a second. */
const tellMs = 500

/** Among fewer people the ink would tell who has not signed: there it goes with time alone. */
const leastPeople = 5

/**
 * The fingers on one adopted sentence, in memory alone. Everybody is sent the same few bytes: a quarter more or less, never
 * who and never how many.
 */
export class Signing {
  readonly #board: LiveBoard
  #adoption = ''
  readonly #signed = new Set<string>()
  #told = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(board: LiveBoard) {
    this.#board = board
  }

  sign(adoption: string, participant: string): void {
    if (adoption !== this.#adoption) {
      this.#signed.clear()
      this.#told = 0
      this.#adoption = adoption
    }
    this.#signed.add(participant)
    this.#timer ??= setTimeout(() => this.#tell(), tellMs)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    this.#timer = undefined
    const here = new Set(
      this.#board
        .sessions()
        .flatMap(({ role, participant }) => (role === Role.viewer ? [] : [participant.id])),
    )
    const share = here.size < leastPeople ? 0 : Math.min(1, this.#signed.size / here.size)
    const quarters = Math.floor(share * 4)
    if (quarters <= this.#told) return
    this.#told = quarters
    const ink: Ink = { adoption: this.#adoption, quarters }
    this.#board.sendAll(encodeJson(MessageType.ink, ink))
  }
}
