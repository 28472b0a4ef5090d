import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { makeStatements } from '#server/activities/rewrite/rewrite-board.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { takenNotes } from '#shared/board/asked-things.ts'
import { addNote } from '#shared/board/note.ts'
import { writeAdoption } from '#shared/board/adoptions.ts'
import { textRoot } from '#shared/board/document.ts'
import { numberProposals, numbersOf } from '#shared/board/proposal-numbers.ts'
import { writeRound } from '#shared/board/round.ts'
import { addStatement, statementsOf } from '#shared/board/statements.ts'
import { askedStatements, inputsOf, pinnedThings } from '#shared/board/step-inputs.ts'
import { round } from '#tests/support/sample-board.ts'

const base = { prompt: [], seconds: null, writing: 'none' } as const
const fields = [{ id: 'all', title: { en: 'All' } }]
const from = (path: string, show: 'pour' | 'pin') => [{ from: path, take: 'notes', show }] as const
const shortlist = [{ from: 'day/vote', take: 'shortlist', show: 'pour' }] as const
const steps: readonly Step[] = [
  { ...base, id: 'needs', activity: 'write', fields },
  { ...base, id: 'write', activity: 'write', fields, input: from('day/needs', 'pin') },
  { ...base, id: 'show', activity: 'reveal', input: from('day/write', 'pour') },
  { ...base, id: 'read', activity: 'read', input: from('day/show', 'pour') },
]
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'day',
  title: { en: 'Day' },
  ask: [],
  phases: [{ id: 'day', title: { en: 'Day' }, steps }],
}

test('what was only read beside the writing does not go on with what was written', () => {
  const doc = new Y.Doc()
  const write = (step: string, text: string): string =>
    addNote(doc, { x: 0, y: 0, author: null, created: 1, step, field: 'all', text })
  const need = write('day/needs', 'A need')
  const proposal = write('day/write', 'A proposal')
  const [, writing, , reading] = steps
  expect(inputsOf(doc, template, reading ?? {})).toEqual({ notes: [proposal], clusters: [], statements: [] })
  expect(pinnedThings(doc, { template }, writing ?? {})).toEqual([need])
})

test('a step whose own sentences have come to nothing asks nothing about the adopted one', () => {
  const doc = new Y.Doc()
  const add = (id: string, step: string) =>
    addStatement(doc, { id, step, number: 1, from: [], at: 1, text: 'We open on time.' })
  const asking = { input: [{ from: 'day/promises', take: 'statements', show: 'pour' }] } as const
  const askedBy = (step: typeof asking | Record<string, never>) =>
    askedStatements(doc, template, step).map(({ id }) => id)
  add('purpose', 'day/sentence')
  // Before anything is adopted it asks about what there is.
  expect(askedBy(asking)).toEqual(['purpose'])
  writeAdoption(doc, {
    id: 'a1',
    number: 1,
    statement: 'purpose',
    version: 'v1',
    text: 'We open on time.',
    hash: '',
    language: 'en',
    at: 2,
    kind: 'consent',
    round: null,
    voices: { answered: 3, entitled: 3 },
  })
  expect(askedBy(asking)).toEqual([])
  expect(askedBy({})).toEqual(['purpose'])
})

test('a step that begins reads each note of the board once, and none where it takes sentences', () => {
  const doc = new Y.Doc()
  const own: Template = {
    ...template,
    phases: [
      {
        id: 'day',
        title: { en: 'Day' },
        steps: [
          { ...base, id: 'write', activity: 'write', fields, makes: { target: 5 } },
          {
            ...base,
            id: 'vote',
            activity: 'vote',
            scale: 'dots',
            target: 'notes',
            input: from('day/write', 'pour'),
          },
        ],
      },
    ],
  }
  const notes = ['Teach', 'Heal', 'Listen'].map((text, z) =>
    addNote(doc, { x: 0, y: 0, z, author: null, created: 1, step: 'day/write', field: 'all', text }),
  )
  writeRound(doc, round({ options: notes, step: 'day/vote', totals: { [notes[1] ?? '']: 3 } }))
  const reads = vi.spyOn(textRoot(doc), 'get')
  const [, vote] = own.phases[0]?.steps ?? []
  if (!vote) throw new Error('there is no vote')
  numberProposals(doc, own, vote)
  expect([...numbersOf(doc).values()]).toEqual([1, 2, 3])
  expect(reads).toHaveBeenCalledTimes(notes.length)

  reads.mockClear()
  const rewrite = { id: 'rewrite', activity: 'rewrite', input: shortlist } as const
  makeStatements(doc, { template: own, step: { ...base, ...rewrite }, path: 'day/rewrite' }, 1)
  expect(statementsOf(doc).map(({ text }) => text)).toEqual(['Heal'])
  expect(reads).toHaveBeenCalledTimes(notes.length)

  reads.mockClear()
  const sentences = [{ from: 'day/rewrite', take: 'statements', show: 'pour' }] as const
  expect(askedStatements(doc, own, { input: sentences })).toHaveLength(1)
  expect(reads).not.toHaveBeenCalled()
  expect(takenNotes(doc, own, { input: shortlist }).map(({ text }) => text)).toEqual(['Heal'])
  expect(reads).toHaveBeenCalledTimes(notes.length)
})
