import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { photoSideLimit, type Photo } from '#shared/board/photo.ts'
import { redrawPhoto, isPlainPhoto } from '../photos/redraw-photo.ts'
import { boardOf, parseBoardFile, unplayable, type IsPlayable, type ReadKeptStates } from './board-import.ts'
import type { ImportedBoard, ImportJob } from './renderer.ts'
import { photoHash } from '../basics/hashes.ts'

/** Largest photo that the server makes. */
const maxPixels = photoSideLimit ** 2
/**
 * Pixels of all photos in a file: a third more than an exported file can have. Redrawing a photo counts ten times as much
 * as reading one that the server made, so that a file full of costly photos does not delay other people's tasks.
 */
const maxPixelsOfFile = 2_500_000_000
const redrawCost = 10

/**
 * Reads an uploaded board file. Its photos are not trusted: a photo that the server would not have made is redrawn and
 * gets another id. Photos beyond the limit are left out.
 */
export async function importBoard(
  { path, photos: folder }: Extract<ImportJob, { kind: 'import' }>,
  pixels = maxPixelsOfFile,
  isPlayable: IsPlayable = () => false,
  readKeptStates?: ReadKeptStates,
): Promise<ImportedBoard> {
  const parsed = parseBoardFile(await readFile(path))
  if (!parsed.ok) return parsed
  const { file } = parsed
  if (file.agenda && !isPlayable(file.agenda.template)) return unplayable
  const known = new Map<string, Photo>()
  let left = pixels
  for (const id of new Set(file.notes.flatMap(({ photo }) => photo?.id ?? []))) {
    const sent = file.photos?.[id]
    if (!sent) continue
    const bytes = Buffer.from(sent.data, 'base64')
    const cost = isPlainPhoto(bytes) ? 1 : redrawCost
    if (left < maxPixels * cost) continue
    const result = await redrawPhoto(bytes, { pixels: maxPixels, keepsPlain: true })
    // An unreadable photo may have cost as much as a readable one.
    left -= cost * (result.ok ? result.photo.width * result.photo.height : maxPixels)
    if (!result.ok) continue
    const { width, height, data } = result.photo
    const kept = photoHash(data)
    await writeFile(join(folder, kept), data)
    known.set(id, { id: kept, width, height })
  }
  return boardOf(file, {
    photoOf: (named) => {
      const photo = known.get(named.id)
      return photo && { ...named, ...photo }
    },
    isPlayable,
    readKeptStates,
    isForeign: true,
  })
}
