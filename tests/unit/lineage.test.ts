import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { followIdeas } from '#client/panels/lineage/follow-ideas.ts'
import { fatesOf, reachOf } from '#client/panels/lineage/ideas-dialog.tsx'
import { IdeaBook } from '#client/panels/host/own-ideas.ts'
import { readOwnIdeas } from '#client/model/memory/own-ideas.ts'
import type { OpenBoard } from '#client/panels/host/feature.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { heirsOf, withSources } from '#shared/board/lineage.ts'
import { addNote } from '#shared/board/note.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { PollMethod, RoundState, type Round } from '#shared/workshop/round.ts'
import { lineageOf } from '#shared/statements/lineage.ts'
import { storyOf } from '#shared/statements/story.ts'
import { openForPeople } from '#tests/support/sorting-people.ts'

afterEach(() => {
  vi.useRealTimers()
})

const plain = { x: 0, y: 0, author: null, created: 1 }

test('the sources of a note are all that it grew from, the nearest first, and references that go round end', () => {
  const notes = new Map([
    ['a', { from: ['b', 'gone'] }],
    ['b', { from: ['c', 'a'] }],
    ['c', {}],
  ])
  expect([...withSources(notes, ['a'])]).toEqual(['a', 'b', 'gone', 'c'])
  expect([...withSources(notes, ['c'])]).toEqual(['c'])
  expect(heirsOf(notes, 'a')).toEqual(['b'])
  expect(heirsOf(notes, 'gone')).toEqual(['a'])
})

test('each note of a net is looked at once, however many ways lead to it', () => {
  let looks = 0
  const from = (index: number) =>
    Array.from({ length: Math.min(index, 40) }, (_, back) => `n${index - 1 - back}`)
  const notes = new Map(
    Array.from({ length: 500 }, (_, index) => {
      const note = {
        get from() {
          looks += 1
          return from(index)
        },
      }
      return [`n${index}`, note] as const
    }),
  )
  expect(withSources(notes, notes.keys()).size).toBe(500)
  expect(looks).toBe(500)
})

test('a book finds drafts again among unsigned notes by their words, each note once, and never another’s', () => {
  const book = new IdeaBook('me', [])
  book.draftsAre([
    { id: 'd1', text: ' Walk ' },
    { id: 'd2', text: 'Walk' },
    { id: 'd3', text: '' },
    { id: 'd4', text: 'Thrown away' },
  ])
  expect(book.ideas).toEqual([])
  expect(book.draftsAre([])).toBe(true)
  const note = (id: string, text: string, author: string | null = null) => ({ id, text, author })
  expect(book.find([note('n1', 'Walk'), note('n2', 'Thrown away', 'other'), note('n3', 'Walk')])).toBe(true)
  expect(book.ideas).toEqual([
    { text: 'Walk', note: 'n1' },
    { text: 'Walk', note: 'n3' },
    { text: 'Thrown away', note: null },
  ])
  book.notesAre([
    note('n1', 'Walk more', 'me'),
    note('n4', 'Written together', 'me'),
    note('n5', 'x', 'other'),
  ])
  expect(book.ideas.map((idea) => idea.note)).toEqual(['n1', 'n3', null, 'n4'])
  expect(book.ideas[0]?.text).toBe('Walk more')
})

test('the same words in two steps are found in each, also on a device that saw only one of them', () => {
  const notes = ['why/write', 'close/commit'].map((step) => ({ id: step, text: 'Walk', author: null, step }))
  const book = new IdeaBook('me', [])
  book.draftsAre([{ id: 'd1', text: 'Walk', step: 'close/commit' }])
  book.draftsAre([])
  book.find(notes)
  expect(book.ideas.map(({ note }) => note)).toEqual(['close/commit'])
})

