import { limits } from './limits.ts'
import { Bucket } from '../basics/bucket.ts'

/**
 * How many Yjs client ids each board takes for the first time, whoever brings them: each stays in it for ever and costs everybody
 * who opens it. Kept also while a board is not in memory, or leaving it would renew what it takes.
 */
export interface IdBudgets {
  /**
   * False when the board takes no more of them now; nothing is taken then. Everybody's first few are apart from the rest: a
   * few who take many keep nobody from writing, nor from writing on after reloading the page.
   */
  readonly take: (board: string, count: number, by: Taker, at: number) => boolean
}

export interface Taker {
  readonly participant: string
  readonly isFacilitator: boolean
}

interface BoardBudget {
  /** For anybody. */
  readonly rest: Bucket
  /** For the first few pages of each person, of which `people` says how many are left. */
  readonly pages: Bucket
  readonly people: Map<string, Bucket>
}

/** So many are kept before those that are full again are looked for. Taste. */
const keptAtLeast = 1_000

export function createIdBudgets(): IdBudgets {
  const boards = new Map<string, BoardBudget>()
  let lookAt = keptAtLeast

  function budgetOf(board: string, at: number): BoardBudget {
    const known = boards.get(board)
    if (known) return known
    if (boards.size >= lookAt) forgetFull(at)
    const budget = {
      rest: new Bucket(limits.boardClientIdsPerSecond, limits.boardClientIdBurst, at),
      pages: new Bucket(limits.boardClientIdsPerSecond, limits.boardPageBurst, at),
      people: new Map<string, Bucket>(),
    }
    boards.set(board, budget)
    return budget
  }

  /** A new one would be the same, but for people's pages, which the board could take. */
  function forgetFull(at: number): void {
    for (const [board, { rest, pages }] of boards)
      if (rest.isFull(at) && pages.isFull(at)) boards.delete(board)
    lookAt = Math.max(keptAtLeast, 2 * boards.size)
  }

  return {
    take: (board, count, { participant, isFacilitator }, at) => {
      const { rest, pages, people } = budgetOf(board, at)
      const own = people.get(participant) ?? new Bucket(limits.personPagesPerSecond, limits.personPages, at)
      // Who could take the board away from everybody by one command is not kept from writing on it.
      const hasPage = own.level(at) >= count && (isFacilitator || pages.level(at) >= count)
      if (!hasPage) return rest.take(count, at) || (isFacilitator && pages.take(count, at))
      pages.charge(count, at)
      own.charge(count, at)
      people.set(participant, own)
      return true
    },
  }
}
