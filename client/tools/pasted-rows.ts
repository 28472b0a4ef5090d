/** More rows than this are no list of ideas; a person is asked all the same, about as many. */
const mostRows = 1_000

/**
 * What a paste would become as notes: one text a row, the cells of a row joined. Spreadsheets put tabs between cells
 * and quote cells that have line ends, which the parser undoes; it is loaded only when something is pasted.
 */
export async function rowsOf(text: string): Promise<readonly string[]> {
  const isTable = text.includes('\t')
  if (!isTable) return plainLines(text)
  const { default: papa } = await import('papaparse')
  const { data } = papa.parse<string[]>(text, { delimiter: '\t', skipEmptyLines: 'greedy' })
  return data
    .map((cells) =>
      cells
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '')
        .join('\n'),
    )
    .filter((row) => row !== '')
    .slice(0, mostRows)
}

function plainLines(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, mostRows)
}
