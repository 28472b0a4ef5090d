import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { photoSideLimit, type Photo } from '#shared/board/photo.ts'
import { redrawPhoto } from '../photos/redraw-photo.ts'
import { isPlainPhoto } from '../photos/plain-photo.ts'
import { boardOf, parseBoardFile } from './board-import.ts'
import type { ImportedBoard, ImportJob } from './renderer.ts'
import { photoHash } from '../basics/photo-hash.ts'

/** Pictures of ours have no more. */
const mostPixels = photoSideLimit ** 2
/**
 * Pixels of all pictures in a file: a third more than fit into one that we made. Drawing a picture anew counts as ten
 * times reading one of ours, so that nobody holds up what others wait for by a file full of costly ones.
 */
const pixelsInAll = 2_500_000_000
const drawingCost = 10

/**
 * Reads a file that somebody sends. Its pictures are as little trusted as any: those that are not what we would have
 * made are drawn anew, and get another id; those that are too much are left out.
 */
export async function importBoard(
  { path, photos: folder }: Extract<ImportJob, { kind: 'import' }>,
  pixels = pixelsInAll,
): Promise<ImportedBoard> {
  const parsed = parseBoardFile(await readFile(path))
  if (!parsed.ok) return parsed
  const { file } = parsed
  const known = new Map<string, Photo>()
  let left = pixels
  for (const id of new Set(file.notes.flatMap(({ photo }) => photo?.id ?? []))) {
    const sent = file.photos?.[id]
    if (!sent) continue
    const bytes = Buffer.from(sent.data, 'base64')
    const cost = isPlainPhoto(bytes) ? 1 : drawingCost
    if (left < mostPixels * cost) continue
    const result = await redrawPhoto(bytes, { pixels: mostPixels, keepsPlain: true })
    // What cannot be read may have cost as much as what can.
    left -= cost * (result.ok ? result.photo.width * result.photo.height : mostPixels)
    if (!result.ok) continue
    const { width, height, data } = result.photo
    const kept = photoHash(data)
    await writeFile(join(folder, kept), data)
    known.set(id, { id: kept, width, height })
  }
  return boardOf(file, ({ id, alt }) => {
    const photo = known.get(id)
    return photo && { ...photo, ...(alt !== undefined && { alt }) }
  })
}
