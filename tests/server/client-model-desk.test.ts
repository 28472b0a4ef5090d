import { expect, onTestFinished, test, vi } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import type { Platform } from '#client/model/platform/platform.ts'
import { Audience } from '#shared/workshop/audience.ts'
import type { Command } from '#shared/wire/command.ts'
import { twoWaves } from '#tests/support/agendas.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel } from '#tests/support/open-model.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const isSaved = (model: BoardModel) => model.saving.get() === SavingState.saved
const isDeskSaved = (model: BoardModel) => isSaved(model) && model.desk.saving.get() === SavingState.saved
const texts = (model: BoardModel) => model.desk.drafts.get().map(({ text }) => text)

async function open(world: Partial<Platform> = {}) {
  const server = await startServer()
  const board = await server.createBoard()
  const host = openModel(server.url, await server.join(board, 'facilitator', 'Host'))
  const session = await server.join(board, 'participant', 'Ada')
  const openBrowserCopy = createMemoryCopies()
  const network = createCuttableNetwork()
  const ada = openModel(server.url, session, {
    openBrowserCopy,
    webSocket: network.webSocket,
    random: () => 0.1,
    ...world,
  })
  const ben = openModel(server.url, await server.join(board, 'participant', 'Ben'))
  await until(() => [host, ada, ben].every(isSaved))
  const begin = async () => {
    expect(await host.commands.setWriting('private')).toEqual({ ok: true })
    await until(() => ada.desk.takesNotes.get() && ben.desk.takesNotes.get())
  }
  return { server, board, host, ada, ben, session, openBrowserCopy, network, begin }
}

test('a participant’s new notes are drafts while writing is private, on all their devices and nobody else’s', async () => {
  const { server, host, ada, ben, session, begin } = await open()
  await begin()
  expect(ada.commands.addNote({ x: 0, y: 0 }, { text: 'Mine alone' })).toBe('')
  expect(host.desk.takesNotes.get()).toBe(false)
  await until(() => isSaved(ada) && texts(ada).length === 1)
  expect(ada.desk.drafts.get()).toMatchObject([{ text: 'Mine alone', author: null, isHeld: false }])

  const other = openModel(server.url, session)
  await until(() => isSaved(other) && texts(other).length === 1)
  other.desk.write(other.desk.drafts.get()[0]?.id ?? '', 'Mine, from the sofa')
  await until(() => texts(ada)[0] === 'Mine, from the sofa')
  await until(() => isDeskSaved(other))
  // That one of two has written is told to nobody.
  expect(host.writing.get()).toMatchObject({ wrote: null, of: 2 })
  expect([host.scene.notes.size, ben.scene.notes.size, texts(ben).length]).toEqual([0, 0, 0])
})

test('drafts written without a connection are kept in the browser and join the desk later', async () => {
  const { server, ada, session, openBrowserCopy, network, begin } = await open()
  await begin()
  await until(() => isSaved(ada))
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  ada.desk.add([{ text: 'On the train' }])
  ada.close()
  network.restore()
  const back = openModel(server.url, session, { openBrowserCopy })
  await until(() => isSaved(back) && texts(back).length === 1)
  const other = openModel(server.url, session)
  await until(() => texts(other)[0] === 'On the train')
})

