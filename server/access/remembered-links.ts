import type { BoardRow, BoardStore, LinkRow } from '../contracts/boards.ts'

interface KnownBoard {
  row: BoardRow | undefined
  /** By hash of the secret. */
  readonly links: Map<string, LinkRow>
}

/** Boards kept, half a kilobyte each. Not measured. */
const boardsKept = 1_000

/**
 * The same store, which keeps the boards and links that were asked for last: a crowd asks for one link thousands of
 * times. All changes of boards and links pass here. A board is forgotten when a change begins, and nothing is kept of it
 * until the change is over. Boards and links that do not exist are not kept. One process alone has each board; `onLost` is
 * given what to do when another may have them.
 */
export function rememberLinks<Boards extends BoardStore>(
  store: Boards,
  onLost: (forget: () => void) => void,
): Boards {
  const boards = new Map<string, KnownBoard>()
  /** Boards that are being changed, and by how many changes. */
  const changing = new Map<string, number>()
  /** An answer that was asked for before a change is not kept. */
  let changes = 0

  onLost(() => {
    changes += 1
    boards.clear()
  })

  function keep(board: string): KnownBoard {
    const known = boards.get(board) ?? { row: undefined, links: new Map() }
    // Deleted first, so that it moves to the end.
    boards.delete(board)
    boards.set(board, known)
    const [oldest] = boards.keys()
    if (boards.size > boardsKept && oldest !== undefined) boards.delete(oldest)
    return known
  }

  async function find<T>(
    board: string,
    look: () => Promise<T | undefined>,
    put: (known: KnownBoard, found: T) => void,
  ): Promise<T | undefined> {
    const before = changes
    const found = await look()
    if (found !== undefined && before === changes && !changing.has(board)) put(keep(board), found)
    return found
  }

  async function change<T>(board: string, run: () => Promise<T>): Promise<T> {
    changes += 1
    changing.set(board, (changing.get(board) ?? 0) + 1)
    boards.delete(board)
    try {
      return await run()
    } finally {
      const left = (changing.get(board) ?? 1) - 1
      if (left > 0) changing.set(board, left)
      else changing.delete(board)
    }
  }

  const remembering: Pick<
    BoardStore,
    | 'createBoard'
    | 'updateBoard'
    | 'deleteBoard'
    | 'replaceLink'
    | 'replaceLinkForHost'
    | 'revokeLink'
    | 'findBoard'
    | 'findLink'
  > = {
    createBoard: async (board, ...rest) => change(board.id, async () => store.createBoard(board, ...rest)),
    updateBoard: async (board, facts) => change(board, async () => store.updateBoard(board, facts)),
    deleteBoard: async (board) => change(board, async () => store.deleteBoard(board)),
    replaceLink: async (link, keep) => change(link.board, async () => store.replaceLink(link, keep)),
    replaceLinkForHost: async (link) => change(link.board, async () => store.replaceLinkForHost(link)),
    revokeLink: async (board, ...rest) => change(board, async () => store.revokeLink(board, ...rest)),
    findBoard: async (id) =>
      boards.get(id)?.row ??
      find(
        id,
        async () => store.findBoard(id),
        (known, row) => (known.row = row),
      ),
    findLink: async (board, hash) =>
      boards.get(board)?.links.get(hash) ??
      find(
        board,
        async () => store.findLink(board, hash),
        (known, link) => known.links.set(hash, link),
      ),
  }
  return { ...store, ...remembering }
}
