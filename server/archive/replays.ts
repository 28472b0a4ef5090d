import { replayGrainMs } from '#shared/board/replay.ts'
import type { ArchiveRows, ReplaySettings } from '../contracts/archive.ts'
import type { ReplayRows, StoredReplay } from '../contracts/replays.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { BoardReplaySource, BoardThinning } from './fold-task.ts'
import type { NewReplay } from './replay-maker.ts'
import { beginsWhole, pageBytes, thinningOf, type ReplayPage, type Thinning } from './replay-page.ts'
import { freshRecorder, type RecorderState } from './replay-recorder.ts'
import { repairReplay } from './replay-repair.ts'

/** A replay that cost this much is updated less often: requests take a fifth of the folding thread at most. */
const dearMs = 100
const restFactor = 4
/** A page begins with the whole board only when it lies this near. A board of 10,000 notes takes a quarter of it. */
const maxBytesSinceWhole = 2_097_152

interface ReplayState {
  readonly through: number
  readonly epoch: number
  readonly recorder: RecorderState
  readonly since: number
}

/** The replays of all boards: which of them need work, and what the folding thread made of them. */
export class Replays {
  readonly #rows: ReplayRows
  readonly #tools: ArchiveRows
  readonly #settings: ReplaySettings
  /** Times until which boards that cost much are not updated again, by the process's own clock. */
  readonly #resting = new Map<string, number>()
  /** Boards that people wait for. */
  readonly #wanted = new Set<string>()
  /** Boards in the folding thread. */
  readonly #working = new Set<string>()
  /** Boards whose pages are too large. */
  readonly #large = new Set<string>()
  /** Boards with steps that are too old, and the time before which they are. */
  readonly #old = new Map<string, number>()

  constructor(tools: ArchiveRows, settings: ReplaySettings) {
    this.#rows = tools.replays
    this.#tools = tools
    this.#settings = settings
  }

  isBusy(board: string): boolean {
    return this.#wanted.has(board) || this.#working.has(board) || this.#old.has(board)
  }

