import { expect, test } from 'vitest'
import { readLink } from '#client/model/basics/address.ts'
import { recall } from '#client/storage/browser-storage.ts'
import {
  rememberEntered,
  dropSession,
  enteredBefore,
  forgetBoard,
  keepSession,
  type StoredSession,
} from '#client/model/memory/sessions.ts'
import { formerVisits, createSessionBook } from '#client/model/memory/session-book.ts'

function storage() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

function session(facts: Partial<StoredSession> = {}): StoredSession {
  return {
    session: 's1',
    board: 'b1',
    title: 'Purpose',
    language: 'en',
    role: 'participant',
    participant: { id: 'ada', name: 'Ada', colour: 0 },
    ...facts,
  }
}

test('each tab goes on with its own session of a board', () => {
  const browser = storage()
  let now = 0
  const [first, second] = [storage(), storage()].map((tab) =>
    createSessionBook(browser, tab, () => (now += 1)),
  )
  first?.keep(session())
  second?.keep(session({ session: 's2', role: 'facilitator' }))
  expect(first?.find('b1')).toMatchObject({ session: 's1' })
  expect(second?.find('b1')).toMatchObject({ session: 's2' })
  expect(createSessionBook(browser, storage(), () => 0).find('b1')).toMatchObject({ session: 's2' })
  second?.drop('s2')
  expect(second?.find('b1')).toMatchObject({ session: 's1' })
})

test('every visit to a board is known, the newest first, so that a person can return to an earlier identity', () => {
  let now = 0
  const book = createSessionBook(storage(), storage(), () => (now += 1))
  const bo = session({ session: 's2', participant: { id: 'bo', name: 'Bo', colour: 1 } })
  book.keep(session())
  book.keep(bo)
  book.keep(session({ session: 's3', board: 'b2' }))
  expect(book.all('b1').map(({ participant }) => participant.name)).toEqual(['Bo', 'Ada'])
  book.keep(session())
  expect(book.all('b1').map(({ participant }) => participant.name)).toEqual(['Ada', 'Bo'])
  expect(book.find('b1')).toMatchObject({ session: 's1' })
})

test('recent boards are listed once each, the newest first, until they are forgotten', () => {
  let now = 0
  const book = createSessionBook(storage(), storage(), () => (now += 1))
  book.keep(session())
  book.keep(session({ session: 's2', board: 'b2', title: 'Later' }))
  book.keep(session({ session: 's3', role: 'facilitator' }))
  expect(book.recent()).toEqual([
    { board: 'b1', title: 'Purpose', role: 'facilitator', opened: 3 },
    { board: 'b2', title: 'Later', role: 'participant', opened: 2 },
  ])
  book.keepLinks('b1', { viewer: 'https://a/b/b1#x' })
  book.keepLinks('b1', { joinCode: 'AAAA-BBBB' })
  expect(book.links('b1')).toEqual({ viewer: 'https://a/b/b1#x', joinCode: 'AAAA-BBBB' })
  book.keepLinks('b1', { joinCode: undefined })
  expect(book.links('b1')).toEqual({ viewer: 'https://a/b/b1#x' })
  expect(book.forget('b1').length).toBe(2)
  expect(book.links('b1')).toEqual({})
  expect(book.recent().map(({ board }) => board)).toEqual(['b2'])
})

test('a forgotten board and an ended session take the stored secrets of links with them', () => {
  const visits = ['b1', 'b2', 'b3'].map((board, index) => session({ board, session: `s${index + 1}` }))
  for (const visit of visits) {
    keepSession(visit)
    rememberEntered(`secret-of-${visit.board}`, visit.session)
  }
  expect(enteredBefore('b1', 'secret-of-b1')).toMatchObject({ session: 's1' })
  forgetBoard('b1')
  dropSession({ board: 'b2', session: 's2' })
  expect(recall('boussole.entered')).toBe(JSON.stringify({ 'secret-of-b3': 's3' }))
  expect(enteredBefore('b1', 'secret-of-b1')).toBeUndefined()
  expect(enteredBefore('b3', 'secret-of-b3')).toMatchObject({ session: 's3' })
})

test('a visit that the server ended is kept for returning, until the return or the board’s end', () => {
  const visits = ['f1', 'f2', 'f3'].map((board) =>
    session({ board, session: `of-${board}`, participant: { id: `in-${board}`, name: 'Ada', colour: 0 } }),
  )
  for (const visit of visits) {
    keepSession(visit)
    dropSession(visit)
  }
  const known = (board?: string) => formerVisits(board).map(({ session }) => session)
  expect(known().slice(0, 3)).toEqual(['of-f3', 'of-f2', 'of-f1'])
  expect(known('f2')).toEqual(['of-f2'])
  const [back] = visits
  if (back) keepSession({ ...back, session: 'anew' })
  forgetBoard('f2')
  dropSession({ board: 'f1', session: 'unknown' })
  expect(visits.map(({ board }) => known(board))).toEqual([[], [], ['of-f3']])
})

test('forbidden or foreign storage counts as empty', () => {
  const broken = {
    ...storage(),
    getItem: () => '[{"session":1},3]',
    setItem: () => {
      throw new Error('full')
    },
  }
  for (const book of [createSessionBook(null, null, () => 0), createSessionBook(broken, broken, () => 0)]) {
    book.keep(session())
    expect(book.find('b1')).toBeUndefined()
    expect(book.recent()).toEqual([])
    expect(book.links('b1')).toEqual({})
  }
})

test('a link is a board in the path and a secret after #', () => {
  expect(readLink('https://boussole.example/b/abc_-1#abcdefgh123')).toEqual({
    board: 'abc_-1',
    secret: 'abcdefgh123',
  })
  expect(readLink('https://boussole.example/b/abc#device.abcdefgh123')?.secret).toBe('device.abcdefgh123')
  for (const address of [
    'https://a/b/abc',
    'https://a/b/abc#short',
    'https://a/c/abc#abcdefgh123',
    'nonsense',
  ]) {
    expect(readLink(address)).toBeUndefined()
  }
})
