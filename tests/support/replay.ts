import { expect } from 'vitest'
import type { ReplayStep } from '#shared/board/replay.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { ServerClient } from './server.ts'

export interface ReadReplay {
  readonly index: Replay
  readonly steps: readonly ReplayStep[]
}

/** All of a board's replay, as a page reads it. */
export async function replayOf(
  server: ServerClient,
  board: CreatedBoard,
  session: string,
): Promise<ReadReplay> {
  const { unread, ...read } = await readableReplayOf(server, board, session)
  expect(unread).toEqual([])
  return read
}

/** The readable part of a replay, and the ids of its unreadable pages. */
export async function readableReplayOf(
  server: ServerClient,
  board: CreatedBoard,
  session: string,
): Promise<ReadReplay & { readonly unread: readonly number[] }> {
  const path = `/api/boards/${board.id}/replay`
  const answer = await server.ask('GET', path, undefined, session)
  expect(answer.status).toBe(200)
  const index = answer.body as Replay
  const steps: ReplayStep[] = []
  const unread: number[] = []
  for (const { id } of index.pages) {
    const page = await server.ask('GET', `${path}/${id}`, undefined, session)
    if (page.status === 200) steps.push(...(page.body as ReplayStep[]))
    else unread.push(id)
  }
  return { index, steps, unread }
}
