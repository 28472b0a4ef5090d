import { inflateSync } from 'node:zlib'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The content of a PDF, with the parts for assistive technology. */
export interface ReadPdf {
  readonly pages: readonly string[]
  readonly title: string
  readonly language: string | null
  readonly isTagged: boolean
  /** Titles of the outline, nested ones after their parent. */
  readonly outline: readonly string[]
  /** Roles of the structure tree in reading order, as H1, P, Table. */
  readonly roles: readonly string[]
  /** Alternative texts of pictures. */
  readonly alts: readonly string[]
  readonly metadata: string
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false })
  const pdf = await task.promise
  try {
    const pages: string[] = []
    const roles: string[] = []
    const alts: string[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
      collectRoles(await page.getStructTree(), roles, alts)
    }
    const { info, metadata } = await pdf.getMetadata()
    const { Title, Language } = info as { readonly Title?: string; readonly Language?: string | null }
    return {
      pages,
      title: Title ?? '',
      language: Language ?? null,
      isTagged: await isMarked(pdf),
      outline: titlesOf(await pdf.getOutline()),
      roles,
      alts,
      metadata: metadata?.getRaw() ?? '',
    }
  } finally {
    await task.destroy()
  }
}

/** The file's bytes with every compressed stream opened: what a search through the file could find. */
export function openedBytes(pdf: Uint8Array): string {
  const file = Buffer.from(pdf)
  const parts = [file.toString('latin1')]
  for (let from = file.indexOf('stream\n'); from !== -1; from = file.indexOf('stream\n', from + 7)) {
    try {
      parts.push(inflateSync(file.subarray(from + 7), { finishFlush: 2 }).toString('latin1'))
    } catch {
      // Not a compressed stream, or the end of one.
    }
  }
  return parts.join('\n')
}

/** Declared as an object, given as a map. */
async function isMarked(pdf: PDFDocumentProxy): Promise<boolean> {
  const marks: unknown = await pdf.getMarkInfo()
  return marks instanceof Map && marks.get('Marked') === true
}

interface OutlineNode {
  readonly title: string
  readonly items: readonly unknown[]
}

function titlesOf(nodes: readonly unknown[] | null): readonly string[] {
  return (nodes ?? []).flatMap((node) => {
    const { title, items } = node as OutlineNode
    return [title, ...titlesOf(items)]
  })
}

interface StructNode {
  readonly role?: string
  readonly alt?: string
  readonly children?: readonly unknown[]
}

function collectRoles(node: unknown, roles: string[], alts: string[]): void {
  if (typeof node !== 'object' || node === null) return
  const { role, alt, children } = node as StructNode
  if (role !== undefined) roles.push(role)
  if (alt !== undefined) alts.push(alt)
  for (const child of children ?? []) collectRoles(child, roles, alts)
}
