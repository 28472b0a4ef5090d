import { onTestFinished } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { OpenBoardOptions } from '#client/model/board-base.ts'
import type { Platform } from '#client/model/platform/platform.ts'
import type { StoredSession } from '#client/model/memory/sessions.ts'
import { createMemoryCopies } from './memory-copies.ts'
import type { TestBoard } from './relay-server.ts'
import { openModelOnSockets, say } from './model-on-sockets.ts'

export { say }

/** The client's own model, on real sockets, with a browser's store; closed with the test. */
export function openModel(
  url: string,
  session: StoredSession,
  world: Partial<Platform> = {},
  work?: OpenBoardOptions['work'],
): BoardModel {
  const model = openModelOnSockets(url, session, { openBrowserCopy: createMemoryCopies(), ...world }, work)
  onTestFinished(model.close)
  return model
}

/** A model whose connection never opens: for rules that need no server. */
export function openModelAlone(
  session: Partial<StoredSession> = {},
  world: Partial<Platform> = {},
  work?: OpenBoardOptions['work'],
): BoardModel {
  return openModel(
    'http://nowhere',
    {
      session: 'secret',
      board: 'b1',
      title: 'Purpose',
      language: 'en',
      role: 'participant',
      participant: { id: 'ada', name: 'Ada', colour: 0 },
      ...session,
    },
    { webSocket: NeverOpen as unknown as typeof WebSocket, ...world },
    work,
  )
}

class NeverOpen {
  readonly readyState = 0
  close(): void {}
}

/** A new participant's session on a board of the relay; the server's hello names the person. */
export async function sessionOn(board: TestBoard): Promise<StoredSession> {
  return {
    session: await board.token(),
    board: board.id,
    title: '',
    language: 'en',
    role: 'participant',
    participant: { id: 'unknown', name: '', colour: 0 },
  }
}
