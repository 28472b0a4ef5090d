import { atom } from 'nanostores'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announceVote } from '#client/activities/vote/announce-vote.ts'
import { onOneLine } from '#client/activities/vote/option-words.tsx'
import { votesDrawer } from '#client/activities/vote/votes-entry.ts'
import { voteWords } from '#client/activities/vote/words.ts'
import { announceNotes } from '#client/panels/board/announce-notes.ts'
import type { OpenBoard } from '#client/panels/host/feature.ts'
import { createSay } from '#client/panels/host/say.ts'
import { announcePeople } from '#client/panels/people/announce-people.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, removeNotes, writeNote } from '#shared/board/note.ts'
import type { Round } from '#shared/workshop/round.ts'
import { openToolBoard } from '#tests/support/tool-board.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function listen(announcer: typeof announceNotes) {
  const board = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  const said: string[] = []
  announcer({ model: board.model } as OpenBoard, (sentence) => void said.push(sentence))
  return { ...board, said }
}

test('others’ work is one sentence every few seconds; one’s own work says nothing', () => {
  const { doc, said, model } = listen(announceNotes)
  const others = (change: () => void) => {
    doc.transact(change, 'remote')
    vi.advanceTimersByTime(20)
  }
  others(() => addNote(doc, { id: 'c', x: 0, y: 500, author: 'ana', created: 1 }))
  others(() => writeNote(doc, 'c', 'A letter after the other'))
  others(() => addNote(doc, { id: 'd', x: 300, y: 500, author: 'ana', created: 1 }))
  others(() => writeNote(doc, 'a', 'Changed'))
  others(() => removeNotes(doc, ['b']))
  model.commands.addNote({ x: 900, y: 900 }, { text: 'My own' })
  vi.advanceTimersByTime(4_000)
  expect(said).toEqual([])
  vi.advanceTimersByTime(2_000)
  expect(said).toEqual(['2 new notes, 1 note changed, 1 note deleted.'])
  others(() => addCluster(doc, ['a', 'c'], { id: 'g' }))
  vi.advanceTimersByTime(60_000)
  expect(said.slice(1)).toEqual(['1 new group, 2 notes changed.'])
})

test('one person who comes is named, several are counted', () => {
  const { setOthers, said } = listen(announcePeople)
  const person = (index: number, name: string) => ({
    index,
    participant: `p${index}`,
    name,
    colour: 0,
    role: 'participant' as const,
    selection: [],
    view: null,
    editing: null,
  })
  setOthers([person(1, 'Ana')])
  vi.advanceTimersByTime(6_000)
  expect(said).toEqual(['Ana is here.'])
  setOthers([person(1, 'Ana'), person(2, 'Bo'), person(3, '')])
  vi.advanceTimersByTime(6_000)
  expect(said.at(-1)).toBe('2 more people are here.')
  // The connection broke, and is back.
  setOthers([])
  setOthers([person(1, 'Ana'), person(2, 'Bo'), person(3, '')])
  vi.advanceTimersByTime(6_000)
  expect(said).toHaveLength(2)
})

test('a vote is heard: its question, each dot once, the last minute, the end of the time and the close', () => {
  const board = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  const said: string[] = []
  const shell = { drawer: atom(votesDrawer) }
  announceVote({ model: board.model, shell } as unknown as OpenBoard, (sentence) => void said.push(sentence))
  const round: Round = {
    ...openRound,
    deadline: board.model.voting.now() + 90_000,
  }
  board.setRounds([round])
  expect(said).toEqual(['A vote is open. Which first? You have 3 dots.'])
  board.setDots('r', { a: 1 })
  expect(said.at(-1)).toBe('a. Your dots: 1. 2 dots left.')
  expect(said).toHaveLength(2)
  vi.advanceTimersByTime(31_000)
  expect(said.at(-1)).toBe('One minute left to vote.')
  vi.advanceTimersByTime(60_000)
  expect(said.at(-1)).toBe('Time is up.')
  board.setRounds([{ ...round, state: 'closed', closedAt: 2 }])
  expect(said.at(-1)).toBe('The vote is closed.')
})

test('the vote of a step does not repeat the question, which was heard with the step', () => {
  const said: string[] = []
  const board = openToolBoard()
  const model = { ...board.model, agenda: atom({ now: { state: 'running', step: 'phase/vote' }, clock: {} }) }
  announceVote(
    { model, shell: { drawer: atom() } } as unknown as OpenBoard,
    (sentence) => void said.push(sentence),
  )
  board.setRounds([{ ...openRound, step: 'phase/vote' }])
  expect(said).toEqual(['A vote is open. You have 3 dots.'])
})

test('the close of a vote is heard where no message says it: in a step of an agenda', () => {
  const said: string[] = []
  const board = openToolBoard()
  const hear = (model: object) =>
    announceVote(
      { model: { ...board.model, ...model }, shell: { drawer: atom() } } as unknown as OpenBoard,
      (sentence) => void said.push(sentence),
    )
  const close = () => {
    board.setRounds([openRound])
    said.length = 0
    board.setRounds([{ ...openRound, state: 'closed', closedAt: 2 }])
    return said
  }
  const stop = hear({})
  expect(close()).toEqual([])
  stop()
  hear({ agenda: atom({ now: { state: 'running' }, clock: {} }) })
  expect(close()).toEqual(['The vote is closed.'])
})

test('a group without a title is heard by the first words of its notes', () => {
  const board = openToolBoard({ a: { x: 0, y: 0 }, b: { x: 300, y: 0 } })
  board.doc.transact(() => addCluster(board.doc, ['a', 'b'], { id: 'g' }), 'remote')
  vi.advanceTimersByTime(20)
  const said: string[] = []
  const model = { ...board.model, agenda: atom({ now: { state: 'running' }, clock: {} }) }
  announceVote(
    { model, shell: { drawer: atom() } } as unknown as OpenBoard,
    (sentence) => void said.push(sentence),
  )
  const round: Round = { ...openRound, target: 'clusters', options: ['g'], texts: { g: '' } }
  board.setRounds([round])
  board.setDots('r', { g: 1 })
  const name = onOneLine(voteWords.t('common.groupOf', { words: 'a' }))
  expect(said.at(-1)).toBe(`${name}. Your dots: 1. 2 dots left.`)
  board.setRounds([{ ...round, state: 'closed', closedAt: 2, voted: 3, eligible: 3, totals: { g: 3 } }])
  expect(said.at(-1)).toContain(name)
})

const openRound: Round = {
  id: 'r',
  number: 1,
  title: 'Which first?',
  target: 'notes',
  options: ['a', 'b'],
  budget: 3,
  cap: 2,
  isSecret: true,
  deadline: null,
  state: 'open',
  openedAt: 1,
  closedAt: null,
  voted: 0,
  eligible: 2,
  totals: null,
  ballots: null,
  previous: null,
}

test('sentences that come together are one text, and the same sentence is said again', () => {
  const region = { textContent: '' }
  const say = createSay(region)
  say('One.')
  say('Two.')
  expect(region.textContent).toBe('')
  vi.advanceTimersByTime(200)
  expect(region.textContent).toBe('One. Two.')
  say('Three.')
  vi.advanceTimersByTime(200)
  const first = region.textContent
  say('Three.')
  vi.advanceTimersByTime(200)
  expect(region.textContent).not.toBe(first)
  expect(region.textContent.trim()).toBe('Three.')
})
