/** The sender of a queued item. */
export interface Sender {
  /** The sender's line to the internet. A person who opens many boards has one. */
  readonly line: string
  readonly board: string
  readonly participant: string
}

interface Branch<T> {
  readonly branches: Map<string, Branch<T>>
  /** Items of one person. Only the leaves have some. */
  readonly items: T[]
  size: number
}

/** Line, board and person, from the root down. */
type Path = readonly string[]

/** Served lines, boards and people that are remembered: more than are served in ten minutes. Not measured. */
const maxRemembered = 4_096

/**
 * A queue with fair turns for lines, for the boards of a line, and for the people of a board. The one that
 * was served the longest ago, or never, is next. So nobody waits behind many items of somebody else.
 */
export class FairQueue<T> {
  #root = newBranch<T>()
  /** The last turn of each path. The oldest is first. */
  readonly #served = new Map<string, number>()
  #turns = 0

  size(): number {
    return this.#root.size
  }

  push(item: T, from: Sender): void {
    let branch = this.#root
    branch.size += 1
    for (const name of pathOf(from)) {
      const inner = branch.branches.get(name) ?? newBranch<T>()
      branch.branches.set(name, inner)
      inner.size += 1
      branch = inner
    }
    branch.items.push(item)
  }

  /** The next item in turn. Undefined when `mayTake` allows none. */
  next(mayTake: (item: T, from: Sender) => boolean = () => true): T | undefined {
    const found = this.#find(this.#root, [], mayTake)
    if (!found) return undefined
    this.#countTurn(found.path)
    this.#takeOut(found.path, found.at)
    return found.item
  }

  /** Takes out this very item. False when it is not in the queue. */
  remove(item: T, from: Sender): boolean {
    const path = pathOf(from)
    const at = this.#at(path).items.indexOf(item)
    if (at === -1) return false
    this.#takeOut(path, at)
    return true
  }

  /**
   * Takes out an item to make room for this sender: the newest of the line with the most items. When the
   * sender's own line has the most, it is the newest of the line's fullest board, and then of the board's
   * fullest person. Undefined when the sender itself would have the most.
   */
  giveUp(to: Sender): T | undefined {
    const path = this.#fullestFor(to)
    return path && this.#takeOut(path, this.#at(path).items.length - 1)
  }

  /** True when `giveUp` would take an item out. */
  canGiveUp(to: Sender): boolean {
    return this.#fullestFor(to) !== undefined
  }

  /** Empties the queue, and returns its items. */
  clear(): readonly T[] {
    const all = itemsOf(this.#root)
    this.#root = newBranch()
    return all
  }

  #countTurn(path: Path): void {
    this.#turns += 1
    for (let depth = 1; depth <= path.length; depth += 1) {
      const key = keyOf(path.slice(0, depth))
      this.#served.delete(key)
      this.#served.set(key, this.#turns)
    }
    for (const [oldest] of this.#served) {
      if (this.#served.size <= maxRemembered) break
      this.#served.delete(oldest)
    }
  }

  /** Among branches that were never served, the one that came first is first. */
  #find(
    { branches, items }: Branch<T>,
    path: Path,
    mayTake: (item: T, from: Sender) => boolean,
  ): { readonly path: Path; readonly at: number; readonly item: T } | undefined {
    const [line = '', board = '', participant = ''] = path
    for (const [at, item] of items.entries()) {
      if (mayTake(item, { line, board, participant })) return { path, at, item }
    }
    const inTurn = [...branches]
      .map(([name, branch]) => ({ branch, to: [...path, name] }))
      .map((each) => ({ ...each, turn: this.#served.get(keyOf(each.to)) ?? 0 }))
      .sort((a, b) => a.turn - b.turn)
    for (const { branch, to } of inTurn) {
      const found = this.#find(branch, to, mayTake)
      if (found) return found
    }
    return undefined
  }

  /** Goes down from a path to a person. `choose` names the next branch. */
  #descend(from: Path, choose: (branch: Branch<T>, path: Path) => string | undefined): Path {
    const name = choose(this.#at(from), from)
    return name === undefined ? from : this.#descend([...from, name], choose)
  }

  #at(path: Path): Branch<T> {
    return path.reduce((branch, name) => branch.branches.get(name) ?? newBranch(), this.#root)
  }

  #fullestFor(to: Sender): Path | undefined {
    const own = pathOf(to)
    for (const depth of own.keys()) {
      const above = own.slice(0, depth)
      const name = fullestIn(this.#at(above), this.#at(own.slice(0, depth + 1)).size + 1)
      if (name !== undefined) return this.#descend([...above, name], (branch) => fullestIn(branch, 0))
    }
    return undefined
  }

  #takeOut(path: Path, at: number): T | undefined {
    const [item] = this.#at(path).items.splice(at, 1)
    shrink(this.#root, path)
    return item
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

/** The last branch with the largest size. Undefined when none has more than `moreThan` items. */
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
