import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Step, Template } from '#shared/agenda/template.ts'
import { addNote } from '#shared/board/note.ts'
import { inputsOf, pinnedThings } from '#shared/board/step-inputs.ts'

const base = { prompt: [], seconds: null, writing: 'none' } as const
const fields = [{ id: 'all', title: { en: 'All' } }]
const from = (path: string, show: 'pour' | 'pin') => [{ from: path, take: 'notes', show }] as const
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
