import type { ArchiveRows } from '../contracts/archive.ts'
import type { ReplayPageRow } from '../contracts/replays.ts'
import { restFromWhole, type ReplayPage } from './replay-page.ts'

/** A place where a replay stops. */
export interface ReplayHole {
  /** Time of the first lost step. */
  readonly first: number
  /** Time of the last step before it that can be shown; 0 for none. */
  readonly last: number
}

/**
 * Takes the damaged pages out of a board's replay, and the pages that build on them: all up to the next step that says
 * everything. Copies of them are kept. `onHole` is called, in the same piece, when no such step follows.
 */
export async function repairReplay(
  { replays, inOnePiece, warn }: Pick<ArchiveRows, 'replays' | 'inOnePiece' | 'warn'>,
  board: string,
  onHole: (hole: ReplayHole) => Promise<void>,
): Promise<void> {
  const { lost, rests, hole } = inspectPages(await replays.wholePagesOf(board))
  if (lost.length === 0) return
  const found = Date.now()
  try {
    await inOnePiece(async () => {
      for (const { page, until } of lost) {
        await replays.keepLost(board, page, until, found)
        const rest = rests.get(page.id)
        if (rest) await replays.changePage(board, page.id, { ...rest, grain: page.grain })
        else await replays.dropPage(board, page.id)
      }
      if (hole) await onHole(hole)
    })
    const damaged = lost.filter(({ page }) => !page.isIntact).length
    warn(
      `board ${board}: ${damaged} damaged pages of its replay and ${lost.length - damaged} that build on them were ` +
        'set aside; a backup may have more',
    )
  } catch (error) {
    // The intact pages are shown all the same. The next request finds the same damage.
    warn(`the replay of board ${board} is damaged, and that could not be written down: ${String(error)}`)
  }
}

interface LostPage {
  readonly page: ReplayPageRow
  /** Time of the next step that can be shown; null for none. */
  readonly until: number | null
}

interface Inspection {
  readonly lost: readonly LostPage[]
  /** Remains of pages that cannot be shown from their beginning. */
  readonly rests: ReadonlyMap<number, ReplayPage>
  readonly hole: ReplayHole | undefined
}

function inspectPages(pages: readonly ReplayPageRow[]): Inspection {
  const lost: LostPage[] = []
  const rests = new Map<number, ReplayPage>()
  let waiting: ReplayPageRow[] = []
  let last = 0
  for (const page of pages) {
    const rest = page.isIntact && waiting.length > 0 ? restFromWhole(page.data) : undefined
    if (page.isIntact && waiting.length === 0) last = page.last
    else if (!rest) waiting.push(page)
    else {
      if (!rest.isAll) {
        waiting.push(page)
        rests.set(page.id, rest.page)
      }
      lost.push(...waiting.map((each) => ({ page: each, until: rest.page.first })))
      waiting = []
      last = rest.page.last
    }
  }
  lost.push(...waiting.map((page) => ({ page, until: null })))
  const [first] = waiting
  return { lost, rests, hole: first && { first: first.first, last } }
}
