import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'
import { PDFiumLibrary } from '@hyzyla/pdfium'

/** Longest side of the image. Every phone and chat still takes it. */
const maxSide = 4_096

/** The first page of a PDF as an image. */
export async function pngOf(pdf: Uint8Array): Promise<Uint8Array> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const page = document.getPage(0)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  // Half a pixel more: the library rounds the sides down, before and after.
  const scale = (maxSide + 0.5) / Math.floor(Math.max(originalWidth, originalHeight))
  const image = await page.render({ scale, render: (bitmap) => encodePng(bitmap) })
  document.destroy()
  library.destroy()
  return image.data
}

interface Bitmap {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

const compress = promisify(deflate)

/** PNG (ISO 15948), 8-bit RGB. The page is opaque and needs no alpha. */
async function encodePng({ data, width, height }: Bitmap): Promise<Uint8Array> {
  const stride = width * 3 + 1
  const rows = Buffer.alloc(stride * height)
  let from = 0
  for (let row = 0; row < height; row += 1) {
    // Each row begins with the number of its filter. 0 is none: flat colours compress well enough.
    let to = row * stride + 1
    for (let column = 0; column < width; column += 1) {
      rows[to] = data[from] ?? 0
      rows[to + 1] = data[from + 1] ?? 0
      rows[to + 2] = data[from + 2] ?? 0
      from += 4
      to += 3
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', await compress(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
