import { expect, test } from 'vitest'
import { writeAccount } from '#server/activities/write/account.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import { editedNotes } from '#shared/agenda/steps.ts'

const title = { en: 'Title' }
// A name that every object has.
const id = 'constructor'
const step: Step = {
  id,
  activity: 'write',
  prompt: [],
  seconds: null,
  writing: 'shared',
  fields: [{ id, title, blanks: [{ id, label: title, kind: 'owner' }] }],
}
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id,
  title,
  ask: [],
  phases: [{ id, title, steps: [step] }],
}

test('a phase and a blank with a name that every object has get nothing from it', () => {
  expect(editedNotes({}, template)).toEqual({})
  const note = { id: 'n1', field: id, text: 'Buy paint' }
  const facts = { step, notes: [note], answers: {} }
  const result = writeAccount.result(facts as unknown as Parameters<typeof writeAccount.result>[0])
  expect(result?.fields[0]?.actions).toEqual([{ note: 'n1', owner: null, date: null }])
})
