import { signaturePlace } from '#shared/board/signatures.ts'
import { tintColours, markColours, signColours } from '#shared/board/tint-colours.ts'
import { baseline, lineHeight, noteMargin } from '#shared/text/layout.ts'
import { photoFrame } from '#shared/text/photo-note.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { wordsIn } from './board-words.ts'
import type { PrintedPhotos } from './printed-photos.ts'
import { printable } from '#shared/text/printable.ts'

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

/** Files of the notes' photos, by note, as fine as their place on paper needs. */
export async function printNotePhotos(
  { notes }: BoardSnapshot,
  printed: PrintedPhotos,
  dotsPerUnit: number,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const { id, text, tint, photo } of notes) {
    if (!photo) continue
    const { width, height } = photoFrame(printable(text))
    const size = { width: Math.ceil(width * dotsPerUnit), height: Math.ceil(height * dotsPerUnit) }
    const file = await printed.print(photo, { size, fit: 'cover', paper: tintColours[tint] })
    if (file !== undefined) files.set(id, file)
  }
  return files
}

/** Everything that people wrote on the board, for the fonts that it needs. */
export function writtenOn(board: BoardSnapshot): string {
  const { title, notes, clusters } = board
  const texts = notes.flatMap(({ text, signature = '' }) => [text, signature])
  return [...texts, title, ...clusters.map((cluster) => cluster.title), ...wordsIn(board)].join('\n')
}
