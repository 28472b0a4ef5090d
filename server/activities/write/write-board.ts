import { readWriting, writeWriting } from '#shared/board/writing.ts'
import { Role } from '#shared/workshop/role.ts'
import { WritingMode, type Writing } from '#shared/workshop/writing.ts'
import type { ActivityTools, BoardActivity } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { revealDesks } from './reveal.ts'

/** "n of m have written" changes at most twice a second, so that the moment of a change does not tell its author. */
const progressMs = 500

/** Private and shared writing on one open board. */
export class WriteBoard implements BoardActivity {
  readonly #board: LiveBoard
  readonly #tools: ActivityTools
  /** By participant, whether they have drafts. Everybody is in it once `#isCounted`. */
  readonly #hasDrafts = new Map<string, boolean>()
  #isCounted = false
  #isClosed = false
  #timer: NodeJS.Timeout | undefined
  #lastProgress = 0
  /** Two facilitators at once must not reveal twice. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(board: LiveBoard, tools: ActivityTools) {
    this.#board = board
    this.#tools = tools
  }

  readonly joined = (): void => this.#publishSoon()

  readonly left = (): void => this.#publishSoon()

  readonly draftsChanged = (participant: string, hasDrafts: boolean): void => {
    this.#hasDrafts.set(participant, hasDrafts)
    this.#publishSoon()
  }

  readonly closed = (): void => {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  async set(mode: WritingMode): Promise<void> {
    await this.#inTurn(() => this.#setNow(mode))
  }

  /** Returns the number of revealed notes; undefined when the reveal of this id was made before. */
  async reveal(id: string): Promise<number | undefined> {
    return this.#inTurn(async () => {
      if (this.#writing().revealed === id) return undefined
      const since = this.#tools.now()
      return revealDesks(
        this.#board,
        (doc) => writeWriting(doc, { ...readWriting(doc), mode: WritingMode.shared, since, revealed: id }),
        this.#tools,
      )
    })
  }

  #writing(): Writing {
    return this.#board.read(readWriting)
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #setNow(mode: WritingMode): Promise<void> {
    if (this.#writing().mode === mode) return
    if (mode === WritingMode.private) {
      // A reveal has changed them since.
      this.#hasDrafts.clear()
      await this.#count()
    }
    const since = this.#tools.now()
    await this.#board.write((doc) => {
      const figures = mode === WritingMode.private ? this.#progress() : {}
      writeWriting(doc, { ...readWriting(doc), mode, since, ...figures })
    })
  }

  async #count(): Promise<void> {
    for (const { participant, hasDrafts } of await this.#tools.draftRows.draftOwnersOf(this.#board.id)) {
      // A change that came meanwhile is newer.
      if (!this.#hasDrafts.has(participant)) this.#hasDrafts.set(participant, hasDrafts)
    }
    this.#isCounted = true
  }

  #progress(): Pick<Writing, 'wrote' | 'of'> {
    const writers = [...this.#hasDrafts].flatMap(([participant, hasDrafts]) =>
      hasDrafts ? [participant] : [],
    )
    // Nobody waits for people who have left without a draft, whatever they wrote before.
    const people = new Set(writers)
    for (const { role, participant } of this.#board.sessions()) {
      if (role === Role.participant) people.add(participant.id)
    }
    return { wrote: writers.length, of: people.size }
  }

  #publishSoon(): void {
    if (this.#isClosed || this.#timer || this.#writing().mode !== WritingMode.private) return
    const wait = Math.max(0, this.#lastProgress + progressMs - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#lastProgress = performance.now()
      this.#publish().catch((cause: unknown) => {
        // The next change publishes it again.
        const facts = { board: this.#board.id, err: cause }
        this.#tools.log.warn(facts, 'the progress of private writing could not be published')
      })
    }, wait).unref()
  }

  async #publish(): Promise<void> {
    if (!this.#isCounted) await this.#count()
    if (this.#isClosed) return
    const next = this.#progress()
    const shown = this.#writing()
    if (shown.wrote === next.wrote && shown.of === next.of) return
    if (!this.#board.mayAdjust(0)) return
    await this.#board.write((doc) => {
      const current = readWriting(doc)
      if (current.mode === WritingMode.private) writeWriting(doc, { ...current, ...next })
    })
  }
}
