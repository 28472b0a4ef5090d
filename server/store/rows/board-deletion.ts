import { setTimeout as pause } from 'node:timers/promises'
import { StoreError } from '../../contracts/store-error.ts'
import type { StoreClient } from './store-client.ts'

/** A disk that is full for an hour is not asked all the time. Not measured. */
const retryMs = 2_000

/**
 * Deletes a board. A large one goes slice by slice, so that other requests have their turns. Nobody can open the board
 * after the first slice. A later failure is therefore not the caller's: the rest is deleted in the background.
 */
export async function deleteBoard(client: StoreClient, board: string): Promise<void> {
  if (await client.operations.beginDeletion(board)) return
  try {
    await deleteRest(client, board)
  } catch (error) {
    void deleteInBackground(client, board, error)
  }
}

/** Deletes the boards whose copying or deletion a crash interrupted. Damage in one keeps no other. */
export async function deleteUnfinished(client: StoreClient): Promise<void> {
  for (const board of await client.operations.unfinishedBoards()) {
    await deleteBoard(client, board).catch((error: unknown) => {
      // Another server is making or deleting it.
      const isElsewhere = error instanceof StoreError && error.kind === 'fenced'
      if (!client.hasEnded && !isElsewhere)
        client.warn(`deleting board ${board}, which was half copied or half deleted: ${String(error)}`)
    })
  }
}

async function deleteRest({ operations }: StoreClient, board: string): Promise<void> {
  while (await operations.deleteSlice(board));
  await operations.deleteBoard(board)
}

/** Retries while the disk refuses. After any other failure, the next start tries again. */
async function deleteInBackground(client: StoreClient, board: string, problem: unknown): Promise<void> {
  if (client.hasEnded) return
  client.warn(`deleting the rest of board ${board}: ${String(problem)}`)
  for (let error = problem; error instanceof StoreError && error.kind === 'disk';) {
    await pause(retryMs, undefined, { ref: false })
    if (client.hasEnded) return
    try {
      return await deleteRest(client, board)
    } catch (again) {
      error = again
    }
  }
}
