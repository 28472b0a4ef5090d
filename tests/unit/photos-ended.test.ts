import { atom } from 'nanostores'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Outcome } from '#client/model/http/api.ts'
import { createNotices } from '#client/model/commands/notices.ts'
import { createPhotos } from '#client/model/photos/photos.ts'
import type { WaitingPhoto } from '#client/model/memory/photo-outbox-db.ts'
import type { PhotoGround } from '#client/model/photos/photo-places.ts'
import { PhotoUploads } from '#client/model/photos/photo-uploads.ts'
import { noUploads, type UploadCount } from '#client/model/connection/saving.ts'
import type { Photo } from '#shared/board/photo.ts'
import { createMemoryPhotoOutbox } from '#tests/support/memory-photo-outbox.ts'
import { say } from '#tests/support/open-model.ts'
import { factTimeoutMs } from '#tests/support/time-limits.ts'

const session = {
  session: 'secret',
  board: 'b1',
  title: '',
  language: 'en',
  role: 'participant',
  participant: { id: 'ada', name: '', colour: 0 },
} as const
const here = { x: 0, y: 0, width: 800, height: 600 }
const picture = () => new File(['late'], 'late', { type: 'image/jpeg' })
const shrink = (file: Blob) => Promise.resolve(file)
const random = () => 0

test('photos of an earlier visit are not awaited after the session has ended', async () => {
  const { open } = createMemoryPhotoOutbox()
  const found = Promise.withResolvers<ReadonlyMap<number, WaitingPhoto>>()
  const openOutboxDb = async () => ({ ...(await open('b1')), list: () => found.promise })
  const underway = atom<UploadCount>(noUploads)
  const queue = new PhotoUploads({ ...ground(), send: refuse, shrink, random, openOutboxDb, underway })
  queue.end()
  const facts = {
    name: 'a',
    type: '',
    size: 1,
    batch: 'b',
    near: here,
    onto: null,
    isPrivate: false,
    text: '',
  }
  found.resolve(new Map([[1, facts]]))
  await everythingDone()
  expect(underway.get().count).toBe(0)
})

test('a photo that waits for its turn is no longer sent once the session has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const send = vi.fn(refuse)
  const underway = atom<UploadCount>(noUploads)
  const queue = new PhotoUploads({ ...ground(), send, shrink, random, openOutboxDb: undefined, underway })
  queue.bring([picture()], { near: here, isPrivate: false })
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1), { timeout: factTimeoutMs })
  queue.end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(send).toHaveBeenCalledTimes(1)
})

test('a board closed before the photo code has loaded opens no storage for photos', async () => {
  const openPhotoOutboxDb = vi.fn(createMemoryPhotoOutbox().open)
  const photos = createPhotos({ session, platform: { openPhotoOutboxDb, shrink, random }, ...ground() })
  photos.bring([picture()], here)
  photos.close()
  await Promise.all([
    import('#client/model/photos/photo-uploads.ts'),
    import('#client/model/photos/carry-photos.ts'),
    import('#client/model/platform/shrink-photo.ts'),
  ])
  await everythingDone()
  expect(openPhotoOutboxDb).not.toHaveBeenCalled()
})

test('a photo chosen in private stays private when a reveal comes before the photo code has loaded', async () => {
  const { open } = createMemoryPhotoOutbox()
  const kept = open('kept')
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  onTestFinished(() => void vi.unstubAllGlobals())
  const at = ground()
  const takesNotes = atom(true)
  Object.assign(at.desk, { takesNotes })
  const photos = createPhotos({ session, platform: { openPhotoOutboxDb: () => kept, shrink, random }, ...at })
  onTestFinished(photos.close)
  photos.bring([picture()], here)
  takesNotes.set(false)
  const waiting = async () => [...(await (await kept).list()).values()]
  await expect.poll(waiting).toMatchObject([{ isPrivate: true }])
})

function refuse(): Promise<Outcome<Photo>> {
  return Promise.resolve({ ok: false, code: 'too_many_requests', message: '', mayRetry: true })
}

/** An empty board on which nothing is barred: as much of it as a picture on its way asks for. */
function ground(): PhotoGround {
  return {
    work: {
      notices: createNotices(),
      say,
      scene: { notes: new Map(), notesIn: () => [], clustersIn: () => [] },
      rights: { barrierTo: () => undefined },
    },
    desk: { takesNotes: atom(false), drafts: atom([]) },
  } as unknown as PhotoGround
}

/** All that follows from what has happened has happened, too. */
function everythingDone(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}
