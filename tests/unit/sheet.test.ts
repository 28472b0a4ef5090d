import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readSheet } from '#client/panels/bring/sheet.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { workbook } from '#tests/support/workbook.ts'

test('the first sheet with words is a table, and each row keeps its number', async () => {
  const rows = [['Text', 'Frame', 'X'], [], ['Two radios', 'Opening', 12.5]]
  expect(await readSheet(workbook({ Empty: [], Ideas: rows, Rest: [['x']] }))).toEqual({
    table: {
      rows: [
        { line: 1, cells: ['Text', 'Frame', 'X'] },
        { line: 3, cells: ['Two radios', 'Opening', '12.5'] },
      ],
      width: 3,
      more: 0,
    },
    others: ['Empty', 'Rest'],
  })
})

test('a workbook that would take too much is given up', async () => {
  const sheet = (xml: string) => readSheet(workbook({}, `<sheetData>${xml}</sheetData>`))
  const cell = (r: string) => sheet(`<row r="1"><c r="${r}" t="inlineStr"><is><t>far</t></is></c></row>`)
  expect(await cell('A1')).toBeDefined()
  for (const far of ['XFD1', 'A1048576', 'ZZ1', '&#88;FD1', 'a1'])
    expect([far, await cell(far)]).toEqual([far, undefined])
  expect(await sheet(' '.repeat(41_000_000))).toBeUndefined()
  const long = (_: unknown, index: number) =>
    `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>${'w'.repeat(9_000)}</t></is></c></row>`
  const many = Array.from({ length: 1_200 }, long).join('')
  expect(await sheet(many)).toBeUndefined()
})

test('no packed file keeps the reader or takes it down', async () => {
  const seed = testSeed()
  const random = seededRandom(seed)
  const whole = workbook({ Ideas: [['Text'], ['Two radios']] })
  for (let run = 0; run < 500; run += 1) {
    const bytes = whole.slice()
    for (let change = random.below(20); change >= 0; change -= 1)
      bytes[random.below(bytes.length)] = random.below(256)
    const read = await readSheet(bytes).catch(() => undefined)
    expect(read?.table.rows.length ?? 0, `seed ${seed}`).toBeLessThanOrEqual(10_000)
  }
  expect(await readSheet(zipSync({ 'a.txt': strToU8('no workbook') })).catch(() => undefined)).toBeUndefined()
})
