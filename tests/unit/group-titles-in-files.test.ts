import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { writeCanvas } from '#server/report/canvas.ts'
import { writeCsv } from '#server/report/csv.ts'
import { writeMarkdown } from '#server/report/markdown.ts'
import { outlineOf } from '#server/report/outline.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote } from '#shared/board/note.ts'

test.each([
  ['en', '“Une porte qui s’ouvre”'],
  ['fr', '«\u00A0Une porte qui s’ouvre\u00A0»'],
] as const)('files call a group without a name by its first words, in %s', (language, name) => {
  const doc = new Y.Doc()
  for (const [index, text] of ['Des clés', 'Une porte qui s’ouvre'].entries())
    addNote(doc, { id: `n${index}`, text, x: index * 224, y: 0, author: null, created: 9 - index })
  addCluster(doc, ['n0', 'n1'])
  const board = snapshotOf(doc)
  const facts = { participants: 1, now: 0 }
  expect(outlineOf(board, facts, language).clusters.map(({ title }) => title)).toEqual([name])
  const files = [
    writeMarkdown(board, facts, language),
    writeCsv(board, language),
    writeCanvas(board, language),
  ]
  for (const file of files) {
    expect(file).toContain(name)
    expect(file).not.toMatch(/Untitled group|Groupe sans titre/u)
  }
})
