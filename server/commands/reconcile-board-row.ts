import { readMeta } from '#shared/board/document.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import { StoreError } from '../contracts/store-error.ts'

/**
 * Gives the board's row the title and language of its document. A crash or a full disk may have come between the two
 * writes of a command.
 */
export async function reconcileBoardRow(
  board: LiveBoard,
  store: Pick<BoardStore, 'findBoard' | 'updateBoard'>,
): Promise<void> {
  const { title, language } = board.read(readMeta)
  const row = await store.findBoard(board.id)
  if (!row || title === '' || (row.title === title && row.language === language)) return
  try {
    await store.updateBoard(board.id, { title, language })
  } catch (cause) {
    // The board can be read all the same. The next opening tries again.
    if (!(cause instanceof StoreError)) throw cause
  }
}
