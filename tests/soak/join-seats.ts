import type { Seat } from '#tests/bench/relay/load-person.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'

/** Participants' seats, each with a session of its own. */
export async function seatsAt(
  server: StandaloneServer,
  board: CreatedBoard,
  count: number,
): Promise<readonly Seat[]> {
  const { port } = server.process
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { session, participant } = await server.join(board, Role.participant)
      return {
        port,
        path: `/ws/${board.id}`,
        protocols: ['board.v1', session],
        participant: participant.id,
      }
    }),
  )
}
