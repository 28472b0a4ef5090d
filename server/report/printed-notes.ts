import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { signaturePlace } from '#shared/board/signatures.ts'
import { tintColours, markColours, signColours } from '#shared/board/tint-colours.ts'
import { baseline, lineHeight, noteMargin } from '#shared/text/layout.ts'
import { photoFrame } from '#shared/text/photo-note.ts'
import type { BoardSnapshot } from '../board-file/snapshot.ts'
import { wordsIn } from './board-words.ts'
import { printable } from '#shared/text/printable.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Size } from '#shared/geometry/rect.ts'

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

/** Photos for print, each as small as its place allows. Equal uses of a photo share one file. */
export interface PrintedPhotos {
  /** Name of a file for the template; undefined without readable bytes. */
  readonly print: (photo: Photo, frame: PhotoFrame) => Promise<string | undefined>
  readonly files: ReadonlyMap<string, Uint8Array>
}

interface PhotoFrame {
  /** In pixels. */
  readonly size: Size
  /** cover: cut to the shape of its place. inside: whole. */
  readonly fit: 'cover' | 'inside'
  /** Colour of the paper behind transparent parts. */
  readonly paper: string
}

/** As fine as an office printer shows. Hard to tell from better quality. Not measured. */
const quality = 80

/** `folder` has the photos, each in a file named by its id. */
export function openPrintedPhotos(folder: string | undefined): PrintedPhotos {
  const files = new Map<string, Uint8Array>()
  const known = new Map<string, Promise<string | undefined>>()

  async function draw({ id }: Photo, { size, fit, paper }: PhotoFrame): Promise<string | undefined> {
    if (folder === undefined) return undefined
    try {
      const bytes = await readFile(join(folder, id))
      const data = await sharp(bytes)
        .resize({ ...size, fit, withoutEnlargement: true })
        .flatten({ background: paper })
        .jpeg({ quality })
        .toBuffer()
      const name = `photo-${files.size}.jpg`
      files.set(name, data)
      return name
    } catch {
      // A photo that is lost or damaged must not stop the export.
      return undefined
    }
  }

  return {
    files,
    print: async (photo, frame) => {
      const key = JSON.stringify([photo.id, frame])
      let name = known.get(key)
      if (!name) known.set(key, (name = draw(photo, frame)))
      return name
    },
  }
}
