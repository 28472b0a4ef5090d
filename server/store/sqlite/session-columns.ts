/** The columns of `SessionRow`. */
export const sessionColumns = 'hash, board, role, link, participant, name, colour, created'

/** Values of `has_ended`: the session was signed out, or its person is still here in another one. */
export const endedForGood = 1
/** It ended together with its link. Its person may come back by the next link as the same person. */
export const endedWithLink = 2
