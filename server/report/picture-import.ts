import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Photo } from '#shared/board/photo.ts'
import { readPicture } from '../photos/picture.ts'
import type { BoardFile } from './board-file.ts'
import { boardOf, parseBoardFile } from './board-import.ts'
import type { ImportedBoard, ImportJob } from './renderer.ts'
import { photoHash } from '../photos/photo-hash.ts'

/**
 * Reads a file that somebody sends. Its pictures are as little trusted as any: those that are not what we would have
 * made are drawn anew, and get another id.
 */
export async function importBoard({
  path,
  photos: folder,
  pixels,
}: Extract<ImportJob, { kind: 'import' }>): Promise<ImportedBoard> {
  const parsed = parseBoardFile(await readFile(path))
  if (!parsed.ok) return parsed
  const { file } = parsed
  const known = new Map<string, Photo>()
  for (const id of new Set(file.notes.flatMap(({ photo }) => photo?.id ?? []))) {
    const photo = await keep(id, file, folder, pixels)
    if (photo) known.set(id, photo)
  }
  return boardOf(file, ({ id, alt }) => {
    const photo = known.get(id)
    return photo && { ...photo, ...(alt !== undefined && { alt }) }
  })
}

async function keep(
  id: string,
  { photos }: BoardFile,
  folder: string,
  pixels: number,
): Promise<Photo | undefined> {
  const sent = photos?.[id]
  if (!sent) return undefined
  const result = await readPicture(Buffer.from(sent.data, 'base64'), { pixels, keepsPlain: true })
  if (!result.ok) return undefined
  const { width, height, data } = result.picture
  const kept = photoHash(data)
  await writeFile(join(folder, kept), data)
  return { id: kept, width, height }
}
