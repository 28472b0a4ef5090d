import { encodeStateAsUpdate } from 'yjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { activities } from '#server/activities/activities.ts'
import { reportActivities } from '#server/activities/report-sections.ts'
import type { AccountStep } from '#server/board-file/account.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { renderExport } from '#server/report/render.ts'
import type { Block } from '#shared/blocks/block.ts'
import { agendaStart } from '#tests/support/lived-agenda.ts'
import { dayPeople, livedDay } from '#tests/support/lived-day.ts'
import { withDeclared } from '#tests/support/lived-declared.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { notesIn, saidBy } from '#tests/support/said-by-blocks.ts'

/** The named groups stand where they were made. */
const untold = new Set(['name'])

/** Signs that only one of the files has: marks of Markdown, hyphens and columns of a page. */
function plain(text: string): string {
  return text.replaceAll(/[\\*_>|~`#\s\u00A0\u202F\u00AD]+/gu, '')
}

describe.each(['en', 'fr'] as const)('of one lived day in %s', (language) => {
  const facts = { language, zone: 'UTC', participants: dayPeople, now: agendaStart + 40_000_000 } as const
  const doc = withDeclared(livedDay(language))
  const board = snapshotOf(doc)
  const job = { kind: 'export', update: encodeStateAsUpdate(doc), paper: 'one', ...facts } as const
  const files = { pdf: '', markdown: '', json: '' }
  const account = reportActivities.accountOf(board, facts)
  const steps = account.agenda?.phases.flatMap((phase) => phase.steps) ?? []
  const told = steps.filter(({ result }) => result !== null)

  beforeAll(async () => {
    const load = async () => reportActivities
    const textOf = async (format: 'markdown' | 'json') =>
      new TextDecoder().decode(await renderExport({ ...job, format }, { activities: load }))
    const { pages } = await readPdf(await renderExport({ ...job, format: 'report' }, { activities: load }))
    // The foot of each page stands between the words of two pages.
    files.pdf = plain(pages.join(' '))
    files.markdown = plain(await textOf('markdown'))
    files.json = await textOf('json')
  })

  const blocksOf = (step: AccountStep): readonly Block[] => reportActivities.blocksOf(step, board, facts)

  test('every activity that has a result has one in this day', () => {
    const names = Object.keys(activities).filter((name) => !untold.has(name) && activities[name]?.account)
    expect(new Set(told.map(({ activity }) => activity))).toEqual(new Set(names))
  })

  test('PDF and Markdown say the same words and numbers', () => {
    expect(told.flatMap(blocksOf).flatMap(saidBy).length).toBeGreaterThan(200)
    for (const step of told) {
      // A need stands where people agreed on it: with all of them the table of the map is gone, and its heads.
      const blocks = blocksOf(step).map((block) =>
        block.kind === 'table' && step.activity === 'map' ? { ...block, heads: [] } : block,
      )
      const said = blocks.flatMap(saidBy).map(plain)
      const missing = (file: string) => said.filter((each) => !file.includes(each))
      expect([step.path, 'pdf', missing(files.pdf)]).toEqual([step.path, 'pdf', []])
      expect([step.path, 'markdown', missing(files.markdown)]).toEqual([step.path, 'markdown', []])
    }
  })

  test('every note of a result is in all files', () => {
    const textOf = new Map(board.notes.map(({ id, text }) => [id, text]))
    for (const step of told)
      for (const id of blocksOf(step).flatMap(notesIn)) {
        const lines = (textOf.get(id) ?? '').split('\n').map(plain)
        expect(lines.filter((line) => !files.pdf.includes(line) || !files.markdown.includes(line))).toEqual(
          [],
        )
        expect(files.json).toContain(JSON.stringify(id))
      }
  })

  test('JSON has the words of people and the numbers', () => {
    const stepsInFile = (
      JSON.parse(files.json) as { readonly account: typeof account }
    ).account.agenda?.phases
      .flatMap((phase) => phase.steps)
      .map(({ path, result }) => [path, result] as const)
    for (const step of told) {
      const result = new Map(stepsInFile).get(step.path)
      expect([step.path, result]).toEqual([step.path, JSON.parse(JSON.stringify(step.result))])
      const inFile = JSON.stringify(result)
      const quoted = blocksOf(step).flatMap((block) => (block.kind === 'quotes' ? block.quotes : []))
      for (const { text, name } of quoted) {
        expect(inFile).toContain(JSON.stringify(text).slice(1, -1))
        if (name !== null) expect(inFile).toContain(JSON.stringify(name))
      }
      const counts = blocksOf(step).flatMap((block) =>
        block.kind === 'distribution' ? block.bars.map(({ count }) => count) : [],
      )
      for (const count of counts) expect(inFile).toMatch(new RegExp(`[[:,]${count}[\\],}]`, 'u'))
    }
  })
})
