import { Bucket } from '../basics/bucket.ts'
import { limits } from './limits.ts'

/**
 * Limits how many new Yjs client ids each board takes. Each id stays in the board and costs everybody who
 * opens it. A budget is kept while its board is not in memory: otherwise leaving the board would renew it.
 */
export interface IdBudgets {
  /**
   * False, and nothing taken, when the board takes no more ids now. The first ids of each person are counted
   * apart: a few people who take many ids keep nobody from writing, or from writing on after a reload.
   */
  readonly take: (board: string, count: number, by: Taker, at: number) => boolean
}

export interface Taker {
  readonly participant: string
  readonly isFacilitator: boolean
}

interface BoardBudget {
  /** For everybody. */
  readonly rest: Bucket
  /** For the first pages of each person. `people` says how many of them are left. */
  readonly pages: Bucket
  readonly people: Map<string, Bucket>
}

/** Budgets kept before full ones are removed. Not measured. */
const minKept = 1_000

export function createIdBudgets(): IdBudgets {
  const boards = new Map<string, BoardBudget>()
  let cleanAt = minKept

  function budgetOf(board: string, at: number): BoardBudget {
    const known = boards.get(board)
    if (known) return known
    if (boards.size >= cleanAt) forgetFull(at)
    const budget = {
      rest: new Bucket(limits.boardClientIdsPerSecond, limits.boardClientIdBurst, at),
      pages: new Bucket(limits.boardClientIdsPerSecond, limits.boardPageBurst, at),
      people: new Map<string, Bucket>(),
    }
    boards.set(board, budget)
    return budget
  }

  /** A new budget would be equal, except for the pages of people, which the board can take. */
  function forgetFull(at: number): void {
    for (const [board, { rest, pages }] of boards)
      if (rest.isFull(at) && pages.isFull(at)) boards.delete(board)
    cleanAt = Math.max(minKept, 2 * boards.size)
  }

  return {
    take: (board, count, { participant, isFacilitator }, at) => {
      const { rest, pages, people } = budgetOf(board, at)
      const own = people.get(participant) ?? new Bucket(limits.personPagesPerSecond, limits.personPages, at)
      // A facilitator could delete the whole board, so this limit need not stop them from writing on it.
      const hasPage = own.level(at) >= count && (isFacilitator || pages.level(at) >= count)
      if (!hasPage) return rest.take(count, at) || (isFacilitator && pages.take(count, at))
      pages.charge(count, at)
      own.charge(count, at)
      people.set(participant, own)
      return true
    },
  }
}
