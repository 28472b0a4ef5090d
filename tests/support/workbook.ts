import { strToU8, zipSync } from 'fflate'

type Cell = string | number

const head = '<?xml version="1.0" encoding="UTF-8"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const document = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A workbook (XLSX) of these sheets; `only` is the content of a single sheet as XML. */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  only?: string,
): Uint8Array {
  const named = only === undefined ? Object.entries(sheets) : [['Only', []] as const]
  const contents = named.map(([, rows]) => only ?? `<sheetData>${rows.map(rowOf).join('')}</sheetData>`)
  const ofSheet = (write: (name: string, number: number) => string) =>
    named.map(([name], index) => write(name, index + 1)).join('')
  const parts = {
    '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${document}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${document}"><sheets>${ofSheet((name, number) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${ofSheet((_, number) => `<Relationship Id="rId${number}" Type="${document}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    ...Object.fromEntries(
      contents.map((content, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${main}">${content}</worksheet>`,
      ]),
    ),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(head + xml)])))
}

function rowOf(cells: readonly Cell[], index: number): string {
  const written = cells.map((cell, column) => {
    const place = `${String.fromCharCode(65 + column)}${index + 1}`
    return typeof cell === 'number'
      ? `<c r="${place}"><v>${cell}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`
  })
  return `<row r="${index + 1}">${written.join('')}</row>`
}
