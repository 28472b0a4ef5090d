import {
  importBytes,
  fieldsOf,
  jsonOf,
  stringIn,
  type Imported,
  type LeftOut,
} from '#shared/imports/imported.ts'
import { isMarkdown, notesOfMarkdown } from '#shared/imports/markdown.ts'
import { notesOfCanvas } from '#shared/imports/canvas.ts'
import { notesOfExcalidraw } from '#shared/imports/excalidraw.ts'
import { notesOfScrumlr } from '#shared/imports/scrumlr.ts'
import { readTable, type Table } from '#shared/imports/table.ts'

export type ReadFile =
  | { readonly kind: 'table'; readonly table: Table; readonly left: readonly LeftOut[] }
  | { readonly kind: 'notes'; readonly imported: Imported }
  | { readonly kind: 'problem'; readonly problem: 'tooLarge' | 'unreadable' | 'empty' | 'ownBoard' }

/** Reads a file of notes on this computer. It is sent nowhere. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > importBytes) return { kind: 'problem', problem: 'tooLarge' }
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    // Moved, or changed since it was chosen.
    return { kind: 'problem', problem: 'unreadable' }
  }
  if (isZip(bytes)) return readWorkbook(bytes)
  if (isBinary(bytes)) return { kind: 'problem', problem: 'unreadable' }
  return readText(file.name, decoded(bytes))
}

/** Workbooks are packed files. */
function isZip([first, second, third]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && third === 0x03
}

async function readWorkbook(bytes: Uint8Array): Promise<ReadFile> {
  const { sheetOf } = await import('./sheet-thread.ts')
  const sheet = await sheetOf(bytes)
  if (!sheet) return { kind: 'problem', problem: 'unreadable' }
  const { table, others } = sheet
  return {
    kind: 'table',
    table,
    left: others.length > 0 ? [{ kind: 'sheets', names: others.slice(0, mostNames) }] : [],
  }
}

/** Sheets that are named. */
const mostNames = 50

/** The kind of a text, by its contents: names of files end as people like. */
export function readText(name: string, text: string): ReadFile {
  if (/^\s*[{[]/u.test(text)) {
    const value = jsonOf(text)
    if (stringIn(fieldsOf(value), 'format').startsWith('boussole-'))
      return { kind: 'problem', problem: 'ownBoard' }
    const imported = notesOfCanvas(value) ?? notesOfScrumlr(value) ?? notesOfExcalidraw(value)
    if (imported) return { kind: 'notes', imported }
    if (value !== undefined) return { kind: 'problem', problem: 'unreadable' }
  }
  if (/\.(?:md|markdown)$/iu.test(name) || (!/\.(?:csv|tsv)$/iu.test(name) && isMarkdown(text)))
    return { kind: 'notes', imported: notesOfMarkdown(text) }
  const table = readTable(text)
  return table.rows.length === 0 ? { kind: 'problem', problem: 'empty' } : { kind: 'table', table, left: [] }
}

/** The text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else the Western code page in which older Excel writes. */
export function decoded(bytes: Uint8Array): string {
  const mark = markOf(bytes)
  if (mark) return new TextDecoder(mark).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function markOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/** Enough of a file to know that it is no text. */
const looked = 4_096

/** Texts have no zero byte, but for UTF-16, which begins with its mark. */
function isBinary(bytes: Uint8Array): boolean {
  return markOf(bytes) === undefined && bytes.subarray(0, looked).includes(0)
}
