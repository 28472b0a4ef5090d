import { photoSideLimit } from '#shared/board/photo.ts'

/** Smaller files of these types are sent as they are: shrinking would not gain much. Not measured. */
const smallBytes = 1_500_000
const takenTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** Photographs are not transparent. Safari writes no WebP: it would make a PNG, ten times as large. */
const photographTypes = ['image/jpeg', 'image/heic', 'image/heif']

/** The board shows at most three of the 12 megapixels of a phone's photograph: some 0.6 MB instead of 5. */
const quality = 0.86

/**
 * Shrinks a photo to the size that the board keeps, in a type that the server takes. Returns the file itself when it is
 * small already or this browser cannot read it. A shrunk photo no longer says where and when it was taken.
 */
export async function shrinkPhoto(picture: Blob): Promise<Blob> {
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
    // This browser cannot read it; the server decides.
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
  // Frees a phone's memory at once instead of at the next garbage collection.
  canvas.width = 0
  return drawn ?? undefined
}
