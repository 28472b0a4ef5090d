/** Side of a note's square, in board units. A text too long for the smallest type makes the note taller. */
export const noteSide = 200
