import type { RowProblem } from '../contracts/archive.ts'

/** Waiting times after a failed read of the disk. Not measured. */
const firstRestMs = 500
const maxRestMs = 10_000

export interface PatientSearchTools<Task> {
  /** Name of the search in the log. */
  readonly name: string
  readonly find: () => Promise<Task | undefined>
  readonly problemOf: (error: unknown) => RowProblem
  readonly warn: (problem: string) => void
  /** Called when the search may succeed again. */
  readonly retry: () => void
}

/**
 * A search for work that bears a failing disk. After a failure it finds nothing for a while, longer each time, and
 * warns once. Other searches go on meanwhile.
 */
export class PatientSearch<Task> {
  readonly #tools: PatientSearchTools<Task>
  #restMs = firstRestMs
  #timer: NodeJS.Timeout | undefined
  #lastProblem: string | undefined
  #isUncertain = false

  constructor(tools: PatientSearchTools<Task>) {
    this.#tools = tools
  }

  /** The disk did not answer: there may be work that the search has not found. */
  get isUncertain(): boolean {
    return this.#isUncertain
  }

  async find(): Promise<Task | undefined> {
    if (this.#timer) return undefined
    try {
      const task = await this.#tools.find()
      this.#restMs = firstRestMs
      this.#lastProblem = undefined
      this.#isUncertain = false
      return task
    } catch (error) {
      this.#rest(this.#tools.problemOf(error))
      return undefined
    }
  }

  #rest({ message, mayPass }: RowProblem): void {
    const { name, warn, retry } = this.#tools
    if (message !== this.#lastProblem) warn(`${name}: ${message}`)
    this.#lastProblem = message
    this.#isUncertain = mayPass
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      retry()
    }, this.#restMs).unref()
    this.#restMs = Math.min(maxRestMs, this.#restMs * 2)
  }
}