test('a reveal tells everyone which notes have come; held drafts stay, and an empty desk closes', async () => {
  const { host, ada, ben, begin } = await open()
  await begin()
  const [signed = ''] = ada.desk.add([{ text: 'Signed' }])
  const [held = ''] = ada.desk.add([{ text: 'Held' }])
  ben.desk.add([{ text: 'Unsigned' }])
  ada.desk.setAudience(signed, Audience.hiddenSigned)
  ada.desk.setAudience(held, Audience.onlyMe)
  await until(() => isSaved(ada) && isSaved(ben) && host.writing.get().wrote === 2)
  const told: (readonly string[])[] = []
  for (const model of [host, ada, ben]) model.reveals.onReveal((notes) => void told.push(notes))

  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 2 })
  await until(() => told.length === 3)
  for (const notes of told) expect([...notes].sort()).toEqual([...host.scene.notes.keys()].sort())
  const signs = [...host.scene.notes.values()].map(({ text, author, signature }) => [text, author, signature])
  expect(signs.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    ['Signed', ada.me.get().id, 'Ada'],
    ['Unsigned', null, undefined],
  ])
  // A later change of name changes no signature, and a note written in sight of all has none.
  await ada.commands.changeMe('Eve', 1)
  ada.commands.addNote({ x: 0, y: 900 }, { text: 'Open' })
  await until(() => host.scene.notes.size === 3)
  const named = [...host.scene.notes.values()].map(({ text, signature }) => `${text}: ${signature}`)
  expect(named.sort()).toEqual(['Open: undefined', 'Signed: Ada', 'Unsigned: undefined'])
  await until(() => texts(ada).join() === 'Held' && texts(ben).length === 0)
  await until(() => ben.desk.saving.get() === null)
  expect(ada.desk.saving.get()).not.toBeNull()
  expect(ada.desk.takesNotes.get()).toBe(false)

  // The next private writing finds the desk as it was left.
  await begin()
  await until(() => isSaved(ada) && isSaved(ben))
  expect([texts(ada), texts(ben)]).toEqual([['Held'], []])
})

test('a private photo that arrives after the reveal is its author’s alone, and held back', async () => {
  const { server, host, ada, begin } = await open()
  await begin()
  const ask = globalThis.fetch
  const arrival = Promise.withResolvers<void>()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const response = await ask(new URL(path, server.url), init)
    await arrival.promise
    return response
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const file = new File([new Uint8Array(await plainPhoto())], 'key.jpg', { type: 'image/jpeg' })
  ada.photos.bring([file], { x: 0, y: 0, width: 0, height: 0 })
  ada.desk.add([{ text: 'Shown' }])
  await until(() => ada.desk.saving.get() === SavingState.saved)
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 1 })
  await until(() => ada.scene.notes.size === 1 && !ada.desk.takesNotes.get())
  arrival.resolve()
  await until(() => ada.desk.drafts.get().length === 1 && isSaved(ada))
  expect(ada.desk.drafts.get()).toMatchObject([{ text: '', isHeld: true, photo: { width: 40, height: 30 } }])
  expect(ada.notices.list.get().map(({ text }) => text)).toContain('notices.photoAtReveal')
  expect([...host.scene.notes.values()].map(({ text, photo }) => [text, photo])).toEqual([
    ['Shown', undefined],
  ])
})

test('a closed desk opens for a new draft, which is saved', async () => {
  const { server, host, ada, session, begin } = await open()
  await begin()
  ada.desk.add([{ text: 'Shown' }])
  await until(() => isDeskSaved(ada))
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 1 })
  await until(() => ada.desk.saving.get() === null && ada.scene.notes.size === 1)
  ada.desk.add([{ text: 'Begun in private' }])
  await until(() => isDeskSaved(ada))
  const other = openModel(server.url, session)
  await until(() => texts(other).length === 1)
  expect(texts(other)).toEqual(['Begun in private'])
})

test('a note written on the board before the news of private writing is offered as a draft', async () => {
  const { host, ada, network } = await open()
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  ada.commands.addNote({ x: 0, y: 0 }, { text: 'Too late for the board' })
  expect(await host.commands.setWriting('private')).toEqual({ ok: true })
  network.restore()
  await until(() => ada.notices.list.get().length > 0 && ada.desk.takesNotes.get())
  expect(host.scene.notes.size).toBe(0)
  ada.notices.list.get()[0]?.action?.run()
  await until(() => texts(ada).length === 1 && isSaved(ada))
  expect(texts(ada)).toEqual(['Too late for the board'])
})

test('text typed during the reveal stays with its author as a held draft', async () => {
  const { host, ada, network, begin } = await open()
  await begin()
  const [id = ''] = ada.desk.add([{ text: 'We exist to' }, { text: 'Finished' }])
  await until(() => isDeskSaved(ada))
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  ada.desk.write(id, 'We exist to help people')
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 2 })
  network.restore()
  await until(() => isSaved(ada) && ada.scene.notes.size === 2)
  expect(boardOf(ada)).toEqual(['Finished', 'We exist to'])
  expect(ada.desk.drafts.get()).toMatchObject([{ id, text: 'We exist to help people', isHeld: true }])
  expect(ada.notices.list.get().map(({ text }) => text)).toEqual(['notices.typedAtReveal'])
})

