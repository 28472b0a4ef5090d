import type { BoardEvent, BoardListener, Bus } from '../contracts/bus.ts'

/** The bus of a server with one node: listeners run before `publish` returns. */
export class InProcessBus implements Bus {
  readonly #listeners = new Set<BoardListener>()
  readonly #failed: (event: BoardEvent, cause: unknown) => void

  /** `failed`: reports an error of a listener. */
  constructor(failed: (event: BoardEvent, cause: unknown) => void) {
    this.#failed = failed
  }

  async publish(event: BoardEvent): Promise<void> {
    await Promise.all([...this.#listeners].map(async (listener) => this.#call(listener, event)))
  }

  subscribe(listener: BoardListener): void {
    this.#listeners.add(listener)
  }

  async #call(listener: BoardListener, event: BoardEvent): Promise<void> {
    try {
      await listener(event)
    } catch (cause) {
      this.#failed(event, cause)
    }
  }
}
