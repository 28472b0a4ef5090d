import { expect, test } from 'vitest'
import { reportActivities } from '#server/activities/report-sections.ts'
import { lineageSection } from '#server/report/lineage-section.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { grownBoard, grownSentence } from '#tests/support/grown-board.ts'

const board = snapshotOf(grownBoard())
const { lineage } = reportActivities.accountOf(board, { participants: 9, now: 0 })

test('the account says of each phrase of the sentence with what it came in, and how many voices are behind it', () => {
  expect(lineage?.phrases.map(({ text }) => text).join(' ')).toBe(grownSentence)
  expect(
    lineage?.phrases.map(({ text, origin: { column, numbers }, voices }) => [text, column, numbers, voices]),
  ).toEqual([
    ['Nous faisons vivre le direct,', 'group', null, 3],
    ['sans une seconde de silence,', 'proposal', null, 9],
    ['pour que chaque supporter,', 'proposal', null, 5],
    ['au stade comme sur son téléphone,', 'version', [1, 2], 9],
    ['partage l’émotion,', 'proposal', null, 5],
    ['et que les rédactions osent.', 'version', [2, 1], 11],
  ])
  // Twelve notes and four proposals.
  expect(lineage?.voices).toBe(16)
})

test('the report says so in a table and draws it; a board without an adopted sentence has neither', () => {
  if (!lineage) throw new Error('nothing was adopted')
  const { blocks } = lineageSection(lineage, board, 'fr')
  expect(blocks.map(({ kind }) => kind)).toEqual(['facts', 'table', 'paragraph', 'paragraph', 'drawing'])
  const [, table, , , drawing] = blocks
  const heads = drawing?.kind === 'drawing' ? drawing.labels.filter(({ look }) => look === 'soft') : []
  expect(heads.flatMap(({ lines }) => lines)).toEqual([
    '12 notes',
    '4 groupes',
    '4 propositions',
    '4 versions',
    'Adoptée',
  ])
  expect(table?.kind === 'table' && table.rows[3]).toEqual([
    'au stade comme sur son téléphone,',
    'Phrase 1, version 2',
    '9 au plus',
  ])
  expect(reportActivities.accountOf({ ...board, adoptions: [] }, { participants: 9, now: 0 }).lineage).toBe(
    null,
  )
})
