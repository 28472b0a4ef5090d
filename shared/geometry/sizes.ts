/** Room between notes in a layout: the style's third spacing step. */
export const packingGap = 24

/** Width by height of the room between the bars of a 16:10 screen; most screens are of that shape or a little wider. */
export const pageAspect = 1.8

/** Side of a note's square, in board units. A text too long for the smallest type makes the note taller. */
export const noteSide = 200

/** Words without paper: so large, and as wide as a short headline. Board units, after the mock-up. */
export const bareText = { fontSize: 26, width: 320 } as const
