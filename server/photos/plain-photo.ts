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
