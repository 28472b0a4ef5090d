import { refusals } from '#shared/workshop/refusals.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readClipboard } from '#client/model/document/copied-board.ts'
import { SavingState, type BoardModel } from '#client/model/contract/board-model.ts'
import { hasRoom } from '#client/model/memory/photo-outbox-db.ts'
import { isBarred, type PhotoGround } from '#client/model/photos/photo-places.ts'
import { offerable } from '#client/model/document/unsaved-work.ts'
import { savingWithUploads } from '#client/model/connection/saving.ts'
import { intersects } from '#shared/geometry/rect.ts'
import type { Photo } from '#shared/board/photo.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import { createMemoryPhotoOutbox } from '#tests/support/memory-photo-outbox.ts'
import { openModelAlone, say } from '#tests/support/open-model.ts'
import { until } from '#tests/support/until.ts'
import { factTimeoutMs } from '#tests/support/time-limits.ts'

const photo: Photo = { id: 'A'.repeat(43), width: 1_600, height: 900 }
const here = { x: 0, y: 0, width: 800, height: 600 }

const picture = (name: string, type = 'image/jpeg') => new File([name], name, { type })
const texts = (model: BoardModel) => model.notices.list.get().map(({ text }) => text)
const photosOf = (model: BoardModel) => [...model.scene.notes.values()].map((note) => note.photo?.id)

/** A server that keeps every picture but those it refuses, by the words in them. */
function serverAnswers(refused: Readonly<Record<string, string>> = {}): Map<string, string> {
  const left = new Map(Object.entries(refused))
  vi.stubGlobal('fetch', async (_: string, { body }: { body: Blob }) => {
    const name = await body.text()
    const code = left.get(name)
    if (code === 'network') throw new TypeError('cut off')
    if (code !== undefined)
      return Response.json({ code, message: code, mayRetry: mayRetry(code) }, { status: 400 })
    return Response.json({ photo: { id: name.padEnd(43, '_').slice(0, 43), width: 4, height: 3 } })
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return left
}

function mayRetry(code: string): boolean {
  return Object.entries(refusals).some(([known, entry]) => known === code && entry.mayRetry)
}

const asTheyAre = { shrink: (file: Blob) => Promise.resolve(file) }

test('putting a picture on a note, describing it and taking it off are a step of undo each', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { text: 'Our first room' })
  const read = () => model.scene.notes.get(id)?.photo
  const described = { ...photo, alt: 'A room without windows' }
  model.commands.setPhoto(id, photo)
  model.commands.setPhoto(id, described)
  model.commands.setPhoto(id, null)
  expect(read()).toBeUndefined()
  expect(texts(model)).toEqual(['notices.photoOff'])
  model.undo.undo()
  expect(read()).toEqual(described)
  expect(texts(model)).toEqual([])
  model.undo.undo()
  expect(read()).toEqual(photo)
  model.undo.undo()
  expect(read()).toBeUndefined()
  expect(model.scene.notes.get(id)?.text).toBe('Our first room')
})

test('a picture without a caption is no empty note: it stays when it is left', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { photo })
  model.commands.discard(id)
  expect(model.scene.notes.get(id)).toMatchObject({ text: '', photo })
})

test('photos added together lie side by side on nothing else, and go with one undo', async () => {
  serverAnswers()
  const model = openModelAlone({}, asTheyAre)
  model.commands.addNote({ x: 400, y: 300 }, { text: 'Where they would go' })
  model.photos.bring(
    ['a', 'b', 'c', 'd', 'e'].map((name) => picture(name)),
    here,
  )
  await until(() => model.scene.notes.size === 6)
  const rects = [...model.scene.notes.values()].map(({ rect }) => rect)
  const isPiled = rects.some((rect, index) => rects.slice(index + 1).some((other) => intersects(rect, other)))
  expect(isPiled).toBe(false)
  expect(model.ui.selection.get().size).toBe(5)
  model.undo.undo()
  expect([...model.scene.notes.values()].map(({ text }) => text)).toEqual(['Where they would go'])
})

test('each reason for refusing photos is shown once; photos that may pass wait and come by themselves', async () => {
  const refusing = serverAnswers({ huge: 'photo_too_large', late: 'network', later: 'internal' })
  const model = openModelAlone({}, asTheyAre)
  const files = ['good', 'huge', 'late', 'later'].map((name) => picture(name))
  model.photos.bring([...files, picture('plan.svg', 'image/svg+xml'), picture('film', 'video/mp4')], here)
  await until(() => texts(model).length === 4)
  expect(texts(model).toSorted()).toEqual([
    'notices.photosRefused {"count":1,"name":"film"} errors.photo_unreadable',
    'notices.photosRefused {"count":1,"name":"huge"} errors.photo_too_large',
    'notices.photosRefused {"count":1,"name":"plan.svg"} errors.photo_is_drawing',
    'notices.photosUnkept {"count":2}',
  ])
  expect(model.scene.notes.size).toBe(1)
  refusing.clear()
  await until(() => model.scene.notes.size === 3)
  await until(() => !texts(model).some((text) => text.includes('Unkept')))
})

