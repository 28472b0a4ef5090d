import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { subprotocol } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Seat } from '../bench/relay/load-person.ts'
import { connectClient, type SocketClient } from './socket-client.ts'
import type { StandaloneServer } from './standalone-server.ts'

/** Somebody new on the board, who has all of it. */
export async function enterBoard(
  server: StandaloneServer,
  board: CreatedBoard,
  role: Role = Role.participant,
): Promise<SocketClient> {
  const { session } = await server.join(board, role)
  const client = connectClient({ url: server.url, board: board.id, token: session })
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return client
}

/** The same with the least work for this process, to be taken with `joinAs`. */
export async function seatAt(
  server: StandaloneServer,
  board: CreatedBoard,
  role: Role = Role.participant,
): Promise<Seat> {
  return seatOf(server, board, await server.join(board, role))
}

export function seatOf(
  { process: { port } }: StandaloneServer,
  { id }: Pick<CreatedBoard, 'id'>,
  { session, participant }: Pick<CreatedSession, 'session' | 'participant'>,
): Seat {
  return { port, path: `/ws/${id}`, protocols: [subprotocol, session], participant: participant.id }
}
