import { expect, test } from 'vitest'
import { optionText } from '#client/activities/vote/option-words.tsx'

const facts = { author: null, created: 1, tint: 'sky', x: 0, y: 0, z: 1, cluster: null } as const
const board = {
  notes: new Map([
    ['desk', { ...facts, id: 'desk', text: 'The switchboard', kind: 'stakeholder' }],
    ['need', { ...facts, id: 'need', text: 'Know what to say', kind: 'need', from: ['desk'] }],
    ['own', { ...facts, id: 'own', text: 'Sleep', kind: 'need' }],
    ['idea', { ...facts, id: 'idea', text: 'Open doors', kind: 'idea', from: ['desk'] }],
  ]),
  clusters: new Map(),
} as unknown as Parameters<typeof optionText>[0]
const said = (option: string, frozen?: string) => optionText(board, 'notes', option, (text) => text, frozen)

test('people judge a need together with whom it belongs to', () => {
  expect(said('need')).toBe('The switchboard · Know what to say')
  expect(said('need', 'Know what to tell')).toBe('The switchboard · Know what to tell')
  expect(said('own')).toBe('Sleep')
  expect(said('idea')).toBe('Open doors')
})
