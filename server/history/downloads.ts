/** Points to return to that are on their way to people. */
export interface Downloads {
  /** Reads one in turn with others of its board; 'busy' when too much of the person's or of the board's is under way. */
  readonly begin: (
    board: string,
    person: string,
    read: () => Promise<Uint8Array | undefined>,
  ) => Promise<Download | undefined | 'busy'>
}

export interface Download {
  readonly file: Uint8Array
  /** It has left, or its reader has. */
  readonly done: () => void
}

/** A page shows one at a time; some more for those who change their minds. Taste. */
const personAtOnce = 4
const boardAtOnce = 16
/** As they are kept, packed; one may always leave. A board's share leaves room for others. Taste. */
const boardBytes = 64 * 1_048_576
const allBytes = 4 * boardBytes

interface Board {
  atOnce: number
  bytes: number
  /** Settles when nobody of this board reads one any more: what is read has no place in memory yet. */
  turn: Promise<unknown>
  readonly persons: Map<string, number>
}

export function createDownloads(): Downloads {
  const boards = new Map<string, Board>()
  let bytesNow = 0

  function leave(name: string, board: Board, person: string, bytes: number): void {
    board.atOnce -= 1
    board.bytes -= bytes
    bytesNow -= bytes
    const left = (board.persons.get(person) ?? 1) - 1
    if (left > 0) board.persons.set(person, left)
    else board.persons.delete(person)
    if (board.atOnce === 0) boards.delete(name)
  }

  return {
    begin: async (name, person, read) => {
      let board = boards.get(name)
      if (!board)
        boards.set(name, (board = { atOnce: 0, bytes: 0, turn: Promise.resolve(), persons: new Map() }))
      const entered = board
      const theirs = entered.persons.get(person) ?? 0
      if (theirs >= personAtOnce || entered.atOnce >= boardAtOnce) return 'busy'
      entered.persons.set(person, theirs + 1)
      entered.atOnce += 1
      const take = async (): Promise<Download | undefined | 'busy'> => {
        const file = await read()
        if (!file) return undefined
        const bytes = file.byteLength
        const isFirst = entered.bytes === 0
        if (!isFirst && (entered.bytes + bytes > boardBytes || bytesNow + bytes > allBytes)) return 'busy'
        entered.bytes += bytes
        bytesNow += bytes
        let isDone = false
        const done = (): void => {
          if (!isDone) leave(name, entered, person, bytes)
          isDone = true
        }
        return { file, done }
      }
      const taken = entered.turn.then(take)
      entered.turn = taken.catch(() => undefined)
      try {
        const download = await taken
        if (download === undefined || download === 'busy') leave(name, entered, person, 0)
        return download
      } catch (error) {
        leave(name, entered, person, 0)
        throw error
      }
    },
  }
}
