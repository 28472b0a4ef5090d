/** The kind of a file by its content. Its name and media type are not trusted. */
export type PhotoKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'drawing'

/**
 * Undefined for a file that begins like no image. Vector drawings have a kind, so that people hear the
 * reason.
 */
export function kindOf(bytes: Uint8Array): PhotoKind | undefined {
  // ITU-T T.81, ISO 15948, GIF89a, RFC 9649.
  if (beginsWith(bytes, 'ff d8 ff')) return 'jpeg'
  if (beginsWith(bytes, '89 50 4e 47 0d 0a 1a 0a')) return 'png'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headBytes))
  const words = head.toString('latin1')
  if (/^GIF8[79]a/.test(words)) return 'gif'
  if (/^RIFF[^]{4}WEBP/.test(words)) return 'webp'
  // UTF-16 has a zero byte beside every letter. A comment or a document type may come before the element.
  const isMarkup = /^\s*</.test(words.replaceAll(/[\0\u00EF\u00BB\u00BF\u00FE\u00FF]/g, ''))
  return isMarkup && /<(?:[\w-]+:)?svg\b/i.test(words.replaceAll('\0', '')) ? 'drawing' : undefined
}

/** JPEG, or WebP for photos with transparency. */
export const photoTypes = ['image/jpeg', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

/** The type of a stored photo. */
export function typeOfStored(bytes: Uint8Array): PhotoType {
  return kindOf(bytes) === 'webp' ? 'image/webp' : 'image/jpeg'
}

/** How far to look for the first element of an SVG. */
const headBytes = 4_096

function beginsWith(bytes: Uint8Array, hex: string): boolean {
  return hex.split(' ').every((byte, place) => bytes[place] === Number.parseInt(byte, 16))
}
