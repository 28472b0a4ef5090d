/** Bounds the checkpoints that are being sent. */
export interface Downloads {
  /**
   * Reads a file in turn with other downloads of its board. 'busy' when the person or the board has too many.
   */
  readonly begin: (
    board: string,
    person: string,
    read: () => Promise<Uint8Array | undefined>,
  ) => Promise<Download | undefined | 'busy'>
}

export interface Download {
  readonly file: Uint8Array
  /** The file was sent, or its reader has left. */
  readonly done: () => void
}

/** A page shows one at a time. Some more for people who change their minds. Not measured. */
const maxOfPerson = 4
const maxOfBoard = 16
/** Packed bytes. One file may always be sent. The share of a board leaves room for others. Not measured. */
const maxBoardBytes = 64 * 1_048_576
const maxBytes = 4 * maxBoardBytes

interface Board {
  downloads: number
  bytes: number
  /** Settles when nobody of this board is reading: a file that is being read is not counted yet. */
  turn: Promise<unknown>
  readonly persons: Map<string, number>
}

export function createDownloads(): Downloads {
  const boards = new Map<string, Board>()
  let totalBytes = 0

  function boardOf(name: string): Board {
    const known = boards.get(name)
    if (known) return known
    const board: Board = { downloads: 0, bytes: 0, turn: Promise.resolve(), persons: new Map() }
    boards.set(name, board)
    return board
  }

  function leave(name: string, board: Board, person: string, bytes: number): void {
    board.downloads -= 1
    board.bytes -= bytes
    totalBytes -= bytes
    const left = (board.persons.get(person) ?? 1) - 1
    if (left > 0) board.persons.set(person, left)
    else board.persons.delete(person)
    if (board.downloads === 0) boards.delete(name)
  }

  return {
    begin: async (name, person, read) => {
      const board = boardOf(name)
      const theirs = board.persons.get(person) ?? 0
      if (theirs >= maxOfPerson || board.downloads >= maxOfBoard) return 'busy'
      board.persons.set(person, theirs + 1)
      board.downloads += 1
      const take = async (): Promise<Download | undefined | 'busy'> => {
        const file = await read()
        if (!file) return undefined
        const bytes = file.byteLength
        const isFull = board.bytes + bytes > maxBoardBytes || totalBytes + bytes > maxBytes
        if (isFull && board.bytes > 0) return 'busy'
        board.bytes += bytes
        totalBytes += bytes
        let isDone = false
        const done = (): void => {
          if (!isDone) leave(name, board, person, bytes)
          isDone = true
        }
        return { file, done }
      }
      const taken = board.turn.then(take)
      board.turn = taken.catch(() => undefined)
      try {
        const download = await taken
        if (download === undefined || download === 'busy') leave(name, board, person, 0)
        return download
      } catch (error) {
        leave(name, board, person, 0)
        throw error
      }
    },
  }
}
