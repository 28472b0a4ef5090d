import { expect, onTestFinished, test } from 'vitest'
import { addNote, notesOf } from '#shared/board/note.ts'
import { draftsOf, type Draft } from '#shared/board/draft.ts'
import { readWriting } from '#shared/board/writing.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Store } from '#server/contracts/store.ts'
import { StoreError } from '#server/contracts/store-error.ts'
import { startRelay, type TestBoard } from '#tests/support/relay-server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

async function joinDesk(url: string, { id }: TestBoard, token: string): Promise<SocketClient> {
  const client = connectClient({ url, board: `${id}/desk`, token })
  onTestFinished(() => client.socket.terminate())
  await client.until(() => client.isSynced())
  return client
}

const textsOf = (drafts: readonly Pick<Draft, 'text'>[]): readonly string[] =>
  drafts.map(({ text }) => text).sort()

test('a reveal that the store refuses shows nothing and takes nothing; the next one shows everything once', async () => {
  let isBroken = true
  const broken = async (): Promise<void> => {
    throw new StoreError('the disk is full')
  }
  const relay = await startRelay({
    isGoverned: true,
    around: (store): Store => ({
      ...store,
      revealDrafts: (...args) => (isBroken ? broken() : store.revealDrafts(...args)),
    }),
  })
  const board = await relay.newBoard()
  const facilitator = await board.token(Role.facilitator)
  const author = await board.token()
  const fay = await board.join({ token: facilitator, keepsFrames: true })
  await fay.command({ kind: 'writing.set', mode: 'private' })
  const desk = await joinDesk(relay.url, board, author)
  addNote(desk.doc, { x: 0, y: 0, author: null, created: 1, text: 'planted' })
  await desk.allSaved()

  const asked = fay.command({ kind: 'desk.reveal' }).catch(() => undefined)
  await Promise.all([fay.closed, desk.closed, asked])
  expect(Buffer.concat(fay.frames).includes('planted')).toBe(false)
  const back = await board.join({ token: facilitator })
  expect(notesOf(back.doc)).toEqual([])
  expect(readWriting(back.doc).mode).toBe('private')
  expect(textsOf(draftsOf((await joinDesk(relay.url, board, author)).doc))).toEqual(['planted'])

  isBroken = false
  expect(await back.command({ kind: 'desk.reveal' })).toMatchObject({ ok: true, revealed: 1 })
  await back.until(() => notesOf(back.doc).length === 1)
  expect(textsOf(draftsOf((await joinDesk(relay.url, board, author)).doc))).toEqual([])
})

test('updates written while a reveal is being stored wait and are not lost', async () => {
  const storing = Promise.withResolvers<void>()
  const mayStore = Promise.withResolvers<void>()
  const relay = await startRelay({
    isGoverned: true,
    around: (store): Store => ({
      ...store,
      revealDrafts: async (...args) => {
        storing.resolve()
        await mayStore.promise
        return store.revealDrafts(...args)
      },
    }),
  })
  const board = await relay.newBoard()
  const fay = await board.join({ role: Role.facilitator })
  const author = await board.token()
  const [desk, ada] = [await joinDesk(relay.url, board, author), await board.join({ token: author })]
  const note = { x: 0, y: 0, author: null, created: 1 }
  addNote(desk.doc, { ...note, text: 'before' })
  await desk.allSaved()
  const asked = fay.command({ kind: 'desk.reveal' })
  await storing.promise
  addNote(desk.doc, { ...note, text: 'meanwhile, on the desk' })
  addNote(ada.doc, { ...note, text: 'meanwhile, on the board' })
  mayStore.resolve()
  expect(await asked).toMatchObject({ ok: true, revealed: 1 })
  await Promise.all([desk.allSaved(), ada.allSaved()])
  await fay.until(() => notesOf(fay.doc).length === 2)
  expect(textsOf(notesOf(fay.doc))).toEqual(['before', 'meanwhile, on the board'])
  expect(textsOf(draftsOf(desk.doc))).toEqual(['meanwhile, on the desk'])
})
