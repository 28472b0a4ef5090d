import type { CreatedSession } from '#shared/wire/http.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Ghost } from '../host/ghost.ts'

/** Everything that a ghost needs besides its session. */
export interface GhostWorld {
  readonly open: (session: CreatedSession) => BoardModel
  /** The deed for the step that the board is in; undefined where there is nothing to do. */
  readonly deedOf: (model: BoardModel) => Ghost | undefined
  /** Tells the server that this person is done with the step. */
  readonly sayDone: (model: BoardModel) => void
  /** In the language of the board. */
  readonly sentence: (model: BoardModel) => string
  /** 0 up to 1. */
  readonly random: () => number
  /** Share of turns in which a ghost loses its connection. */
  readonly dropouts: number
}

/** The dropouts of a rehearsal. Not measured. */
export const usualDropouts = 0.02

/** Turns that a ghost stays away. Not measured. */
const turnsAway = 3

/** One simulated person. In each turn it does one thing. */
export class GhostPerson {
  readonly #session: CreatedSession
  readonly #world: GhostWorld
  #model: BoardModel | undefined
  /** Turns until it comes back. */
  #away = 0

  constructor(session: CreatedSession, world: GhostWorld) {
    this.#session = session
    this.#world = world
    this.#model = world.open(session)
  }

  turn(): void {
    const { random, open, dropouts } = this.#world
    if (!this.#model) {
      this.#away -= 1
      if (this.#away <= 0) this.#model = open(this.#session)
      return
    }
    // Not before its board has arrived.
    if (this.#model.saving.get() !== 'saved') return
    if (random() < dropouts) return this.#leave()
    this.#act(this.#model)
  }

  close(): void {
    this.#model?.close()
    this.#model = undefined
  }

  #act(model: BoardModel): void {
    const { deedOf, sayDone, sentence, random } = this.#world
    const deed = deedOf(model)
    const isBusy = deed?.({ model, random, sentence: () => sentence(model) }) ?? false
    if (!isBusy) sayDone(model)
  }

  #leave(): void {
    this.close()
    this.#away = turnsAway
  }
}
