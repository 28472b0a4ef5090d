import { expect, test } from 'vitest'
import { keepBegun } from '#client/model/memory/begun.ts'
import { SavingState } from '#client/model/contract/board-model.ts'
import { documentLimits } from '#server/documents/memory-pools.ts'
import { createGuard } from '#server/guard/guard.ts'
import { metaRoot } from '#shared/board/document.ts'
import { wordsOfNotes } from '#shared/board/id.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel, sessionOn } from '#tests/support/open-model.ts'
import { startRelay } from '#tests/support/relay-server.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const isSaved = (model: ReturnType<typeof openModel>) => model.saving.get() === SavingState.saved

test('a note that one person writes is on the other’s screen, and saved', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const id = ada.commands.addNote({ x: 100, y: 100 }, { text: 'Why we exist' })
  await until(() => ben.scene.notes.get(id)?.text === 'Why we exist')
  await until(() => isSaved(ada))
  expect(ben.scene.notes.get(id)).toMatchObject({ x: 0, y: 0, author: ada.me.get().id })
})

test('notes written offline are merged on return, also after the page was closed', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const session = await server.join(board, 'participant', 'Ada')
  const first = openModel(server.url, session, { webSocket: network.webSocket, openBrowserCopy })
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const id = first.commands.addNote({ x: 0, y: 0 }, { text: 'Together' })
  await until(() => isSaved(first) && ben.scene.notes.has(id))

  network.cut()
  await until(() => first.saving.get() === SavingState.offline)
  first.commands.writeNote(id, 'Together, offline')
  ben.commands.setTint([id], 'mint')
  first.close()
  await until(() => isSaved(ben))
  network.restore()

  const second = openModel(server.url, session, { webSocket: network.webSocket, openBrowserCopy })
  await until(() => isSaved(second))
  expect(second.scene.notes.get(id)).toMatchObject({ text: 'Together, offline', tint: 'mint' })
  await until(() => ben.scene.notes.get(id)?.text === 'Together, offline')
})

test('a board that is nearly full, or full, says so before anybody writes in vain, and only once', async () => {
  const documentsMemory = 16 * documentLimits.smallMemory
  const { url, rooms, ...server } = await startServer({ documentsMemory })
  const board = await server.createBoard()
  const session = await server.join(board, 'participant', 'Ada')
  const network = createCuttableNetwork()
  const ada = openModel(url, session, { webSocket: network.webSocket })
  await until(() => isSaved(ada))
  const fill = async (part: number): Promise<void> =>
    rooms.withBoard(board.id, async ({ write }) =>
      write((doc) => {
        metaRoot(doc).set('pad', 'x'.repeat((part * documentsMemory * documentLimits.boardShare) / 2))
      }),
    )
  const shown = () => ada.notices.list.get().map(({ text }) => text)
  await fill(0.95)
  await until(() => shown().join() === 'notices.nearlyFull')
  await fill(1.05)
  await until(() => shown().join() === 'errors.board_full')
  // A notice that was dismissed does not come back with each new connection.
  for (const { id } of ada.notices.list.get()) ada.notices.dismiss(id)
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  network.restore()
  await until(() => isSaved(ada))
  expect(shown()).toEqual([])
})

test('nothing is shown as saved before the store has it', async () => {
  const held = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let isHolding = false
  const relay = await startRelay({
    around: (store) => ({
      ...store,
      append: async (...args) => {
        if (isHolding) {
          reached.resolve()
          await held.promise
        }
        return store.append(...args)
      },
    }),
  })
  const board = await relay.newBoard()
  const ada = openModel(relay.url, await sessionOn(board))
  const ben = openModel(relay.url, await sessionOn(board))
  await until(() => isSaved(ada) && isSaved(ben))
  isHolding = true
  const seen: string[] = []
  ada.saving.listen((state) => seen.push(state))
  ada.commands.addNote({ x: 0, y: 0 }, { text: 'On paper only' })
  await reached.promise
  expect(seen).toEqual([SavingState.saving])
  expect(ben.scene.notes.size).toBe(0)
  held.resolve()
  await until(() => isSaved(ada) && ben.scene.notes.size === 1)
  expect(seen).toEqual([SavingState.saving, SavingState.saved])
})

