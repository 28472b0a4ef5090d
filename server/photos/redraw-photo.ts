import sharp, { type Sharp } from 'sharp'
import { photoSideLimit } from '#shared/board/photo.ts'
import { kindOf, typeOfStored, type PhotoType } from '../basics/photo-kind.ts'
import { isPlainPhoto } from './plain-photo.ts'

/** A photo drawn again from its pixels, without anything else of the uploaded file. */
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

// A file that begins like one format and goes on as another meets no decoder but these four.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
})
// One photo at a time, on one thread: the other processors are the relay's.
sharp.concurrency(1)
sharp.cache(false)

/** Six times the slowest photo (measured: 49 megapixels of interlaced PNG take 1.5 s). */
const timeoutSeconds = 10
/** Photographs look like the original at 100 %. Some 0.4 MB at the longest side. Not measured. */
const quality = 82
/** Red, green, blue and alpha, of eight bits each. */
const plainChannels = 4
/** A photo that we drew is never larger, except for noise. */
const plainBytes = 4 * 1024 * 1024

export interface RedrawLimits {
  /** Largest width times height, for eight bits a colour. Checked before anything is decoded. */
  readonly pixels: number
  /** Longest side of the result. */
  readonly side?: number | undefined
  /** Takes a photo that we could have drawn as it is, so that an exported photo is imported unchanged. */
  readonly keepsPlain?: boolean
}

/**
 * Decodes an uploaded file. Call it in a process of its own, never in the relay's. Only the first frame of an
 * animation is decoded.
 */
export async function redrawPhoto(bytes: Uint8Array, limits: RedrawLimits): Promise<RedrawResult> {
  const kind = kindOf(bytes)
  if (kind === 'drawing') return { ok: false, problem: 'drawing' }
  if (kind === undefined) return { ok: false, problem: 'unreadable' }
  try {
    // Reads the header alone.
    const { width, height, channels, depth } = await sharp(bytes, { limitInputPixels: false }).metadata()
    // Deep colours count double, as in memory. No phone makes them.
    const weight = (channels * (depth === 'uchar' ? 1 : 2)) / plainChannels
    if (width * height * Math.max(1, weight) > limits.pixels) return { ok: false, problem: 'too_many_pixels' }
    const isAsItIs =
      limits.keepsPlain === true &&
      bytes.byteLength <= plainBytes &&
      Math.max(width, height) <= photoSideLimit &&
      isPlainPhoto(bytes)
    if (!isAsItIs) return { ok: true, photo: await drawAgain(bytes, limits) }
    // Decoding alone is a third of the work, and finds the same faults.
    await open(bytes, limits.pixels).raw().toBuffer()
    return { ok: true, photo: { type: typeOfStored(bytes), width, height, data: bytes } }
  } catch {
    // The file is at fault: damaged, cut off, or hostile.
    return { ok: false, problem: 'unreadable' }
  }
}

function open(bytes: Uint8Array, pixels: number): Sharp {
  return sharp(bytes, { limitInputPixels: pixels, failOn: 'error', autoOrient: true }).timeout({
    seconds: timeoutSeconds,
  })
}

async function drawAgain(
  bytes: Uint8Array,
  { pixels, side = photoSideLimit }: RedrawLimits,
): Promise<RedrawnPhoto> {
  const { data, info } = await open(bytes, pixels)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const drawn = sharp(data, { raw: { width, height, channels } })
  const isOpaque = (await drawn.stats()).isOpaque
  const encoded = isOpaque ? drawn.removeAlpha().jpeg({ quality }) : drawn.webp({ quality })
  return { type: isOpaque ? 'image/jpeg' : 'image/webp', width, height, data: await encoded.toBuffer() }
}
