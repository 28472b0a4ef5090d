import { photoSideLimit } from '#shared/board/photo.ts'

/** Smaller files of these types go as they are: the server takes them, and would not make them much smaller. Taste. */
const smallBytes = 1_500_000
const takenTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** Nothing shines through a photograph. Safari writes no WebP: it would make a PNG, ten times as large. */
const photographTypes = ['image/jpeg', 'image/heic', 'image/heif']

/** Of the 12 megapixels of a phone's photograph the board shows three at most: some 0.6 MB instead of 5. */
const quality = 0.86

/**
 * A picture no larger than the board keeps, in a type that the server takes; as it is when it is small already, or when
 * this browser cannot read it. What is drawn anew has lost where and when it was taken, too.
 */
export async function shrinkPicture(picture: Blob): Promise<Blob> {
  const bitmap = await read(picture)
  if (!bitmap) return picture
  const longest = Math.max(bitmap.width, bitmap.height)
  const isTaken = takenTypes.includes(picture.type)
  if (isTaken && picture.size <= smallBytes && longest <= photoSideLimit) {
    bitmap.close()
    return picture
  }
  const shrink = Math.min(1, photoSideLimit / longest)
  const type = photographTypes.includes(picture.type) ? 'image/jpeg' : 'image/webp'
  const drawn = await draw(bitmap, shrink, type)
  bitmap.close()
  return drawn && (drawn.size < picture.size || !isTaken) ? drawn : picture
}

async function read(picture: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(picture, { imageOrientation: 'from-image' })
  } catch {
    // Not a picture to this browser; the server has the last word.
    return undefined
  }
}

async function draw(bitmap: ImageBitmap, shrink: number, type: string): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * shrink))
  canvas.height = Math.max(1, Math.round(bitmap.height * shrink))
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  // A phone's memory is given back at once, not when somebody collects it.
  canvas.width = 0
  return drawn ?? undefined
}
