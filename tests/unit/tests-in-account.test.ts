import { expect, test } from 'vitest'
import { Doc } from 'yjs'
import { rewriteAccount } from '#server/activities/rewrite/activity.ts'
import { testAccount } from '#server/activities/test/activity.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { addNote } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { addStatement } from '#shared/board/statements.ts'
import { addVersion } from '#shared/board/versions.ts'
import type { Round } from '#shared/workshop/round.ts'
import { testTemplate } from '#tests/support/tested-board.ts'

const path = 'challenge/swap'
const options = ['name-1', 'name-2']
const swap = {
  id: 'r1',
  number: 1,
  title: 'Swap the name',
  method: 'choice',
  target: 'texts',
  about: 'v1',
  options,
  texts: { 'name-1': 'Acme mends.', 'name-2': 'Bolt mends.' },
  labels: { 'name-1': 'Acme', 'name-2': 'Bolt' },
  budget: 4,
  cap: 2,
  isSecret: true,
  deadline: null,
  openedAt: 1,
  closedAt: 2,
  state: 'closed',
  voted: 4,
  eligible: 5,
  totals: { 'name-1': 1, 'name-2': 3 },
  scores: { 'name-1': [3, 1, 0], 'name-2': [1, 1, 1] },
  passes: { 'name-2': 1 },
  reasons: [{ option: 'name-2', text: 'They mend, too', name: 'Ana', answer: 2 }],
  ballots: null,
  previous: null,
  step: path,
} as const satisfies Round

function boardWith(rounds: readonly Round[]) {
  const doc = new Doc()
  addStatement(doc, { id: 's1', step: 'challenge/rewrite', number: 3, from: [], at: 1, text: 'We mend.' })
  addVersion(doc, {
    id: 'v1',
    statement: 's1',
    number: 2,
    text: 'Nord mends.',
    at: 1,
    hash: 'h',
    parents: [],
    step: 'challenge/rewrite',
  })
  for (const round of rounds) writeRound(doc, round)
  addNote(doc, {
    id: 'n1',
    x: 0,
    y: 0,
    author: null,
    created: 1,
    text: 'Nord breaks.',
    step: path,
    from: ['v1'],
  })
  return snapshotOf(doc)
}

const [step] = testTemplate().phases[0]?.steps ?? []
const facts = { language: 'en', zone: 'UTC' } as const

function accountOf(rounds: readonly Round[]) {
  const board = boardWith(rounds)
  if (!step) throw new Error('the template has no step')
  const result = testAccount.result({ board, path, step, answers: {}, notes: board.notes, groups: [] })
  return { board, result, blocks: result ? testAccount.blocks(result, board, facts) : [] }
}

test('the account of a test has its answers by name, and what was written about the version', () => {
  const { result, blocks } = accountOf([swap])
  expect(result).toMatchObject({
    kind: 'tests',
    listed: ['r1', 'n1'],
    versions: [
      {
        version: 'v1',
        notes: ['n1'],
        swap: {
          answers: {
            shareOfNo: 4 / 7,
            isSpecific: false,
            names: [
              { name: 'Acme', no: 3, almost: 1, yes: 0, passed: 0 },
              { name: 'Bolt', no: 1, almost: 1, yes: 1, passed: 1 },
            ],
            reasons: [{ other: 'Bolt', answer: 2, name: 'Ana' }],
          },
        },
      },
    ],
  })
  expect(blocks).toMatchObject([
    { kind: 'heading' },
    { kind: 'statement', text: 'Nord mends.', facts: ['Statement 3, version 2'] },
    { kind: 'facts', facts: ['4 of 5 judged in secret'] },
    { kind: 'verdict', amount: '4 “No” of 7', side: 'between' },
    { kind: 'remark' },
    {
      kind: 'shares',
      rows: [
        { label: 'Acme', counts: [3, 1, 0, 0], amount: '75%' },
        { label: 'Bolt', counts: [1, 1, 1, 1], amount: '33%' },
      ],
    },
    { kind: 'quotes', quotes: [{ text: 'They mend, too', name: 'Ana', about: 'Bolt: Yes' }] },
    { kind: 'notes', notes: ['n1'] },
  ])
})

test('below three voters the account says so, and a test that nobody took stands nowhere', () => {
  const { totals: _, scores: __, passes: ___, reasons: ____, ...kept } = swap
  const { blocks } = accountOf([{ ...kept, voted: 2, totals: null }])
  expect(blocks.slice(2, 4)).toMatchObject([{ kind: 'facts' }, { kind: 'remark', text: /^Fewer than three/ }])
  const untaken = accountOf([{ ...kept, voted: 0, totals: null }])
  expect(untaken.result?.listed).toEqual(['r1', 'n1'])
  expect(untaken.blocks.map(({ kind }) => kind)).toEqual(['heading', 'statement', 'notes'])
})

test('a version in the report says how specific it is', () => {
  const versionsIn = (rounds: readonly Round[]) => {
    const statements = [{ id: 's1', number: 3, from: [], versions: ['v1'] }]
    return rewriteAccount.blocks({ kind: 'statements', listed: [], statements }, boardWith(rounds), facts)[1]
  }
  const fact = '4 “No” of 7 under other names: not yet specific'
  expect(versionsIn([swap])).toMatchObject({ versions: [{ facts: [expect.any(String), fact] }] })
  expect(versionsIn([])).toMatchObject({ versions: [{ facts: [expect.any(String)] }] })
})
