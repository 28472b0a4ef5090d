/** Whose something is that waits. */
export interface Sender {
  /** The line to the internet that it came by: whoever opens many boards has one. */
  readonly line: string
  readonly board: string
  readonly participant: string
}

/**
 * Lines take turns, on a line its boards do, and on a board its people: who has been served the longest ago, or never, comes
 * first, so that nobody waits behind much that somebody else has sent, on however many boards.
 */
export interface FairQueue<T> {
  readonly size: () => number
  readonly push: (item: T, from: Sender) => void
  readonly next: () => T | undefined
  /**
   * The newest of whoever has most, taken out to make room for this sender: of the line with most, or else of the board with
   * most on the sender's line, or else of the person with most on their board. Undefined when the sender would then have more
   * than that one.
   */
  readonly giveUp: (to: Sender) => T | undefined
  /** Whether `giveUp` would take something out. */
  readonly canGiveUp: (to: Sender) => boolean
  readonly clear: () => readonly T[]
}

interface Branch<T> {
  readonly branches: Map<string, Branch<T>>
  /** Of a person. */
  readonly items: T[]
  size: number
}

type Path = readonly string[]

/** Who was served is remembered of so many lines, boards and people: more than are served in ten minutes. Taste. */
const remembered = 4_096

export function createFairQueue<T>(): FairQueue<T> {
  let root = newBranch<T>()
  /** When somebody had their last turn, by their path; the longest ago is first. */
  const served = new Map<string, number>()
  let turns = 0

  function hasTurn(path: Path): void {
    turns += 1
    for (let depth = 1; depth <= path.length; depth += 1) {
      const key = keyOf(path.slice(0, depth))
      served.delete(key)
      served.set(key, turns)
    }
    for (const [oldest] of served) {
      if (served.size <= remembered) break
      served.delete(oldest)
    }
  }

  /** Of those who were never served, who has waited the longest. */
  function firstIn({ branches }: Branch<T>, above: Path): string | undefined {
    let [first, earliest]: [string | undefined, number] = [undefined, Infinity]
    for (const name of branches.keys()) {
      const turn = served.get(keyOf([...above, name])) ?? 0
      if (turn < earliest) [first, earliest] = [name, turn]
    }
    return first
  }

  /** Down from there to a person, by what `choose` says. */
  function descend(from: Path, choose: (branch: Branch<T>, path: Path) => string | undefined): Path {
    const name = choose(at(from), from)
    return name === undefined ? from : descend([...from, name], choose)
  }

  function at(path: Path): Branch<T> {
    return path.reduce((branch, name) => branch.branches.get(name) ?? newBranch(), root)
  }

  function fullestFor(to: Sender): Path | undefined {
    const own = pathOf(to)
    for (const depth of own.keys()) {
      const above = own.slice(0, depth)
      const name = fullestIn(at(above), at(own.slice(0, depth + 1)).size + 1)
      if (name !== undefined) return descend([...above, name], (branch) => fullestIn(branch, 0))
    }
    return undefined
  }

  function takeFrom(path: Path, which: 'oldest' | 'newest'): T | undefined {
    const { items } = at(path)
    const item = which === 'oldest' ? items.shift() : items.pop()
    shrink(root, path)
    return item
  }

  return {
    size: () => root.size,
    push: (item, from) => {
      let branch = root
      branch.size += 1
      for (const name of pathOf(from)) {
        const inner = branch.branches.get(name) ?? newBranch<T>()
        branch.branches.set(name, inner)
        inner.size += 1
        branch = inner
      }
      branch.items.push(item)
    },
    next: () => {
      if (root.size === 0) return undefined
      const path = descend([], firstIn)
      hasTurn(path)
      return takeFrom(path, 'oldest')
    },
    giveUp: (to) => {
      const path = fullestFor(to)
      return path && takeFrom(path, 'newest')
    },
    canGiveUp: (to) => fullestFor(to) !== undefined,
    clear: () => {
      const all = itemsOf(root)
      root = newBranch()
      return all
    },
  }
}

function newBranch<T>(): Branch<T> {
  return { branches: new Map(), items: [], size: 0 }
}

function pathOf({ line, board, participant }: Sender): Path {
  return [line, board, participant]
}

function keyOf(path: Path): string {
  return JSON.stringify(path)
}

/** The last of those with most, and with more than that. */
function fullestIn<T>({ branches }: Branch<T>, moreThan: number): string | undefined {
  let [fullest, most]: [string | undefined, number] = [undefined, moreThan + 1]
  for (const [name, { size }] of branches) if (size >= most) [fullest, most] = [name, size]
  return fullest
}

function shrink<T>(branch: Branch<T>, [name, ...below]: Path): void {
  branch.size -= 1
  const inner = name === undefined ? undefined : branch.branches.get(name)
  if (name === undefined || !inner) return
  shrink(inner, below)
  if (inner.size === 0) branch.branches.delete(name)
}

function itemsOf<T>({ branches, items }: Branch<T>): readonly T[] {
  return [...items, ...[...branches.values()].flatMap(itemsOf)]
}
