import type * as Y from 'yjs'
import type { ActivityTools } from '../contracts/activity.ts'
import type { DraftKey } from '../contracts/drafts.ts'
import { StoreError } from '../contracts/store-error.ts'

/** Number of desks opened at a time. Each is a request to the store, and those of a group share its transactions. */
export const desksAtOnce = 64

/** Everybody with a desk, present or not. */
export async function desksOf(
  board: string,
  { draftRows, drafts }: Pick<ActivityTools, 'draftRows' | 'drafts'>,
): Promise<readonly DraftKey[]> {
  const stored = await draftRows.draftOwnersOf(board)
  const inMemory = drafts.inMemory().filter((key) => key.board === board)
  const participants = new Set([...stored, ...inMemory].map(({ participant }) => participant))
  return [...participants].map((participant) => ({ board, participant }))
}

/** Undefined for a desk that cannot be read: it does not stop the others. The log says what it goes without. */
export async function readDesk<Result>(
  key: DraftKey,
  read: (desk: Y.Doc) => Result,
  without: string,
  { drafts, log }: Pick<ActivityTools, 'drafts' | 'log'>,
): Promise<Result | undefined> {
  try {
    return await drafts.withDrafts(key, async (desk) => desk.read(read))
  } catch (cause) {
    if (cause instanceof StoreError) throw cause
    log.error({ board: key.board, err: cause }, `a desk could not be opened; ${without}`)
    return undefined
  }
}
