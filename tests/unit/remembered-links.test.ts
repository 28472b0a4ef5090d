import { expect, test } from 'vitest'
import { rememberLinks } from '#server/access/remembered-links.ts'
import type { BoardRow, BoardStore, LinkRow } from '#server/contracts/boards.ts'
import { Role } from '#shared/workshop/role.ts'

/** A store of one board with one link, and the questions that reached it. */
function newStore() {
  let board: BoardRow | undefined = { id: 'b', title: 'Why', language: 'en', created: 1 }
  let link: LinkRow = {
    board: 'b',
    role: Role.participant,
    hash: 'h',
    codeHash: null,
    isActive: true,
    created: 1,
  }
  const asked: string[] = []
  let hold: Promise<void> | undefined
  const store: BoardStore = {
    createBoard: async () => {},
    countBoards: async () => 0,
    lastChangeOf: async () => null,
    boardsUnusedSince: async () => [],
    keepFor: async () => 0,
    replaceLinkForHost: async () => {},
    findBoard: async (id) => {
      asked.push(`board ${id}`)
      const found = id === 'b' ? board : undefined
      await hold
      return found
    },
    updateBoard: async (_id, { title = '' }) => {
      board = board && { ...board, title }
    },
    deleteBoard: async () => {
      board = undefined
      await hold
    },
    linksOf: async () => [link],
    replaceLink: async (next) => {
      link = next
      return []
    },
    revokeLink: async () => {
      link = { ...link, isActive: false }
      return []
    },
    findLink: async (_board, hash) => {
      asked.push(`link ${hash}`)
      return hash === link.hash ? link : undefined
    },
    findLinkByCode: async () => undefined,
  }
  let forget = (): void => {}
  const remembering = rememberLinks(store, (given) => (forget = given))
  return {
    store: remembering,
    asked,
    lose: () => forget(),
    holdUntil: (until: Promise<void>) => (hold = until),
  }
}

test('a crowd asks the store for its link and its board once', async () => {
  const { store, asked } = newStore()
  await store.findLink('b', 'h')
  await store.findBoard('b')
  for (let person = 0; person < 100; person += 1) {
    expect(await store.findLink('b', 'h')).toMatchObject({ isActive: true })
    expect(await store.findBoard('b')).toMatchObject({ title: 'Why' })
  }
  expect(asked).toEqual(['link h', 'board b'])
})

test('links and boards that do not exist are looked up each time', async () => {
  const { store, asked } = newStore()
  for (let guess = 0; guess < 3; guess += 1) await store.findLink('b', 'wrong')
  for (let guess = 0; guess < 3; guess += 1) await store.findBoard('wrong')
  expect(asked).toHaveLength(6)
})

test('a link that was turned off or replaced, and a title that was changed, are seen at once', async () => {
  const { store } = newStore()
  await store.findLink('b', 'h')
  await store.findBoard('b')
  await store.revokeLink('b', Role.participant, null)
  await store.updateBoard('b', { title: 'How' })
  expect(await store.findLink('b', 'h')).toMatchObject({ isActive: false })
  expect(await store.findBoard('b')).toMatchObject({ title: 'How' })
  const next = { board: 'b', role: Role.participant, hash: 'new', codeHash: null, isActive: true, created: 2 }
  await store.replaceLink(next, null)
  expect(await store.findLink('b', 'h')).toBeUndefined()
})

test('an answer from before a change is not kept, nor one that comes while a board is deleted', async () => {
  const { store, holdUntil } = newStore()
  const gate = Promise.withResolvers<void>()
  void holdUntil(gate.promise)
  const before = store.findBoard('b')
  const deletion = store.deleteBoard('b')
  const meanwhile = store.findBoard('b')
  gate.resolve()
  expect(await before).toMatchObject({ title: 'Why' })
  expect(await meanwhile).toBeUndefined()
  await deletion
  expect(await store.findBoard('b')).toBeUndefined()
})

test('when another server may have the boards, the store is asked again', async () => {
  const { store, asked, lose } = newStore()
  await store.findBoard('b')
  lose()
  await store.findBoard('b')
  expect(asked).toEqual(['board b', 'board b'])
})
