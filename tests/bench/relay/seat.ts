import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { subprotocol } from '#shared/wire/message.ts'
import { Role } from '#shared/workshop/role.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'
import type { Seat } from './load-person.ts'

/** A seat on the board for somebody new, to be taken with `joinAs`: the least work for this process. */
export async function seatAt(
  server: StandaloneServer,
  board: CreatedBoard,
  role: Role = Role.participant,
): Promise<Seat> {
  return seatOf(server, board, await server.join(board, role))
}

export function seatOf(
  { process: { port } }: { readonly process: { readonly port: number } },
  { id }: Pick<CreatedBoard, 'id'>,
  { session, participant }: Pick<CreatedSession, 'session' | 'participant'>,
): Seat {
  return { port, path: `/ws/${id}`, protocols: [subprotocol, session], participant: participant.id }
}
