import { expect, test } from 'vitest'
import { reportActivities } from '#server/activities/report-sections.ts'
import { mapAccount, type MapResult } from '#server/activities/map/account.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { livedDay } from '#tests/support/lived-day.ts'

const board = snapshotOf(livedDay('en'))
const { agenda } = reportActivities.accountOf(board, { participants: 30, now: 0 })
const steps = agenda?.phases.flatMap((phase) => phase.steps) ?? []
const resultOf = (path: string) => steps.find((step) => step.path === path)?.result as MapResult
const nameOf = (id: string) => board.notes.find((note) => note.id === id)?.text
const blocksOf = (path: string) => mapAccount.blocks(resultOf(path), board, { language: 'en' })

test('the map is drawn with everybody on it, dashed without an agreed need, and the rings say the same', () => {
  const [drawing, ...rings] = blocksOf('ecosystem/who')
  if (drawing?.kind !== 'drawing') throw new Error('there is no map')
  const boxes = drawing.labels.filter(({ look }) => look === 'framed' || look === 'dashed')
  expect(boxes).toHaveLength(15)
  expect(boxes.filter(({ look }) => look === 'framed')).toHaveLength(6)
  expect(drawing.legend).not.toBe('')
  expect(rings.map((ring) => (ring.kind === 'notes' ? ring.notes.length : 0))).toEqual([6, 5, 4])
})

test('a row for each need, with the level of agreement; then all without an agreed need, once', () => {
  const { withoutNeed, withoutAgreedNeed } = resultOf('ecosystem/needs')
  const [table, rule, without] = blocksOf('ecosystem/needs')
  if (table?.kind !== 'table') throw new Error('there is no table')
  const levels = table.rows.map(([who = '', , level = '']) => [who, level])
  expect(levels).toHaveLength(7)
  expect(levels).toContainEqual(['Pupils and their parents', 'agreed: median 3'])
  expect(levels).toContainEqual(['Planners of the timetable', 'not agreed: median 3, 2 zeros'])
  expect(levels.map(([who]) => who)).not.toContain('The hotline')
  expect(rule?.kind).toBe('remark')
  expect(withoutNeed).toHaveLength(8)
  // One has a need to which somebody objects.
  expect(withoutAgreedNeed.filter((id) => !withoutNeed.includes(id)).map(nameOf)).toEqual([
    'Planners of the timetable',
  ])
  expect(without).toMatchObject({ kind: 'paragraph', text: expect.stringContaining('The hotline') as string })
})

test('a proposal for somebody of the map is not a need of theirs', () => {
  const [person] = resultOf('ecosystem/needs').stakeholders
  const [proposal] = board.notes.filter(({ step, kind }) => step === 'why/write' && kind === 'idea')
  if (!proposal || person === undefined) throw new Error('the day has proposals and people')
  const notes = board.notes.map((note) => (note === proposal ? { ...note, from: [person] } : note))
  const { agenda: lived } = reportActivities.accountOf({ ...board, notes }, { participants: 30, now: 0 })
  const needs = lived?.phases.flatMap((phase) => phase.steps).find(({ path }) => path === 'ecosystem/needs')
  expect(needs?.result).toEqual(resultOf('ecosystem/needs'))
})
