import type { Desk } from '#server/contracts/desk.ts'
import { ErrorCode } from '#shared/wire/error.ts'

/** No rounds, no ballots: for tests of the relay alone. */
export const stubDesk: Desk = {
  boardOpened: async () => {},
  boardClosed: () => {},
  joined: async () => {},
  left: () => {},
  ballotsOf: async () => [],
  command: async (_board, _session, { key }) => ({
    key,
    ok: false,
    code: ErrorCode.unknownRound,
    message: 'There are no rounds here.',
  }),
}
