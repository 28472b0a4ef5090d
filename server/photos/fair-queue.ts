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

  return {
    size: () => size,
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
