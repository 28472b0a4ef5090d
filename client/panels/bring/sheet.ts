import { strFromU8, unzipSync, zipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { noteTextLimit } from '#shared/board/limits.ts'
import { tableOf, type Table } from '#shared/imports/table.ts'

/** Bytes of all parts of a workbook together, unpacked. Of 2,000 long notes it has some five million. Not measured. */
const mostUnpacked = 40_000_000
/** Rows and columns of a workbook that is read: the package makes a list of all of them, also of the empty ones. */
const lastRow = 20_000
const lastColumn = 200
/** Letters of all cells together. A workbook keeps a text once, however many cells show it. */
const mostLetters = 10_000_000

export interface Sheet {
  readonly table: Table
  /** Names of the sheets that are not read. */
  readonly others: readonly string[]
}

/**
 * The first sheet of a workbook (XLSX) in which something stands. Undefined for anything else, and for a workbook that would take
 * too much. It belongs in a thread that can be ended: a damaged workbook may take as long as it likes.
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet | undefined> {
  const parts = unpackedParts(bytes)
  if (!parts || !Object.entries(parts).every(([name, part]) => !isSheet(name) || isSmall(strFromU8(part))))
    return undefined
  // Packed again without compression: for a large compressed part the package starts a thread that the page does not allow.
  const plain = zipSync(parts, { level: 0 })
  const sheets = await readWorkbook(new Blob([new Uint8Array(plain)]))
  const first = sheets.find(({ data }) => data.some((row) => row.some((cell) => textOf(cell).trim() !== '')))
  if (!first) return undefined
  let letters = 0
  const rows = first.data.map((row, index) => ({
    line: index + 1,
    cells: row.map((cell) => {
      const text = letters > mostLetters ? '' : textOf(cell).slice(0, 2 * noteTextLimit)
      letters += text.length
      return text
    }),
  }))
  if (letters > mostLetters) return undefined
  return {
    table: tableOf(rows),
    others: sheets.flatMap(({ sheet }) => (sheet === first.sheet ? [] : [sheet])),
  }
}

/** Undefined before the parts have taken more than they may. */
function unpackedParts(bytes: Uint8Array): Record<string, Uint8Array> | undefined {
  let size = 0
  let isLarge = false
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(?:xml|rels)$/u.test(name)) return false
      size += originalSize
      isLarge ||= size > mostUnpacked
      return !isLarge
    },
  })
  return isLarge ? undefined : parts
}

const isSheet = (name: string): boolean =>
  name.startsWith('xl/') && !/\/(?:styles|sharedStrings|workbook|theme\d*)\.xml$/u.test(name)

/** No row and no cell says that it stands further away. Places in a form that no program writes are too far. */
function isSmall(xml: string): boolean {
  for (const [, , place = ''] of xml.matchAll(/\br\s*=\s*(["'])([^"']{0,40})/gu)) {
    const [, letters = '', row = '0'] = /^([A-Z]{0,2})(\d{1,6})$/u.exec(place) ?? ['', 'ZZZ']
    const column = Array.from(letters).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0)
    if (column > lastColumn || Number(row) > lastRow) return false
  }
  return true
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