test('the page says that the store cannot write, and unsaved notes wait until it can', async () => {
  let isFull = false
  const relay = await startRelay({
    around: (store) => ({
      ...store,
      append: (...args) => (isFull ? Promise.reject(new Error('disk full')) : store.append(...args)),
    }),
  })
  const board = await relay.newBoard()
  const world = { random: () => 0.1 }
  const ada = openModel(relay.url, await sessionOn(board), world)
  const ben = openModel(relay.url, await sessionOn(board), world)
  await until(() => isSaved(ada) && isSaved(ben))
  isFull = true
  const id = ada.commands.addNote({ x: 0, y: 0 }, { text: 'Patience' })
  await until(() => ada.saving.get() === SavingState.readOnly)
  expect(ben.scene.notes.size).toBe(0)
  isFull = false
  await until(() => isSaved(ada) && ben.scene.notes.get(id)?.text === 'Patience')
  expect(ada.notices.list.get()).toEqual([])
})

test('a refused edit is taken back, its words are offered, and the board goes on', async () => {
  const guard = createGuard()
  let refuses = false
  const relay = await startRelay({
    guard: {
      ...guard,
      check: (...args) => {
        const verdict = guard.check(...args)
        if (!refuses || !verdict.ok || verdict.isEmpty) return verdict
        return { ok: false, code: 'unknown_place', message: 'Not there.' }
      },
    },
  })
  const board = await relay.newBoard()
  const openBrowserCopy = createMemoryCopies()
  const session = await sessionOn(board)
  const ada = openModel(relay.url, session, { openBrowserCopy })
  const ben = openModel(relay.url, await sessionOn(board))
  await until(() => isSaved(ada) && isSaved(ben))
  const kept = ada.commands.addNote({ x: 0, y: 0 }, { text: 'Agreed' })
  await until(() => isSaved(ada))

  refuses = true
  const lost = ada.commands.addNote({ x: 500, y: 0 }, { text: 'Half a thought' })
  await until(() => ada.notices.list.get().length > 0)
  refuses = false
  expect([...ada.scene.notes.keys()]).toEqual([kept])
  const [notice] = ada.notices.list.get()
  expect(notice?.text).toBe('errors.unknown_place notices.unsaved {"count":1}')

  notice?.action?.run()
  await until(() => isSaved(ada) && ben.scene.notes.size === 2)
  const texts = [...ben.scene.notes.values()].map(({ text }) => text).sort()
  expect(texts).toEqual(['Agreed', 'Half a thought'])
  expect(ben.scene.notes.has(lost)).toBe(false)

  ada.close()
  const again = openModel(relay.url, session, { openBrowserCopy })
  await until(() => isSaved(again))
  expect(again.scene.notes.size).toBe(2)
  expect(again.notices.list.get()).toEqual([])
})

test('a person whose link is revoked is told so and stays out', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const facilitator = await server.join(board, 'facilitator')
  const ada = openModel(server.url, await server.join(board))
  await until(() => isSaved(ada))
  await server.ask('DELETE', `/api/boards/${board.id}/links/participant`, undefined, facilitator.session)
  await until(() => ada.saving.get() === SavingState.revoked)
  expect(ada.notices.list.get()).toEqual([])
})

test('a person whose link is revoked writes nothing more, and keeps their unsaved notes', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const facilitator = await server.join(board, 'facilitator')
  const network = createCuttableNetwork()
  const copied: string[] = []
  const ada = openModel(server.url, await server.join(board), {
    webSocket: network.webSocket,
    random: () => 0.1,
    copy: async (text) => copied.push(text) > 0,
  })
  await until(() => isSaved(ada))
  const sent = ada.commands.addNote({ x: 0, y: 0 }, { text: 'Sent' })
  await until(() => isSaved(ada))
  network.cut()
  const unsent = ada.commands.addNote({ x: 400, y: 0 })
  ada.ui.editing.set(unsent)
  ada.commands.writeNote(unsent, 'Not sent')
  await server.ask('DELETE', `/api/boards/${board.id}/links/participant`, undefined, facilitator.session)
  network.restore()
  await until(() => ada.saving.get() === SavingState.revoked)

  expect(ada.ui.editing.get()).toBeNull()
  expect(ada.barrierTo(Operation.writeNote, sent)).toBe('link_invalid')
  ada.commands.writeNote(sent, 'Changed')
  expect([ada.commands.addNote({ x: 0, y: 400 }), ada.scene.notes.get(sent)?.text]).toEqual(['', 'Sent'])
  const [offer] = ada.notices.list.get()
  expect(offer).toMatchObject({ text: 'notices.unsent', isLasting: true })
  offer?.action?.run()
  await until(() => copied.length > 0)
  expect(copied).toEqual(['Not sent'])
})

