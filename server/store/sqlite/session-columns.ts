import type { SessionRow } from '../../contracts/sessions.ts'

/** The columns of `SessionRow`. */
export const sessionColumns = 'hash, board, role, link, participant, name, colour, created'

/** The same, and whether the person takes part although they lead. */
export const readColumns = `${sessionColumns}, EXISTS (
  SELECT 1 FROM taking_part AS part WHERE part.board = sessions.board AND part.participant = sessions.participant
) AS takes_part`

export function asSessionRow(row: Readonly<Record<string, unknown>>): SessionRow {
  const { takes_part: takesPart, ...others } = row
  return { ...(others as unknown as SessionRow), ...(takesPart === 1 && { takesPart: true }) }
}

/** Values of `has_ended`: the session was signed out, or its person is still here in another one. */
export const endedForGood = 1
/** It ended together with its link. Its person may come back by the next link as the same person. */
export const endedWithLink = 2
