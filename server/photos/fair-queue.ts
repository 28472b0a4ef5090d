/** Whose something is that waits. */
export interface Sender {
  readonly board: string
  readonly participant: string
}

/** Boards take turns, and on a board people do: who sends much waits behind who sends little. */
export interface FairQueue<T> {
  readonly size: () => number
  readonly push: (item: T, from: Sender) => void
  readonly next: () => T | undefined
  /**
   * The newest of the board with most, taken out to make room for this sender; undefined when the sender's board would then
   * have more than that one.
   */
  readonly giveUp: (to: Sender) => T | undefined
  /** Whether `giveUp` would take something out. */
  readonly canGiveUp: (to: Sender) => boolean
  readonly clear: () => readonly T[]
}

export function createFairQueue<T>(): FairQueue<T> {
  /** Whose turn comes next is first. */
  const boards = new Map<string, Map<string, T[]>>()
  let size = 0

  function next(): T | undefined {
    const [board, people] = firstOf(boards)
    const [person, items] = firstOf(people)
    if (board === undefined || !people || person === undefined || !items) return undefined
    const item = items.shift()
    people.delete(person)
    if (items.length > 0) people.set(person, items)
    boards.delete(board)
    if (people.size > 0) boards.set(board, people)
    size -= 1
    return item
  }

  function fullestFor({ board: own }: Sender): string | undefined {
    let [fullest, most]: [string | undefined, number] = [undefined, countOf(boards.get(own)) + 1]
    for (const [board, people] of boards) {
      const count = countOf(people)
      if (count > most) [fullest, most] = [board, count]
    }
    return fullest
  }

  function giveUp(to: Sender): T | undefined {
    const board = fullestFor(to)
    const people = board === undefined ? undefined : boards.get(board)
    if (board === undefined || !people) return undefined
    const [person, items] = [...people].reduce((most, one) => (one[1].length > most[1].length ? one : most))
    const item = items.pop()
    if (items.length === 0) people.delete(person)
    size -= 1
    return item
  }

  return {
    size: () => size,
    giveUp,
    canGiveUp: (to) => fullestFor(to) !== undefined,
    push: (item, { board, participant }) => {
      const people = boards.get(board) ?? new Map<string, T[]>()
      boards.set(board, people)
      const items = people.get(participant) ?? []
      people.set(participant, items)
      items.push(item)
      size += 1
    },
    next,
    clear: () => {
      const all = [...boards.values()].flatMap((people) => [...people.values()].flat())
      boards.clear()
      size = 0
      return all
    },
  }
}

function firstOf<V>(map: ReadonlyMap<string, V> | undefined): readonly [string, V] | readonly [] {
  for (const entry of map ?? []) return entry
  return []
}

function countOf(people: ReadonlyMap<string, readonly unknown[]> | undefined): number {
  return [...(people?.values() ?? [])].reduce((sum, items) => sum + items.length, 0)
}
