/** Of a longer list only so many rows become notes, and a message says so. Not measured. */
export const mostRows = 1_000

/** The cells of a table in text, row by row; undone are the quotes that spreadsheets put around cells with line ends. */
type ReadTable = (text: string) => Promise<readonly (readonly string[])[]>

const readTable: ReadTable = async (text) => {
  const { readTable } = await import('#shared/imports/table.ts')
  return readTable(text, '\t').rows.map(({ cells }) => cells)
}

/**
 * The texts of the notes that a paste would become: one for each row, its cells joined. Text with tabs is a table. The code
 * that reads tables is downloaded on demand; without it each line is a row.
 */
export async function rowsOf(text: string, read: ReadTable = readTable): Promise<readonly string[]> {
  if (isList(text)) return withoutMarks(plainLines(text))
  if (!text.includes('\t')) return plainLines(text)
  const table = await read(text).catch(() => plainLines(text).map((line) => line.split('\t')))
  return table
    .map((cells) =>
      cells
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '')
        .join('\n'),
    )
    .filter((row) => row !== '')
}

/** A bullet, a box to tick or both, as lists have them in messages, documents and Markdown. */
const bullet = /^(?:[-*•‣◦▪–—·o](?=\s)|[☐☑☒✓✔])?\s*(?:\[[ xX]?\](?=\s))?\s+(?=\S)/u

/** `1.` or `2)`, at most three digits: years are none. */
const number = /^\d{1,3}[.)]\s+(?=\S)/u

function marksOf(lines: readonly string[]): readonly RegExp[] {
  return [bullet, number].filter((mark) => lines.filter((line) => mark.test(line)).length > 1)
}

/** Two marked lines at least. A list may be indented by tabs; a table has tabs inside its lines. */
function isList(text: string): boolean {
  const lines = plainLines(text)
  return !lines.some((line) => line.includes('\t')) && marksOf(lines).length > 0
}

function withoutMarks(lines: readonly string[]): readonly string[] {
  const marks = marksOf(lines)
  return lines.map((line) => marks.reduce((left, mark) => left.replace(mark, ''), line))
}

function plainLines(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * The pictures on the clipboard, unless they only go along with its text: spreadsheets put a picture of the cells beside
 * them. A file manager's text, in turn, is nothing but the names of its files.
 */
export function photoFilesOf(clipboard: DataTransfer | null): readonly File[] {
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  const text = clipboard?.getData('text/plain').trim() ?? ''
  const isNames = text.split(/[\r\n]+/).every((line) => files.some(({ name }) => line.endsWith(name)))
  return text === '' || isNames ? files : []
}
