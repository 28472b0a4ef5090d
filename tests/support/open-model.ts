import { onTestFinished } from 'vitest'
import { WebSocket as NodeWebSocket } from 'ws'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { createBoardWork } from '#client/model/commands/board-work.ts'
import type { WorkCode } from '#client/model/commands/late-work.ts'
import { openBoard } from '#client/model/open-board.ts'
import { browserPlatform, type Platform } from '#client/model/platform/platform.ts'
import type { Say } from '#client/model/basics/model-messages.ts'
import type { StoredSession } from '#client/model/memory/sessions.ts'
import { createMemoryCopies } from './memory-copies.ts'
import type { TestBoard } from './relay-server.ts'
import { serverIsThere } from './fake-sockets.ts'

/** Names the sentence and its values, so that a test needs no catalogue. */
export const say: Say = (sentence, values) => (values ? `${sentence} ${JSON.stringify(values)}` : sentence)

/** The client's own model, on real sockets; closed with the test. */
export function openModel(
  url: string,
  session: StoredSession,
  world: Partial<Platform> = {},
  work: WorkCode = createBoardWork,
): BoardModel {
  const model = openBoard({
    session,
    measure: (text, size) => text.length * size * 0.5,
    say,
    work,
    platform: {
      ...browserPlatform(),
      address: url.replace(/^http/u, 'ws'),
      webSocket: NodeWebSocket as unknown as typeof WebSocket,
      seek: serverIsThere,
      openBrowserCopy: createMemoryCopies(),
      ...world,
    },
  })
  onTestFinished(model.close)
  return model
}

/** A model whose connection never opens: for rules that need no server. */
export function openModelAlone(
  session: Partial<StoredSession> = {},
  world: Partial<Platform> = {},
  work?: WorkCode,
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