test('an answer that a step has taken is found again on any device, once, also with the words that it has now', () => {
  const note = (id: string, text: string, author: string | null = null) => ({ id, text, author })
  const answers = [
    { id: 'a1', text: ' A warning ', taken: 'start/write' },
    { id: 'a2', text: 'Kept for me' },
    { id: 'a3', text: 'Trust', taken: 'start/write' },
  ]
  const elsewhere = new IdeaBook('me', [])
  expect(elsewhere.answersAre(answers)).toBe(true)
  expect(elsewhere.answersAre(answers)).toBe(false)
  elsewhere.find([note('n1', 'Kept for me'), note('n2', 'A warning'), note('n3', 'Trust', 'other')])
  expect(elsewhere.ideas).toEqual([
    { text: 'A warning', note: 'n2', answer: 'a1' },
    { text: 'Trust', note: null, answer: 'a3' },
  ])

  // Where the drafts were written, their last words count.
  const here = new IdeaBook('me', [])
  here.answersAre(answers)
  here.draftsAre([
    { id: 'd1', text: 'An early warning', from: ['a1'] },
    { id: 'd2', text: 'Trust', from: ['a3'] },
    { id: 'd3', text: 'Time' },
  ])
  here.draftsAre([])
  here.find([note('n1', 'Trust'), note('n2', 'An early warning'), note('n3', 'Time')])
  here.answersAre(answers)
  expect(here.ideas).toEqual([
    { text: 'An early warning', note: 'n2', answer: 'a1' },
    { text: 'Trust', note: 'n1', answer: 'a3' },
    { text: 'Time', note: 'n3' },
  ])
})

test('a person sees what became of each idea: merged, parked, in a group, built upon, voted on, gone', () => {
  const [person] = openForPeople(1, (doc) => {
    addNote(doc, { ...plain, id: 'merged', text: 'Both', from: ['mine'] })
    addNote(doc, { ...plain, id: 'parked', text: 'A film', area: parkingLot })
    addNote(doc, { ...plain, id: 'grouped', text: 'A walk' })
    addNote(doc, { ...plain, id: 'child', text: 'A longer walk', from: ['grouped'] })
    addCluster(doc, ['grouped'], { id: 'outside' })
  }).people
  if (!person) throw new Error('nobody is here')
  const round: Round = {
    id: 'r',
    number: 1,
    title: '',
    target: 'clusters',
    options: ['outside', 'other'],
    budget: 1,
    cap: 1,
    isSecret: true,
    deadline: null,
    openedAt: 1,
    closedAt: 2,
    previous: null,
    method: PollMethod.dots,
    state: RoundState.closed,
    voted: 3,
    eligible: 3,
    totals: { outside: 3, other: 0 },
    ballots: null,
  }
  const ideas = [
    { text: 'Mine', note: 'mine' },
    { text: 'A film', note: 'parked' },
    { text: 'A walk', note: 'grouped' },
    { text: 'Lost', note: 'lost' },
    { text: 'Never shown', note: null },
  ]
  const none = { isMerged: false, isParked: false, cluster: null }
  expect(fatesOf(ideas, person.model.scene)).toEqual([
    { ...none, text: 'Lost', note: null },
    { ...none, text: 'A walk', note: 'grouped', cluster: 'outside' },
    { ...none, text: 'A film', note: 'parked', isParked: true },
    { ...none, text: 'Mine', note: 'merged', isMerged: true },
  ])
  const board = {
    notes: person.model.scene.notes,
    rounds: [round],
    tests: [],
    statements: [],
    versions: [],
    adoptions: [],
  }
  expect(storyOf('grouped', board)).toEqual([
    { kind: 'continued', count: 1 },
    { kind: 'points', total: 3, rank: 1, goesOn: true },
  ])
})

test('this browser remembers the words of its own person alone, also when their note has gone', () => {
  vi.useFakeTimers()
  const { people } = openForPeople(1, (board) => {
    addNote(board, { ...plain, id: 'theirs', author: 'somebody', text: 'Not mine' })
  })
  const model = people[0]?.model
  if (!model) throw new Error('nobody is here')
  const stop = followIdeas({ model } as OpenBoard)
  onTestFinished(stop)
  const id = model.commands.addNote({ x: 900, y: 900 }, { text: 'Mine' })
  vi.advanceTimersByTime(3_000)
  model.commands.remove([id])
  vi.advanceTimersByTime(3_000)
  expect(readOwnIdeas(model.id, model.me.get().id)).toEqual([{ text: 'Mine', note: id }])
})

test('an idea says whether it stands behind a sentence, and behind the adopted one', () => {
  const note = (id: string) => ({ id, text: id, cluster: null })
  const statements = [
    { id: 's1', number: 1, from: ['a'], text: 'A' },
    { id: 's2', number: 2, from: ['b'], text: 'B' },
  ]
  const versions = [{ id: 'v1', statement: 's1', number: 1, text: 'A', parents: [] }]
  const lineage = lineageOf({
    notes: ['a', 'b', 'c'].map(note),
    clusters: [],
    statements,
    versions,
    adoptions: [{ version: 'v1', text: 'A' }],
  })
  expect(['a', 'b', 'c', 'gone'].map((id) => reachOf(lineage, id))).toEqual([
    'purpose',
    'statement',
    null,
    null,
  ])
})
