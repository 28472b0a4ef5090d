import type { Desk } from '#server/activities/create-desk.ts'
import { ErrorCode } from '#shared/wire/error.ts'

/** No votes and no private writing: for tests of the relay alone. */
export const noActivities: Desk = {
  opened: async () => {},
  closed: () => {},
  joined: async () => {},
  left: () => {},
  privateHello: async () => ({ ballots: [] }),
  command: async (_board, _session, { key }) => ({
    key,
    ok: false,
    code: ErrorCode.unknownRound,
    message: 'There are no rounds here.',
  }),
}
