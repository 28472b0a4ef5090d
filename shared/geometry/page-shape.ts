/** Room between notes in a layout: the style's third spacing step. */
export const packingGap = 24

/** Width by height of the room between the bars of a 16:10 screen; most screens are of that shape or a little wider. */
export const pageAspect = 1.8
