import type { PurposePageStore } from '../contracts/purpose-pages.ts'

/** A view reaches the disk after so long. Not measured: a crash may lose as many seconds of views. */
const flushMs = 5_000

/** Counts views of pages by day, and nothing about readers. */
export class ViewCounter {
  readonly #store: Pick<PurposePageStore, 'addPurposeViews'>
  readonly #now: () => number
  readonly #failed: (cause: unknown) => void
  /** By page and day. */
  #counts = new Map<string, { readonly page: string; readonly day: string; count: number }>()
  #timer: NodeJS.Timeout | undefined

  /** `now`: milliseconds since 1970. */
  constructor(
    store: Pick<PurposePageStore, 'addPurposeViews'>,
    now: () => number,
    failed: (cause: unknown) => void,
  ) {
    this.#store = store
    this.#now = now
    this.#failed = failed
  }

  add(page: string): void {
    const day = new Date(this.#now()).toISOString().slice(0, 10)
    const key = `${page} ${day}`
    const known = this.#counts.get(key) ?? { page, day, count: 0 }
    known.count += 1
    this.#counts.set(key, known)
    this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref()
  }

  /** Never rejects: views that the disk refuses are lost. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const views = [...this.#counts.values()]
    this.#counts = new Map()
    if (views.length > 0) await this.#store.addPurposeViews(views).catch(this.#failed)
  }
}
