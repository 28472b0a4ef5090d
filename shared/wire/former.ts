/** Ended sessions that a browser may name. Enough for a day of links that are often switched off. Not measured. */
export const formerLimit = 20
