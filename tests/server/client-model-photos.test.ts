import { expect, onTestFinished, test, vi } from 'vitest'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { createMemoryCopies } from '#tests/support/memory-copies.ts'
import { createMemoryPhotoOutbox } from '#tests/support/memory-photo-outbox.ts'
import { createCuttableNetwork } from '#tests/support/cuttable-network.ts'
import { openModel } from '#tests/support/open-model.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const here = { x: 0, y: 0, width: 0, height: 0 }
const isSaved = (model: BoardModel) => model.saving.get() === SavingState.saved
const says = (model: BoardModel, text: string) =>
  model.notices.list.get().some((notice) => notice.text.startsWith(text))
const notesOf = (model: BoardModel) =>
  [...model.scene.notes.values()].map(({ text, photo }) => [text, photo?.width])

/** A browser of Ada's that keeps what browsers keep, whose network can be cut. */
async function open() {
  const server = await startServer()
  const board = await server.createBoard()
  const host = openModel(server.url, await server.join(board, 'facilitator', 'Host'))
  const session = await server.join(board, 'participant', 'Ada')
  const network = createCuttableNetwork()
  const pictures = createMemoryPhotoOutbox()
  const ask = globalThis.fetch
  let isCut = false
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    isCut ? Promise.reject(new TypeError('cut off')) : ask(new URL(path, server.url), init),
  )
  const remembered = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => remembered.get(name) ?? null,
    setItem: (name: string, value: string) => remembered.set(name, value),
    removeItem: (name: string) => remembered.delete(name),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const world = {
    openBrowserCopy: createMemoryCopies(),
    openPhotoOutboxDb: pictures.open,
    webSocket: network.webSocket,
    shrink: (picture: Blob) => Promise.resolve(picture),
    random: () => 0.1,
  }
  const content = new Uint8Array(await plainPhoto())
  const picture = (name: string) => new File([content], name, { type: 'image/jpeg' })
  return {
    host,
    picture,
    visit: () => openModel(server.url, session, world),
    kept: () => pictures.kept(`boussole-${board.id}-${session.participant.id}-pictures`),
    cut: () => {
      isCut = true
      network.cut()
    },
    mend: () => {
      isCut = false
      network.restore()
    },
  }
}

test('a photo chosen offline arrives later, also after the page was closed', async () => {
  const { host, picture, visit, kept, cut, mend } = await open()
  const first = visit()
  await until(() => isSaved(first) && isSaved(host))
  cut()
  await until(() => first.saving.get() === SavingState.offline)
  first.photos.bring([picture('one'), picture('two')], here, () => 'Our table')
  await until(() => says(first, 'notices.photosKept {"count":2}'))
  expect(first.saving.get()).toBe(SavingState.offline)
  first.close()
  expect(kept()).toEqual(['one', 'two'])

  const second = visit()
  await until(() => says(second, 'notices.photosKept {"count":2}'))
  expect(second.scene.notes.size).toBe(0)
  mend()
  await until(() => host.scene.notes.size === 2 && isSaved(second))
  expect(new Set(notesOf(host))).toEqual(
    new Set([
      ['', 40],
      ['Our table', 40],
    ]),
  )
  expect(kept()).toEqual([])
  expect(second.notices.list.get()).toEqual([])
  // One action, taken back as one; nobody's selection goes to what comes by itself.
  expect(second.ui.selection.get().size).toBe(0)
  second.undo.undo()
  await until(() => host.scene.notes.size === 0)
})

test('a photo for a note joins it, unless the note was deleted meanwhile', async () => {
  const { host, picture, visit, kept, cut, mend } = await open()
  const first = visit()
  const stays = first.commands.addNote({ x: 0, y: 0 }, { text: 'Stays' })
  const goes = first.commands.addNote({ x: 300, y: 0 }, { text: 'Goes' })
  await until(() => isSaved(first) && host.scene.notes.size === 2)
  cut()
  await until(() => first.saving.get() === SavingState.offline)
  first.photos.put(stays, picture('one'))
  first.photos.put(goes, picture('two'))
  await until(() => says(first, 'notices.photosKept {"count":2}'))
  first.close()
  host.commands.remove([goes])
  await until(() => isSaved(host))
  mend()
  const second = visit()
  const leftWhenSaved: number[] = []
  second.saving.listen((state) => {
    if (state === SavingState.saved) leftWhenSaved.push(kept().length)
  })
  await until(() => kept().length === 0 && isSaved(second))
  expect(Math.max(...leftWhenSaved)).toBe(0)
  await until(() => host.scene.notes.get(stays)?.photo !== undefined)
  expect(notesOf(host)).toEqual([['Stays', 40]])
  expect(says(second, 'errors.not_found')).toBe(true)
})

test('a private photo waits for its author’s desk, and is held back after the reveal', async () => {
  const { host, picture, visit, kept, cut, mend } = await open()
  const first = visit()
  await until(() => isSaved(first) && isSaved(host))
  expect(await host.commands.setWriting('private')).toEqual({ ok: true })
  await until(() => first.desk.takesNotes.get() && isSaved(first))
  first.desk.add([{ text: 'Shown' }])
  await until(() => isSaved(first) && host.writing.get().wrote === 1)
  cut()
  await until(() => first.saving.get() === SavingState.offline)
  first.photos.bring([picture('key')], here)
  await until(() => says(first, 'notices.photosKept {"count":1}'))
  first.close()
  expect(await host.commands.revealDesks()).toEqual({ ok: true, revealed: 1 })
  mend()
  const second = visit()
  await until(() => second.desk.drafts.get().length === 1 && isSaved(second))
  expect(second.desk.drafts.get()).toMatchObject([{ text: '', isHeld: true, photo: { width: 40 } }])
  expect(says(second, 'notices.photoAtReveal')).toBe(true)
  expect(notesOf(host)).toEqual([['Shown', undefined]])
  expect(kept()).toEqual([])
})

test('two tabs of one person make one note of a waiting photo', async () => {
  const { host, picture, visit, kept, cut, mend } = await open()
  const first = visit()
  await until(() => isSaved(first) && isSaved(host))
  cut()
  await until(() => first.saving.get() === SavingState.offline)
  first.photos.bring([picture('one')], here)
  await until(() => says(first, 'notices.photosKept {"count":1}'))
  const second = visit()
  await until(() => says(second, 'notices.photosKept {"count":1}'))
  mend()
  await until(() => [first, second, host].every(isSaved) && kept().length === 0)
  await until(() => [first, second, host].every(({ scene }) => scene.notes.size === 1))
})
