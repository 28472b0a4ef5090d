import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Photo } from '#shared/board/photo.ts'
import type { Size } from '#shared/geometry/rect.ts'

/** Pictures as they are printed: each as small as its place allows, and once however often it is printed alike. */
export interface Pictures {
  /** The name of a file for the template; undefined when there are no bytes, or none that can be read. */
  readonly print: (photo: Photo, how: HowPrinted) => Promise<string | undefined>
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface HowPrinted {
  /** Pixels. */
  readonly size: Size
  /** cover: cut to the shape of its place; inside: whole. */
  readonly fit: 'cover' | 'inside'
  /** The paper that is seen through it. */
  readonly paper: string
}

/** As fine as an office printer shows, on pictures hard to tell from better. Taste. */
const quality = 80

/** `folder` has the bytes, each in a file with the picture's id for a name. */
export function openPictures(folder: string | undefined): Pictures {
  const files = new Map<string, Uint8Array>()
  const known = new Map<string, Promise<string | undefined>>()

  async function draw({ id }: Photo, { size, fit, paper }: HowPrinted): Promise<string | undefined> {
    if (folder === undefined) return undefined
    try {
      const bytes = await readFile(join(folder, id))
      const data = await sharp(bytes)
        .resize({ ...size, fit, withoutEnlargement: true })
        .flatten({ background: paper })
        .jpeg({ quality })
        .toBuffer()
      const name = `picture-${files.size}.jpg`
      files.set(name, data)
      return name
    } catch {
      // One picture that is no longer kept, or is damaged, does not keep people from their file.
      return undefined
    }
  }

  return {
    files,
    print: async (photo, how) => {
      const key = JSON.stringify([photo.id, how])
      let name = known.get(key)
      if (!name) known.set(key, (name = draw(photo, how)))
      return name
    },
  }
}