test('a waiting photo is stored, and forgotten when it has arrived', async () => {
  const refusing = serverAnswers({ late: 'network', never: 'network' })
  const pictures = createMemoryPhotoOutbox()
  const model = openModelAlone({}, { ...asTheyAre, openPhotoOutboxDb: pictures.open })
  model.photos.bring([picture('late')], here)
  await until(() => texts(model).includes('notices.photosKept {"count":1}'))
  expect(pictures.kept('boussole-b1-ada-pictures')).toEqual(['late'])
  refusing.delete('late')
  await until(() => model.scene.notes.size === 1 && texts(model).length === 0)
  expect(pictures.kept('boussole-b1-ada-pictures')).toEqual([])

  model.photos.bring([picture('never')], here)
  await until(() => texts(model).join() === 'notices.photosKept {"count":1}')
  expect(model.notices.list.get()[0]?.action?.label).toBe('notices.photosLeaveOut {"count":1}')
  model.notices.list.get()[0]?.action?.run()
  await until(() => texts(model).length === 0 && pictures.kept('boussole-b1-ada-pictures').length === 0)
  expect(model.scene.notes.size).toBe(1)
})

test('a photo that this browser cannot store is said to be on this page alone', async () => {
  const refusing = serverAnswers({ late: 'network' })
  const { open } = createMemoryPhotoOutbox()
  const full = async (name: string) => ({ ...(await open(name)), keep: async () => undefined })
  const model = openModelAlone({}, { ...asTheyAre, openPhotoOutboxDb: full })
  model.photos.bring([picture('late')], here)
  await until(() => texts(model).includes('notices.photosFull {"count":1}'))
  refusing.clear()
  await until(() => model.scene.notes.size === 1)
})

test('a browser that cannot store photos can send them', async () => {
  serverAnswers()
  const broken = () => Promise.reject(new Error('forbidden'))
  const model = openModelAlone({}, { ...asTheyAre, openPhotoOutboxDb: broken })
  model.photos.bring([picture('a')], here)
  await until(() => model.scene.notes.size === 1)
})

test('there is room for a hundred pictures and a hundred megabytes', () => {
  const each = (count: number, size: number) => Array.from({ length: count }, () => ({ size }))
  expect(hasRoom(each(99, 10), 10)).toBe(true)
  expect(hasRoom(each(100, 10), 10)).toBe(false)
  expect(hasRoom(each(9, 10_000_000), 10_000_000)).toBe(true)
  expect(hasRoom(each(9, 10_000_000), 10_000_001)).toBe(false)
})

test('saved is shown after the photos have arrived, and nothing is stored for this page alone', () => {
  const states = Object.values(SavingState)
  const changed = (count: number, isKept: boolean) =>
    states.flatMap((state) => {
      const now = savingWithUploads(state, { count, isKept })
      return now === state ? [] : [[state, now]]
    })
  expect(changed(0, false)).toEqual([])
  expect(changed(1, true)).toEqual([['saved', 'saving']])
  expect(changed(1, false)).toEqual([
    ['saved', 'saving'],
    ['offline', 'unkept'],
    ['readOnly', 'unkept'],
    ['damaged', 'unkept'],
    ['outdated', 'outdatedUnkept'],
  ])
})

test('photos that the server has no time for wait for their turn', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const refusing = serverAnswers({ late: 'too_many_requests' })
  const model = openModelAlone({}, asTheyAre)
  model.photos.bring([picture('late')], here)
  const inTime = { timeout: factTimeoutMs }
  await vi.waitFor(() => expect(texts(model)).toEqual(['notices.photosComing {"count":1}']), inTime)
  await vi.advanceTimersByTimeAsync(12_000)
  expect(model.scene.notes.size).toBe(0)
  refusing.clear()
  await vi.advanceTimersByTimeAsync(5_000)
  // To read a picture takes a moment that no clock of ours can pass; meanwhile ours goes on.
  await vi.waitFor(() => expect([model.scene.notes.size, texts(model)]).toEqual([1, []]), inTime)
})

test('of notes whose pictures the server does not have the words alone are offered back', () => {
  const lost = [
    { text: 'Caption', photo, tint: 'sun', kind: 'idea', x: 0, y: 0 },
    { text: '', photo, tint: 'sun', kind: 'idea', x: 300, y: 0 },
  ] as const
  expect(offerable('photo_unknown', lost)).toEqual([
    { text: 'Caption', tint: 'sun', kind: 'idea', x: 0, y: 0 },
  ])
  expect(offerable('locked', lost)).toEqual(lost)
})