test('a person whose board is deleted keeps their unsaved notes, and words begun on a phone', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const facilitator = await server.join(board, 'facilitator')
  const copied: string[] = []
  const ada = openModel(server.url, await server.join(board), {
    copy: async (text) => copied.push(text) > 0,
  })
  await until(() => isSaved(ada))
  keepBegun(board.id, ada.me.get().id, '/note', { step: null, audience: Audience.openSigned, text: 'Begun' })
  await server.ask('DELETE', `/api/boards/${board.id}`, undefined, facilitator.session)
  await until(() => ada.saving.get() === SavingState.gone)
  const [offer] = ada.notices.list.get()
  offer?.action?.run()
  await until(() => copied.length > 0)
  expect(copied).toEqual(['Begun'])
})

test('a client finds a restarted server again and sends the notes written meanwhile', async () => {
  const first = await startServer()
  const board = await first.createBoard()
  const network = createCuttableNetwork()
  const world = { webSocket: network.webSocket, random: () => 0.1 }
  const ada = openModel(first.url, await first.join(board), world)
  const ben = openModel(first.url, await first.join(board), world)
  const before = ada.commands.addNote({ x: 0, y: 0 }, { text: 'Before' })
  await until(() => isSaved(ada) && ben.scene.notes.has(before))

  await first.close()
  await until(() => !isSaved(ada))
  // Its port may be another server's by now.
  network.cut()
  const meanwhile = ada.commands.addNote({ x: 300, y: 0 }, { text: 'Meanwhile' })
  const second = await startServer({ dataDir: first.dataDir })
  network.redirectTo(second.url)
  network.restore()

  await until(() => isSaved(ada) && isSaved(ben) && ben.scene.notes.has(meanwhile))
  expect([...ben.scene.notes.keys()].sort()).toEqual([before, meanwhile].sort())
})

test('thousands of notes deleted at once can be brought back at once', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const host = openModel(server.url, await server.join(board, 'facilitator'))
  const ada = openModel(server.url, await server.join(board))
  await until(() => isSaved(host) && isSaved(ada))
  const ids = host.commands.addNotes(
    Array.from({ length: 3_000 }, (_, index) => ({ text: `Note ${index}`, at: { x: index * 10, y: 0 } })),
  )
  await until(() => isSaved(host) && ada.scene.notes.size === ids.length)
  host.commands.remove(ids)
  await until(() => isSaved(host) && ada.scene.notes.size === 0)
  host.undo.undo()
  await until(() => isSaved(host) && ada.scene.notes.size === ids.length)
  expect(ada.scene.notes.get(ids[99] ?? '')).toEqual(host.scene.notes.get(ids[99] ?? ''))
  // Nothing was refused, and the message of the deletion went with it.
  expect(host.notices.list.get()).toEqual([])
})

test('people see who is here, their selections, their pointers and their views', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  const viewer = openModel(server.url, await server.join(board, 'viewer', 'Vera'))
  const id = ada.commands.addNote({ x: 0, y: 0 })
  ada.ui.selection.set(new Set([id]))
  // Without a canvas, as on a phone's list, one looks at no part of the board.
  await until(() => ben.presence.others.get()[0]?.selection[0] === id)
  expect(ben.presence.others.get()[0]?.view).toBeNull()
  ada.camera.setScreen({ width: 800, height: 600 })
  ada.camera.set({ x: 100, y: 50, zoom: 2 })
  await until(() => ben.presence.others.get()[0]?.view?.[2] === 400)
  expect(ben.presence.others.get()).toEqual([
    expect.objectContaining({ name: 'Ada', selection: [id], view: [100, 50, 400, 300] }),
  ])
  const adasIndex = ben.presence.others.get()[0]?.index ?? -1

  ada.presence.pointTo({ x: 12.4, y: 7 })
  await until(() => ben.presence.cursors.has(adasIndex) && viewer.presence.cursors.has(adasIndex))
  expect(ben.presence.cursors.get(adasIndex)).toEqual({ x: 12, y: 7, drag: null })
  expect(ada.presence.cursors.size).toBe(0)
  await until(() => ada.presence.count.get() === 2 && viewer.presence.count.get() === 2)
  // Numbers of people are told a second apart, so the viewer may be in a later one.
  await until(() => ada.presence.viewers.get() === 1)

  ben.ui.following.set(ada.me.get().id)
  ben.camera.setScreen({ width: 400, height: 300 })
  ben.ui.following.set(ada.me.get().id)
  await until(() => ben.camera.state.get().zoom === 1 && ben.camera.state.get().x === 100)
  expect(ben.ui.following.get()).toBe(ada.me.get().id)
  ben.camera.panBy(10, 0)
  expect(ben.ui.following.get()).toBeNull()

  ada.close()
  await until(() => ben.presence.others.get().length === 0 && ben.presence.cursors.size === 0)
})

