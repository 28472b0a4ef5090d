import { WebSocket as NodeWebSocket } from 'ws'
import { workCode } from '#client/model/work-code.ts'
import type { OpenBoardOptions } from '#client/model/board-base.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import type { Say } from '#client/model/basics/model-messages.ts'
import type { StoredSession } from '#client/model/memory/sessions.ts'
import { openBoard } from '#client/model/open-board.ts'
import { browserPlatform, type Platform } from '#client/model/platform/platform.ts'
import { serverIsThere } from './fake-sockets.ts'

/** Names the sentence and its values, so that a test needs no catalogue. */
export const say: Say = (sentence, values) => (values ? `${sentence} ${JSON.stringify(values)}` : sentence)

/** The client's own model, on real sockets. It keeps nothing between visits unless `world` brings a store. */
export function openModelOnSockets(
  url: string,
  session: StoredSession,
  world: Partial<Platform> = {},
  work: OpenBoardOptions['work'] = workCode,
): BoardModel {
  return openBoard({
    session,
    measure: (text, size) => text.length * size * 0.5,
    say,
    work,
    platform: {
      ...browserPlatform(),
      address: url.replace(/^http/u, 'ws'),
      webSocket: NodeWebSocket as unknown as typeof WebSocket,
      seek: serverIsThere,
      ...world,
    },
  })
}
