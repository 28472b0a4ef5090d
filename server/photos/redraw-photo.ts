import sharp, { type Sharp } from 'sharp'
import { photoSideLimit } from '#shared/board/photo.ts'
import { kindOf, typeOfStored, type PhotoType } from '../basics/photo-kind.ts'
import { isPlainPhoto } from './plain-photo.ts'

/**
 * Decodes what people send: for processes of their own alone, never the relay's. What comes out has been drawn anew
 * from pixels, and has nothing else of the file in it.
 */
export interface RedrawnPhoto {
  readonly type: PhotoType
  /** Pixels, upright. */
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export type PhotoProblem = 'drawing' | 'unreadable' | 'too_many_pixels'
export type RedrawResult =
  | { readonly ok: true; readonly photo: RedrawnPhoto }
  | { readonly ok: false; readonly problem: PhotoProblem }

// Whatever begins like one format and goes on as another meets no decoder but these four.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})
// One picture at a time, on one thread: the other processors are the relay's.
sharp.concurrency(1)
sharp.cache(false)

/** Six times what the slowest picture took here (49 megapixels of interlaced PNG: 1.5 s). */
const timeoutSeconds = 10
/** On photographs hard to tell from the original at 100 %; some 0.4 MB at the longest side. Taste. */
const quality = 82
/** Red, green, blue and how much is seen through, of eight bits each. */
const plainChannels = 4
/** A picture of our own making is never larger, noise excepted. */
const plainBytes = 4 * 1024 * 1024

export interface RedrawLimits {
  /** Width times height of eight bits a colour, before anything is decoded. */
  readonly pixels: number
  /** Take a picture that we could have made as it is, so that what was exported is imported as it was. */
  readonly keepsPlain?: boolean
}

/** What is to be stored of a file, or why nothing is. Only the first frame of an animation is looked at. */
export async function redrawPhoto(bytes: Uint8Array, limits: RedrawLimits): Promise<RedrawResult> {
  const kind = kindOf(bytes)
  if (kind === 'drawing') return { ok: false, problem: 'drawing' }
  if (kind === undefined) return { ok: false, problem: 'unreadable' }
  try {
    // Reads the header alone.
    const { width, height, channels, depth } = await sharp(bytes, { limitInputPixels: false }).metadata()
    // Deep colours count double: they take as much memory, and no telephone has them.
    const weight = (channels * (depth === 'uchar' ? 1 : 2)) / plainChannels
    if (width * height * Math.max(1, weight) > limits.pixels) return { ok: false, problem: 'too_many_pixels' }
    const isAsItIs =
      limits.keepsPlain === true &&
      bytes.byteLength <= plainBytes &&
      Math.max(width, height) <= photoSideLimit &&
      isPlainPhoto(bytes)
    if (!isAsItIs) return { ok: true, photo: await drawnAnew(bytes, limits.pixels) }
    // A third of the work, and as much is found out about it.
    await open(bytes, limits.pixels).raw().toBuffer()
    return { ok: true, photo: { type: typeOfStored(bytes), width, height, data: bytes } }
  } catch {
    // Whatever a decoder stumbles over is the file's fault: damaged, cut off, or made to be.
    return { ok: false, problem: 'unreadable' }
  }
}

function open(bytes: Uint8Array, pixels: number): Sharp {
  return sharp(bytes, { limitInputPixels: pixels, failOn: 'error', autoOrient: true }).timeout({
    seconds: timeoutSeconds,
  })
}

async function drawnAnew(bytes: Uint8Array, pixels: number): Promise<RedrawnPhoto> {
  const { data, info } = await open(bytes, pixels)
    .resize({ width: photoSideLimit, height: photoSideLimit, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const drawn = sharp(data, { raw: { width, height, channels } })
  const isOpaque = (await drawn.stats()).isOpaque
  const encoded = isOpaque ? drawn.removeAlpha().jpeg({ quality }) : drawn.webp({ quality })
  return { type: isOpaque ? 'image/jpeg' : 'image/webp', width, height, data: await encoded.toBuffer() }
}
