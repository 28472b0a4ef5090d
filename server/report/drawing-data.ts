import { signaturePlace } from '#shared/board/signatures.ts'
import { markColours, signColours, tintColours } from '#shared/board/tint-colours.ts'
import { baseline, lineHeight, noteMargin } from '#shared/text/layout.ts'

/** Colours and measures of notes for the templates: see board-items.typ. */
export const drawingData = {
  tints: tintColours,
  marks: markColours,
  signs: signColours,
  baseline,
  lineHeight,
  noteMargin,
  signaturePlace,
}
