import type { Seat } from '#tests/bench/relay/load-person.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { seatAt } from '#tests/bench/relay/seat.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'

/** Participants' seats, each with a session of its own. */
export async function seatsAt(
  server: StandaloneServer,
  board: CreatedBoard,
  count: number,
): Promise<readonly Seat[]> {
  return Promise.all(Array.from({ length: count }, async () => seatAt(server, board)))
}