test('text typed offline before a reveal stays with its author when the page was closed meanwhile', async () => {
  const { server, host, ada, session, openBrowserCopy, network, begin } = await open()
  await begin()
  const [id = ''] = ada.desk.add([{ text: 'We exist to' }, { text: 'Finished' }])
  await until(() => isDeskSaved(ada))
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  ada.desk.write(id, 'We exist to help people')
  ada.close()
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 2 })
  const back = openModel(server.url, session, { openBrowserCopy })
  await until(() => isSaved(back) && back.scene.notes.size === 2 && back.desk.drafts.get().length === 1)
  const another = openModel(server.url, session)
  await until(() => isSaved(another) && texts(another).length === 1)
  expect(another.desk.drafts.get()).toMatchObject([{ text: 'We exist to help people', isHeld: true }])
})

test('a text that was changed and kept back offline while it was shown stays with its author, for them alone', async () => {
  const { host, ada, network } = await open()
  const lead = async (command: Command) => expect(await host.run(command)).toMatchObject({ ok: true })
  const moveTo = (to: string) => {
    const from = host.agenda.get()?.now.move ?? 0
    return lead({ kind: 'agenda.move', from, to })
  }
  await lead({ kind: 'agenda.take', template: twoWaves, answers: { question: 'Why?' } })
  await until(() => host.agenda.get() !== null)
  await moveTo('write/ideas')
  await until(() => ada.desk.takesNotes.get())
  const [id = ''] = ada.desk.add([{ text: 'We exist to' }, { text: 'Finished' }])
  await until(() => isDeskSaved(ada))
  network.cut()
  await until(() => ada.saving.get() === SavingState.offline)
  ada.desk.write(id, 'We exist to help people')
  ada.desk.setAudience(id, Audience.onlyMe)
  await moveTo('write/reveal')
  network.restore()
  await until(() => isDeskSaved(ada) && ada.scene.notes.size === 2)
  expect(ada.desk.drafts.get()).toMatchObject([{ id, text: 'We exist to help people', isHeld: true }])
  // The same reveal again leaves it there.
  await until(() => host.agenda.get()?.now.step === 'write/reveal')
  await moveTo('more/ideas')
  await until(() => host.agenda.get()?.now.step === 'more/ideas')
  await moveTo('write/reveal')
  await until(() => ada.agenda.get()?.now.step === 'write/reveal' && isDeskSaved(ada))
  expect(boardOf(ada)).toEqual(['Finished', 'We exist to'])
  expect(texts(ada)).toEqual(['We exist to help people'])
})

test('a person who types during the reveal goes on in a new draft; other people get none', async () => {
  // However long a busy machine takes, Ada has only just typed.
  const at = Date.now()
  const { host, ada, ben, begin } = await open({ now: () => at })
  await begin()
  for (const [model, words] of [
    [ada, 'We exist to'],
    [ben, 'Finished'],
  ] as const) {
    const [id = ''] = model.desk.add([{ text: 'W' }])
    model.desk.write(id, words)
  }
  await until(() => isSaved(ada) && isSaved(ben) && host.writing.get().wrote === 2)
  const id = ada.desk.drafts.get()[0]?.id ?? ''
  const seen: number[] = []
  ada.desk.drafts.listen((drafts) => seen.push(drafts.length))
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 2 })
  await until(() => ada.scene.notes.size === 2 && !ada.desk.takesNotes.get())
  ada.desk.write(id, 'We exist to help')
  ada.desk.write(id, 'We exist to help people')
  await until(() => isSaved(ada))
  expect(ada.desk.drafts.get()).toMatchObject([{ id, text: 'We exist to help people', isHeld: true }])
  // The field it is written in was there all the time.
  expect(new Set(seen)).toEqual(new Set([1]))
  await until(() => texts(ben).length === 0)
  expect(boardOf(host)).toEqual(['Finished', 'We exist to'])
})

function boardOf(model: BoardModel): readonly string[] {
  return [...model.scene.notes.values()].map(({ text }) => text).sort()
}