  /** Has the replay brought up to date; `isBusy` until that is done. */
  async want(board: string): Promise<void> {
    if ((this.#resting.get(board) ?? 0) > performance.now()) return
    this.#resting.delete(board)
    if (!this.#settings.isRecorded) return
    const { through, recorder } = await this.#stateOf(board)
    const isBehind = (await this.#rows.lastRow(board)) > through
    if (isBehind || recorder.notes.length + recorder.titles.length > 0) this.#wanted.add(board)
  }

  async read(board: string): Promise<StoredReplay> {
    const pages = (await this.#rows.pagesOf(board)).map(({ id, first, last }) => ({
      id,
      from: first,
      until: last,
    }))
    const [first] = pages
    const gaps = await this.#rows.gapsOf(board)
    return {
      pages,
      moments: first ? await this.#rows.momentsSince(board, first.from) : [],
      gaps: gaps.filter(({ until }) => until === null || (first !== undefined && until >= first.from)),
    }
  }

  async readPage(board: string, id: number): Promise<Uint8Array | undefined> {
    const page = await this.#rows.readPage(board, id)
    if (page && !page.isIntact) await this.#repair(board)
    return page?.isIntact ? page.data : undefined
  }

  /** Destroys a replay. The next step says everything. Results of work under way come too late. */
  async clear(board: string): Promise<void> {
    const { epoch, recorder } = await this.#stateOf(board)
    const through = await this.#rows.lastRow(board)
    await this.#rows.dropPages(board)
    await this.#rows.forgetGaps(board)
    const fresh = { ...freshRecorder, last: recorder.last }
    await this.#putState(board, { through, epoch: epoch + 1, recorder: fresh, since: through })
  }

  boards(): Promise<readonly string[]> {
    return this.#rows.boards()
  }

  /** Destroys the steps from before. True when there were any. */
  async sweep(board: string, before: number): Promise<boolean> {
    await this.#rows.forgetGapsBefore(board, before)
    const span = await this.#rows.span(board)
    if (!span || span.first >= before) return false
    if (span.last < before) await this.clear(board)
    else this.#old.set(board, before)
    return true
  }

  /** A board that people wait for, once for each time. `settle` must follow. */
  nextWanted(): string | undefined {
    const [board] = this.#wanted
    if (board === undefined) return undefined
    this.#wanted.delete(board)
    this.#working.add(board)
    return board
  }

  /** Pages to make one. `settle` must follow. */
  async nextToThin(): Promise<BoardThinning | undefined> {
    for (const board of [...this.#old.keys(), ...this.#large]) {
      try {
        const thinning = await this.#thinningFor(board)
        if (thinning) return thinning
      } catch (error) {
        // Tried again at the next sweep, or when steps are added. Other boards, and people who wait for this one, go on.
        this.#old.delete(board)
        this.#large.delete(board)
        this.#tools.settled()
        throw error
      }
      this.#tools.settled()
    }
    return undefined
  }

  /** The point from which recording goes on; undefined when nothing is recorded. */
  async source(board: string): Promise<BoardReplaySource | undefined> {
    if (!this.#settings.isRecorded) return undefined
    const found = await this.#rows.newestPage(board)
    if (found && !found.isIntact) await this.#repair(board)
    const newest = found?.isIntact ? found : undefined
    const { through, epoch, recorder } = await this.#stateOf(board)
    const isOpen =
      newest &&
      newest.data.byteLength < pageBytes &&
      newest.grain === replayGrainMs &&
      !(await this.#rows.hasOpenGap(board))
    return {
      through,
      epoch,
      recorder,
      now: Date.now(),
      page: isOpen ? newest.data : undefined,
      former: isOpen || recorder.isWhole ? [] : await this.#pagesSinceWhole(board),
      pageId: isOpen ? newest.id : undefined,
    }
  }

  /**
   * Stores a new stretch. Must be called inside a transaction. A replay that was cleared meanwhile stays cleared.
   * Without a stretch, rows up to `through` are left out, and the step after them says everything.
   */
  async put(
    board: string,
    from: BoardReplaySource,
    made: NewReplay | undefined,
    through: number,
  ): Promise<void> {
    const { epoch, since } = await this.#stateOf(board)
    if (epoch !== from.epoch) return
    const recorder = made?.recorder ?? { ...freshRecorder, last: from.recorder.last }
    await this.#putState(board, { through: made?.through ?? through, epoch, recorder, since })
    if (made && made.costMs > dearMs) this.#resting.set(board, performance.now() + restFactor * made.costMs)
    if (!made?.page) return
    const page = { ...made.page, grain: replayGrainMs }
    if (from.pageId === undefined) await this.#rows.addPage(board, page)
    else await this.#rows.changePage(board, from.pageId, page)
    await this.#rows.closeGaps(board, page.first)
    await this.#checkSize(board)
  }

  async putThinned({ board, epoch, ids, grain }: BoardThinning, page: ReplayPage | undefined): Promise<void> {
    if ((await this.#stateOf(board)).epoch !== epoch) return
    const [first, ...others] = ids
    if (first === undefined) return
    for (const id of others) await this.#rows.dropPage(board, id)
    if (page) await this.#rows.changePage(board, first, { ...page, grain })
    else await this.#rows.dropPage(board, first)
    await this.#checkSize(board)
  }

  /** Ends a piece of work, done or given up. */
  settle(board: string): void {
    this.#working.delete(board)
    this.#tools.settled()
  }

  async #stateOf(board: string): Promise<ReplayState> {
    const row = await this.#rows.stateOf(board)
    if (!row) return { through: 0, epoch: 0, recorder: freshRecorder, since: 0 }
    return { ...row, recorder: JSON.parse(row.recorder) as RecorderState }
  }

  async #putState(board: string, { recorder, ...state }: ReplayState): Promise<void> {
    await this.#rows.putState(board, { ...state, recorder: JSON.stringify(recorder) })
  }

  /**
   * Sets damaged pages aside. The log is recorded again from there, as far as it has not been folded since. Steps from
   * before `before`, and rows that were cleared, are not recorded again.
   */
  async #repair(board: string, before = 0): Promise<void> {
    await repairReplay(this.#tools, board, async ({ first, last }) => {
      const { epoch, since } = await this.#stateOf(board)
      const known = await this.#rows.lastRowBefore(board, Math.max(first, before))
      const recorder = { ...freshRecorder, last }
      await this.#putState(board, { through: Math.max(since, known), epoch: epoch + 1, recorder, since })
    })
    this.#resting.delete(board)
  }

  /** Pages from the last one that begins with the whole board. None when it is too far back, or one is damaged. */
  async #pagesSinceWhole(board: string): Promise<readonly Uint8Array[]> {
    const pages: Uint8Array[] = []
    let bytes = 0
    let page = await this.#rows.newestPage(board)
    for (; page; page = await this.#rows.newestPage(board, page.id)) {
      const { data, isIntact } = page
      bytes += data.byteLength
      if (!isIntact || bytes > maxBytesSinceWhole) return []
      pages.unshift(data)
      if (beginsWhole(data)) return pages
    }
    return []
  }

  async #checkSize(board: string): Promise<void> {
    if (thinningOf(await this.#rows.pagesOf(board), this.#settings.maxBytes)) this.#large.add(board)
  }

  async #thinningFor(board: string): Promise<BoardThinning | undefined> {
    const before = this.#old.get(board)
    let thinning = await this.#choosePages(board)
    this.#large.delete(board)
    if (thinning && (await this.#bytesOf(board, thinning.ids)).length < thinning.ids.length) {
      await this.#repair(board, before)
      // Damage must not keep old steps alive.
      if (before !== undefined) {
        await this.#rows.forgetGapsBefore(board, before)
        this.#old.set(board, before)
      }
      thinning = await this.#choosePages(board)
    }
    if (!thinning) return undefined
    const { epoch } = await this.#stateOf(board)
    const pages = await this.#bytesOf(board, thinning.ids)
    if (pages.length < thinning.ids.length) throw new StoreError(`the replay of board ${board} is damaged`)
    this.#working.add(board)
    return { ...thinning, board, epoch, pages }
  }

  /** Damaged pages are left out. */
  async #bytesOf(board: string, ids: readonly number[]): Promise<readonly Uint8Array[]> {
    const pages: Uint8Array[] = []
    for (const id of ids) {
      const page = await this.#rows.readPage(board, id)
      if (page?.isIntact) pages.push(new Uint8Array(page.data))
    }
    return pages
  }

  /** Pages of the oldest steps, when these are too old or the pages too large. */
  async #choosePages(board: string): Promise<Thinning | undefined> {
    const before = this.#old.get(board)
    const pages = await this.#rows.pagesOf(board)
    if (before === undefined) return thinningOf(pages, this.#settings.maxBytes)
    this.#old.delete(board)
    const past = pages.filter(({ first }) => first < before)
    if (past.length === 0) return undefined
    if (await this.#rows.hasGapAt(board, before)) {
      // The board's state at that time is lost, and the step after the gap says everything.
      await this.#tools.inOnePiece(async () => {
        for (const { id } of past) await this.#rows.dropPage(board, id)
      })
      return undefined
    }
    return { ids: past.map(({ id }) => id), grain: Math.max(...past.map(({ grain }) => grain)), before }
  }
}
