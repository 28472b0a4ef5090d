import { once } from 'node:events'
import { crc32, createDeflate } from 'node:zlib'
import { PDFiumModule } from '@hyzyla/pdfium'

/** Longest side of the image. Every phone and chat still takes it. */
const maxSide = 4_096

/** Rows drawn at a time. The whole image takes 50 MB. */
const stripRows = 512

type Pdfium = Awaited<ReturnType<typeof PDFiumModule>>

/** The first page of a PDF as an image. The library's own `render` keeps three copies of all pixels. */
export async function pngOf(pdf: Uint8Array, side = maxSide): Promise<Uint8Array> {
  const pdfium = await PDFiumModule({})
  const settings = { m_pIsolate: null, m_pUserFontPaths: null, m_v8EmbedderSlot: 0, m_pPlatform: null }
  pdfium._FPDF_InitLibraryWithConfig({ version: 2, ...settings })
  const bytes = allocate(pdfium, pdf.length)
  pdfium.HEAPU8.set(pdf, bytes)
  const document = pdfium._FPDF_LoadMemDocument(bytes, pdf.length, 0)
  const page = document === 0 ? 0 : pdfium._FPDF_LoadPage(document, 0)
  if (page === 0) throw new Error(`the page cannot be read: ${pdfium._FPDF_GetLastError()}`)
  const size = { width: pdfium._FPDF_GetPageWidth(page), height: pdfium._FPDF_GetPageHeight(page) }
  const scale = side / Math.max(size.width, size.height)
  const width = Math.max(1, Math.round(size.width * scale))
  const height = Math.max(1, Math.round(size.height * scale))
  return encodePng(width, height, stripsOf(pdfium, page, width, height))
}

/**
 * The rows of the image, some at a time, as PNG has them: a byte for the filter, and red, green and blue for each pixel.
 * PDFium draws them in this form. The filter is 0, none: flat colours compress well enough. The next rows take the place of
 * these.
 */
function* stripsOf(pdfium: Pdfium, page: number, width: number, height: number): Iterable<Uint8Array> {
  const stride = 1 + 3 * width
  const strip = allocate(pdfium, stride * stripRows)
  const copy = new Uint8Array(stride * stripRows)
  for (let top = 0; top < height; top += stripRows) {
    const rows = Math.min(stripRows, height - top)
    const bitmap = pdfium._FPDFBitmap_CreateEx(width, rows, threeBytes, strip + 1, stride)
    if (bitmap === 0) throw new Error('no memory for the pixels')
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, rows, 0xff_ff_ff_ff)
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, redFirst)
    pdfium._FPDFBitmap_Destroy(bitmap)
    // A copy: the memory of the module may move. One for all: garbage of 50 MB would stay to the end.
    copy.set(pdfium.HEAPU8.subarray(strip, strip + stride * rows))
    for (let row = 0; row < rows; row += 1) copy[row * stride] = 0
    yield copy.subarray(0, stride * rows)
  }
}

/** FPDFBitmap_BGR and FPDF_REVERSE_BYTE_ORDER. */
const threeBytes = 2
const redFirst = 0x10

/** The module lives in a process of one job, which frees it at its end. */
function allocate(pdfium: Pdfium, size: number): number {
  const place = pdfium.wasmExports.malloc(size)
  if (place === 0) throw new Error('no memory for the picture')
  return place
}

/** PNG (ISO 15948), 8-bit RGB. The page is opaque and needs no alpha. */
async function encodePng(width: number, height: number, strips: Iterable<Uint8Array>): Promise<Uint8Array> {
  const deflate = createDeflate({ level: 3, chunkSize: 262_144 })
  const pieces: Buffer[] = []
  deflate.on('data', (piece: Buffer) => pieces.push(piece))
  const end = once(deflate, 'end')
  for (const strip of strips) await new Promise((resolve) => deflate.write(strip, resolve))
  deflate.end()
  await end
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunk('IHDR', [header]),
    ...chunk('IDAT', pieces),
    ...chunk('IEND', []),
  ])
}

function chunk(type: string, parts: readonly Buffer[]): readonly Buffer[] {
  const name = Buffer.from(type, 'latin1')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(parts.reduce((sum, { length }) => sum + length, 0))
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(parts.reduce((sum, part) => crc32(part, sum), crc32(name)))
  return [size, name, ...parts, sum]
}
