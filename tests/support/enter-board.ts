import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
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