test('a new title or name is shown only after the server has accepted it', async () => {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Draft' })
  const host = openModel(server.url, await server.join(board, 'facilitator', 'Host'))
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  await until(() => isSaved(host) && isSaved(ada))
  expect(await host.commands.rename('Our purpose')).toEqual({ ok: true })
  await until(() => ada.meta.get().title === 'Our purpose')
  expect(await ada.commands.rename('Mine')).toEqual({
    ok: false,
    code: 'forbidden',
    message: 'errors.forbidden',
  })
  expect(await ada.commands.changeMe('Adèle', 3)).toEqual({ ok: true })
  await until(() => host.presence.others.get()[0]?.name === 'Adèle')

  const gathered: unknown[] = []
  ada.presence.onGather((view, from) => gathered.push([view, from]))
  expect(await host.commands.gather({ x: 1, y: 2, width: 300, height: 200 })).toEqual({ ok: true })
  await until(() => gathered.length > 0)
  expect(gathered).toEqual([[{ x: 1, y: 2, width: 300, height: 200 }, host.me.get().id]])
  // An empty view brings nobody anywhere.
  expect(await host.commands.gather({ x: 0, y: 0, width: 1, height: 1 })).toMatchObject({ ok: false })
})

test('a facilitator shows a note to the room; a projector that joins later sees it, until the facilitator ends it', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const host = openModel(server.url, await server.join(board, 'facilitator', 'Flora'))
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  const id = ada.commands.addNote({ x: 0, y: 0 }, { text: 'Why we exist' })
  await until(() => host.scene.notes.has(id))
  expect(await ada.commands.showToRoom(id)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await host.commands.showToRoom(id)).toEqual({ ok: true })

  const projector = openModel(server.url, await server.join(board, 'viewer'))
  await until(() => projector.spotlight.get() === id && ada.spotlight.get() === id)
  // Nothing that is not on the board is shown, and a person's undo does not reach it.
  ada.undo.undo()
  await until(() => !host.scene.notes.has(id))
  expect(host.spotlight.get()).toBe(id)
  expect(await host.commands.showToRoom('nowhere-to-be-found')).toEqual({ ok: true })
  await until(() => projector.spotlight.get() === null)
  // The words of the notes, in place of one of them.
  expect(await ada.commands.showToRoom(wordsOfNotes)).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await host.commands.showToRoom(wordsOfNotes)).toEqual({ ok: true })
  await until(() => projector.spotlight.get() === wordsOfNotes)
})

test('a facilitator alone hears how many pages a projector has, and turns them for every projector', async () => {
  const server = await startServer()
  const board = await server.createBoard()
  const host = openModel(server.url, await server.join(board, 'facilitator', 'Flora'))
  const ada = openModel(server.url, await server.join(board, 'participant', 'Ada'))
  const projector = openModel(server.url, await server.join(board, 'viewer'))
  expect(await projector.run({ kind: 'room.pages', place: 'wall:board:4', pages: 3 })).toEqual({ ok: true })
  await until(() => host.presence.projected.get() !== null)
  expect(host.presence.projected.get()).toEqual({ place: 'wall:board:4', pages: 3 })

  const turned = { place: 'wall:board:4', page: 2 }
  for (const other of [ada, projector])
    expect(await other.run({ kind: 'room.page', ...turned })).toMatchObject({ ok: false, code: 'forbidden' })
  expect(await host.run({ kind: 'room.page', ...turned })).toEqual({ ok: true })
  const late = openModel(server.url, await server.join(board, 'viewer'))
  await until(() => late.roomPage.get() !== null && projector.roomPage.get() !== null)
  expect([late.roomPage.get(), projector.roomPage.get()]).toEqual([turned, turned])
  expect(ada.presence.projected.get()).toBeNull()
  expect(await projector.run({ kind: 'room.pages', place: 'no place', pages: 3 })).toMatchObject({
    ok: false,
  })
})

/** The relay gives only secrets; the server's hello names the person. */