test('words typed for a photo go with it when it waits, and stay when it is refused', async () => {
  const refusing = serverAnswers({ late: 'network', huge: 'photo_too_large', later: 'network' })
  const model = openModelAlone({}, asTheyAre)
  let field = 'Our table'
  const take = () => {
    const typed = field
    field = ''
    return typed
  }
  model.photos.bring([picture('huge')], here, take)
  await until(() => texts(model).length === 1)
  expect(field).toBe('Our table')

  model.photos.bring([picture('late')], here, take)
  await until(() => texts(model).length === 2)
  expect(field).toBe('')
  field = 'Something else'
  refusing.delete('late')
  await until(() => model.scene.notes.size === 1)
  expect(field).toBe('Something else')
  expect([...model.scene.notes.values()].map(({ text, photo }) => [text, photo?.width])).toEqual([
    ['Our table', 4],
  ])

  // Of one that is refused in the end the words are left.
  model.photos.bring([picture('later')], here, take)
  await until(() => field === '')
  refusing.set('later', 'photo_quota')
  await until(() => model.scene.notes.size === 2)
  expect([...model.scene.notes.values()].map(({ text }) => text)).toEqual(['Our table', 'Something else'])
})

test('a viewer is told that they cannot add photos, and nothing is sent', async () => {
  const sent = vi.fn<() => Promise<Response>>()
  vi.stubGlobal('fetch', sent)
  onTestFinished(() => void vi.unstubAllGlobals())
  const model = openModelAlone({ role: 'viewer' }, asTheyAre)
  model.photos.bring([picture('a')], here)
  await until(() => texts(model).length === 1)
  expect(texts(model)).toEqual(['errors.read_only'])
  expect(sent).not.toHaveBeenCalled()
})

test('a person who can unlock the board is told so, without a hint to ask another person', () => {
  const model = openModelAlone({ role: 'facilitator' })
  const barriers: Barrier[] = [Barrier.locked, Barrier.locked, Barrier.boardLocked]
  const work = { ...model, can: model.may, say, rights: { barrierTo: () => barriers.shift() } }
  const ground = { work, desk: model.desk } as unknown as PhotoGround
  for (const operation of [Operation.markNote, Operation.markNote, Operation.addNote]) {
    expect(isBarred(ground, operation)).toBe(true)
  }
  expect(texts(model)).toEqual(['notices.unlockFirst', 'errors.board_locked'])
})

test('a picture that has come for a note takes the place of the one it had', async () => {
  serverAnswers()
  const model = openModelAlone({}, asTheyAre)
  const id = model.commands.addNote({ x: 0, y: 0 }, { photo: { ...photo, alt: 'The old one' } })
  model.photos.put(id, picture('new'))
  await until(() => photosOf(model)[0] !== photo.id)
  expect(model.scene.notes.get(id)?.photo).toEqual({ id: 'new'.padEnd(43, '_'), width: 4, height: 3 })
  model.undo.undo()
  expect(model.scene.notes.get(id)?.photo?.alt).toBe('The old one')
})

test('duplicates and copies on the same board show the same picture', () => {
  const model = openModelAlone()
  const id = model.commands.addNote({ x: 0, y: 0 }, { photo, text: 'Caption' })
  model.commands.duplicate([id], { x: 300, y: 0 })
  const copied = readClipboard(model.commands.copy([id]))
  if (!copied) throw new Error('our own clipboard was not recognised')
  model.commands.paste(copied, { x: 0, y: 900 })
  expect(photosOf(model)).toEqual([photo.id, photo.id, photo.id])
})

test('notes pasted on another board keep their words, and a missing photo leaves its description', async () => {
  const model = openModelAlone()
  const ids = [
    model.commands.addNote({ x: 0, y: 0 }, { photo, text: 'Caption' }),
    model.commands.addNote({ x: 300, y: 0 }, { photo: { ...photo, alt: 'A table' } }),
    model.commands.addNote({ x: 600, y: 0 }, { photo }),
  ]
  const content = model.commands.copy(ids)
  expect(content.text).toBe('Caption\nA table\n')
  const copied = readClipboard(content)
  if (!copied) throw new Error('our own clipboard was not recognised')
  // This browser has no key to the first board here.
  const other = openModelAlone({ board: 'b2' })
  other.commands.paste(copied, { x: 0, y: 0 })
  await until(() => texts(other).length === 1)
  expect(texts(other)).toEqual(['notices.photosLeft {"count":3}'])
  expect([...other.scene.notes.values()].map(({ text }) => text)).toEqual(['Caption', 'A table'])
  expect(photosOf(other)).toEqual([undefined, undefined])
  other.undo.undo()
  expect(other.scene.notes.size).toBe(0)
})
