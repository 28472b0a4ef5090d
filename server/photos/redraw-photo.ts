import sharp, { type Sharp } from 'sharp'
import { photoSideLimit } from '#shared/board/photo.ts'
import { kindOf, typeOfStored, type PhotoType } from '../basics/photo-kind.ts'

/** A photo drawn again from its pixels, without anything else of the uploaded file. */
interface RedrawnPhoto {
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

interface RedrawLimits {
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

/**
 * True for a JPEG or WebP without anything but image data: no metadata, no comment, no profile, nothing after
 * its end. It may still be undecodable.
 */
export function isPlainPhoto(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return isPlainJpeg(file) || isPlainWebp(file)
}

/** ITU-T T.81, table B.1. */
const Marker = { start: 0xd8, end: 0xd9, scan: 0xda, jfif: 0xe0 } as const
/** Tables (DHT, DQT, DRI) and the frames of baseline and progressive images. */
const drawing: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, 0xc0, 0xc2])
/** JFIF 1.02 without a thumbnail. */
const jfifBytes = 16

function isPlainJpeg(file: Buffer): boolean {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xff00 + Marker.start) return false
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return false
    const marker = file[at + 1] ?? 0
    const length = file.readUInt16BE(at + 2)
    if (marker === Marker.jfif) {
      if (length !== jfifBytes || file.toString('latin1', at + 4, at + 9) !== 'JFIF\0') return false
    } else if (marker !== Marker.scan && !drawing.has(marker)) return false
    at += 2 + length
    if (marker !== Marker.scan) continue
    at = endOfScan(file, at)
    if (file[at + 1] === Marker.end) return at + 2 === file.length
  }
  return false
}

/** In a scan, 0 follows 0xff, unless it begins a restart marker. */
function endOfScan(file: Buffer, from: number): number {
  let at = from
  for (;;) {
    at = file.indexOf(0xff, at)
    if (at < 0) return file.length
    const next = file[at + 1] ?? 0
    if (next !== 0 && (next & 0xf8) !== 0xd0) return at
    at += 2
  }
}

const chunks: ReadonlySet<string> = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L'])
/** In VP8X: reserved bits, profile, EXIF, XMP and animation. Only alpha is left out. RFC 9649, 2.7. */
const otherThanAlpha = 0xef

function isPlainWebp(file: Buffer): boolean {
  if (file.length < 20 || file.readUInt32LE(4) !== file.length - 8) return false
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') return false
  let at = 12
  while (at + 8 <= file.length) {
    const name = file.toString('latin1', at, at + 4)
    if (!chunks.has(name)) return false
    if (name === 'VP8X' && ((file[at + 8] ?? 0) & otherThanAlpha) !== 0) return false
    const length = file.readUInt32LE(at + 4)
    at += 8 + length + (length % 2)
  }
  return at === file.length
}
