import { expect, test } from 'vitest'
import { Doc } from 'yjs'
import { CpuShares } from '#server/report/cpu-shares.ts'
import { legible } from '#server/report/legible.ts'
import { settable } from '#server/report/settable.ts'
import { snapshotOf, type BoardSnapshot } from '#server/board-file/snapshot.ts'
import { writeNewAgenda } from '#shared/board/agenda.ts'
import { placeAreas } from '#shared/board/area.ts'
import { addNote, writeBlank } from '#shared/board/note.ts'
import { shortBrainstorm } from '#tests/support/agendas.ts'
import { hostileMarks, hostileTexts, sampleBoard } from '#tests/support/sample-board.ts'

function boardOf(...texts: readonly string[]): BoardSnapshot {
  const doc = new Doc()
  for (const [index, text] of texts.entries()) {
    addNote(doc, { id: `n${index}`, x: 0, y: 300 * index, author: null, created: 0, text })
  }
  return snapshotOf(doc)
}

test('a board as people write it is left as it is', () => {
  const board = snapshotOf(sampleBoard(hostileTexts.filter((text) => !text.startsWith('z̸'))))
  expect(settable(board)).toEqual({ board, shortened: [] })
  const long = boardOf(...Array.from({ length: 40 }, () => 'مرحبا بالعالم '.repeat(200)))
  expect(settable(long).shortened).toEqual([])
})

test('a letter with hundreds of marks keeps some of them; the note is named', () => {
  const { board, shortened } = settable(boardOf('Why', `क${'\u093F'.repeat(4_000)} fin`, 'क्'.repeat(2_000)))
  expect(shortened).toEqual(['n1', 'n2'])
  expect(board.notes.map(({ text }) => text.length)).toEqual([3, 32 + '… fin'.length, 33])
})

test('of too many slow letters the largest notes are cut, and the others stay whole', () => {
  const slow = Array.from({ length: 200 }, () => '﷽'.repeat(4_000))
  const { board, shortened } = settable(boardOf('Why '.repeat(1_000), ...slow))
  const lengths = board.notes.map(({ text }) => text.length)
  expect(lengths[0]).toBe(4_000)
  expect(lengths.filter((length) => length === 401)).toHaveLength(shortened.length)
  expect(lengths.slice(1).reduce((sum, length) => sum + length, 0)).toBeLessThan(250_000)
})

test('after a failure foreign marks are dropped; after another one all texts are short', () => {
  const texts = [hostileMarks, 'שָׁלוֹם', '﷽'.repeat(300), 'Why '.repeat(100)]
  const attempts = ([1, 2] as const).map((caution) => settable(boardOf(...texts), caution))
  expect(attempts.map(({ board }) => board.notes.map(({ text }) => text.length))).toEqual([
    [5, 7, 300, 400],
    [5, 7, 81, 400],
  ])
  expect(attempts.map(({ shortened }) => shortened)).toEqual([['n0'], ['n0', 'n2']])
})

test('a sign without a font becomes one square with its marks, and is named once', async () => {
  const { board, missing } = await legible(boardOf('ꦗꦶ fin', 'ꦗ é 😀 ❤️ हिन्दी'))
  expect(board.notes.map(({ text }) => text)).toEqual(['□ fin', '□ é 😀 ❤️ हिन्दी'])
  expect(missing).toEqual(['ꦗ'])
})

test('words of the agenda, of areas and of blanks are made fit for fonts like notes', async () => {
  const doc = new Doc()
  const title = { en: `Plan ${hostileMarks}`, fr: 'ꦗ fin' }
  const template = { ...shortBrainstorm, title, phases: [{ id: 'write', title, steps: [] }] }
  writeNewAgenda(doc, template, { question: hostileMarks })
  placeAreas(doc, { id: 'write', title }, { id: 'ideas', fields: [{ id: 'all', title }] })
  const id = addNote(doc, { x: 0, y: 0, author: null, created: 0, text: 'Why' })
  writeBlank(doc, id, 'owner', 'ꦗ')
  const shown = await legible(settable(snapshotOf(doc), 1).board)
  expect(JSON.stringify(shown.board)).not.toMatch(/\u20D4|ꦗ/)
  expect(shown.board.agenda?.template.phases[0]?.title.fr).toBe('□ fin')
  expect(shown.missing).toEqual(['ꦗ'])
})

test('half of what a board has used is forgotten every five minutes', () => {
  let now = 0
  const shares = new CpuShares(() => now)
  shares.add('a', 800)
  now += 5 * 60_000
  expect([shares.of('a'), shares.of('b')]).toEqual([400, 0])
  shares.add('a', 100)
  now += 10 * 60_000
  expect(shares.of('a')).toBe(125)
})
