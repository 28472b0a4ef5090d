/** After so long, half of what somebody has used is forgotten. Not measured. */
const halfLifeMs = 5 * 60_000
/** More than use files in that time. Not measured. */
const maxRemembered = 4_096

/** Somebody with less than this part of a board's budget has used little. Not measured. */
const little = 1 / 8

/** Recent use of the processor by lines, boards and their people: the one that has used less goes first. */
export class CpuShares {
  readonly #now: () => number
  readonly #used = new Map<string, { readonly cpuMs: number; readonly at: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  add(name: string, cpuMs: number): void {
    const sum = this.of(name) + cpuMs
    this.#used.delete(name)
    this.#used.set(name, { cpuMs: sum, at: this.#now() })
    for (const [oldest] of this.#used) {
      if (this.#used.size <= maxRemembered) break
      this.#used.delete(oldest)
    }
  }

  /** Counts it for the board, and for a person there. */
  addTo(board: string, person: string, cpuMs: number): void {
    this.add(boardName(board), cpuMs)
    this.add(personName(board, person), cpuMs)
  }

  ofBoard(board: string): number {
    return this.of(boardName(board))
  }

  /** True when the board is above its budget, and this person has used more than a fair share, and not just little. */
  hasSpent(board: string, person: string, budgetMs: number): boolean {
    if (this.ofBoard(board) <= budgetMs) return false
    const names = [...this.#used.keys()].filter((name) => name.startsWith(personName(board, '')))
    const users = names.filter((name) => this.of(name) > budgetMs / 100).length
    const share = Math.max(budgetMs / Math.max(1, users), budgetMs * little)
    return this.of(personName(board, person)) > share
  }

  of(name: string): number {
    const known = this.#used.get(name)
    return known ? known.cpuMs * 2 ** ((known.at - this.#now()) / halfLifeMs) : 0
  }
}

function boardName(board: string): string {
  return `board ${board}`
}

function personName(board: string, person: string): string {
  return `person ${board} ${person}`
}
