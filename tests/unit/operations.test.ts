import { expect, test } from 'vitest'
import { operationsOn } from '#shared/workshop/operations.ts'

const facts = { statements: [], versions: [], areas: [] }

test('notes of a second workshop say what was promised, begun, told, and because of which principle', () => {
  const title = { en: 'Management', fr: 'Management' }
  const { promises, practices, welcome, stories } = operationsOn({
    notes: [
      { id: 'p', kind: 'principle', text: 'Open on time\neven over opening complete' },
      {
        id: 'a',
        kind: 'promise',
        text: ' A firm answer ',
        blanks: { to: 'Ticket office', not: 'a yes to everything', seen: 'posters' },
        from: ['need'],
      },
      { id: 'b', kind: 'promise', text: 'Nobody chose it' },
      { id: 'c', kind: 'begin', text: 'to thank', step: 'daily/grid', field: 'management', from: ['p'] },
      {
        id: 'd',
        kind: 'stop',
        text: 'to wait',
        field: 'objectives',
        blanks: { seen: 'a clock' },
        from: ['gone'],
      },
      { id: 'e', kind: 'welcome', text: '9 o’clock: a manager is there', field: 'day' },
      { id: 'f', kind: 'story', text: 'The gate opened.', from: ['p'], signature: 'Awa', photo: { id: 'x' } },
      { id: 'g', kind: 'story', text: '' },
    ],
    statements: [{ id: 's', from: ['a'] }],
    versions: [
      { statement: 's', text: 'first' },
      { statement: 's', text: 'last' },
    ],
    areas: [{ id: 'daily/grid/management', title }],
  })
  expect(promises).toMatchObject([
    {
      to: 'Ticket office',
      promise: 'A firm answer',
      not: 'a yes to everything',
      words: 'last',
      isChosen: true,
    },
    { id: 'b', words: null, isChosen: false },
  ])
  expect(practices).toEqual([
    { id: 'c', principle: 'p', column: 'management', title, way: 'begin', what: 'to thank', seen: '' },
    {
      id: 'd',
      principle: null,
      column: 'objectives',
      title: {},
      way: 'stop',
      what: 'to wait',
      seen: 'a clock',
    },
  ])
  expect(welcome).toEqual([{ id: 'e', when: 'day', text: '9 o’clock: a manager is there' }])
  expect(stories).toEqual([{ id: 'f', principle: 'p', text: 'The gate opened.', name: 'Awa', photo: 'x' }])
  expect(operationsOn({ ...facts, notes: [] })).toEqual({
    promises: [],
    practices: [],
    welcome: [],
    stories: [],
  })
})
