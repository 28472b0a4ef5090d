import { nanoid } from 'nanoid'
import type { WritableAtom } from 'nanostores'
import type { Photo } from '#shared/board/photo.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { waitMs } from '../basics/backoff.ts'
import type { UploadCount } from '../connection/saving.ts'
import type { Caption } from '../contract/board-model.ts'
import type { Outcome } from '../http/api.ts'
import type { PhotoOutboxDb, WaitingPhoto } from '../memory/photo-outbox-db.ts'
import {
  PhotoOutbox,
  type OutboxItem,
  PhotoUploadNotices,
  type RefusedPhoto,
  type UploadRefusal,
} from './photo-outbox.ts'
import {
  isBarred,
  isPlaceGone,
  placeFor,
  tellGone,
  type PhotoGround,
  type PhotoPlace,
} from './photo-places.ts'

interface PhotoUploadOptions extends PhotoGround {
  readonly send: (photo: Blob) => Promise<Outcome<Photo>>
  readonly shrink: (photo: Blob) => Promise<Blob>
  /** Opens the database that keeps photos in this browser; undefined where there is none. */
  readonly openOutboxDb: (() => Promise<PhotoOutboxDb>) | undefined
  readonly underway: WritableAtom<UploadCount>
  /** 0 up to 1. */
  readonly random: () => number
}

/** A phone would decode more at once in its memory. */
const atOnce = 2

/** A larger file that no browser here can shrink is not sent at all: it is no photo. */
const maxBytes = 40_000_000

/** The server takes a few photos of one person at a time; the others retry for at most two minutes. */
const busyMs = 5_000
const maxRetries = 24

const noWords: Caption = () => ''

/**
 * Uploads the photos that this person adds. The browser keeps each one before it is sent; it becomes a note or a draft
 * when the server has it. Photos that the server cannot take at the moment wait.
 */
export class PhotoUploads {
  readonly #options: PhotoUploadOptions
  readonly #outbox: PhotoOutbox
  readonly #notices: PhotoUploadNotices
  readonly #keptAdded: Promise<void>
  #way: 'unknown' | 'there' | 'none' = 'unknown'
  #isResuming = false
  #isOver = false
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: PhotoUploadOptions) {
    this.#options = options
    this.#outbox = new PhotoOutbox(options.underway, options.openOutboxDb)
    this.#notices = new PhotoUploadNotices(options.work, (items) => void this.#leaveOut(items))
    this.#keptAdded = this.#outbox.addKept(() => !this.#isOver)
  }

  /** Makes a note, or a draft, of every file: one action, in a block that covers nothing, in the order of arrival. */
  bring(
    files: readonly Blob[],
    { isPrivate, ...wish }: Pick<WaitingPhoto, 'near' | 'isPrivate' | 'isHeld'>,
    caption = noWords,
  ): void {
    const options = this.#options
    if (files.length === 0 || (!isPrivate && isBarred(options, Operation.addNote))) return
    const count = files.filter((file) => refusedUnsent(file) === undefined).length
    const wanted = { batch: nanoid(), onto: null, isPrivate, ...wish }
    const items = files.map((file) => this.#outbox.begin(file, wanted))
    void this.#upload(files, items, placeFor(options, wanted, count, false), onlyOnce(caption))
  }

  /** Puts the file's photo onto this note or draft, in place of the one it has. */
  put(id: string, file: Blob, isPrivate: boolean): void {
    const options = this.#options
    if (!isPrivate && isBarred(options, Operation.markNote, id)) return
    const wanted = { batch: nanoid(), near: { x: 0, y: 0, width: 0, height: 0 }, onto: id, isPrivate }
    const items = [this.#outbox.begin(file, wanted)]
    void this.#upload([file], items, placeFor(options, wanted, 1, false), noWords)
  }

  /** The server can be reached and everything it has is here: sends what waits, of earlier visits too. */
  resume(): void {
    this.#way = 'there'
    this.#failures = 0
    void this.#keptAdded.then(() => this.#sendWaiting())
  }

  /** The server cannot be reached: shows what waits. */
  rest(): void {
    this.#way = 'none'
    clearTimeout(this.#retry)
    void this.#keptAdded.then(() => this.#isOver || this.#notices.showWaiting(this.#outbox.waiting()))
  }

  /** The session is over: sends nothing any more and forgets what waits. */
  end(): void {
    this.#stop()
    this.#outbox.clear()
  }

  close(): void {
    this.#stop()
    this.#outbox.close()
  }

  #stop(): void {
    this.#isOver = true
    clearTimeout(this.#retry)
    this.#notices.showWaiting([])
  }

  async #leaveOut(items: readonly OutboxItem[]): Promise<void> {
    await this.#outbox.forget(items)
    this.#settle()
  }

  async #upload(
    files: readonly Blob[],
    items: readonly OutboxItem[],
    place: PhotoPlace,
    words: Caption,
  ): Promise<void> {
    this.#outbox.addAll(items)
    const refused: RefusedPhoto[] = []
    await this.#notices.during(items.length, async () => {
      const ready = inTurns(items, atOnce, (item, index) => this.#prepare(item, files[index] ?? new Blob()))
      const done = inTurns(items, atOnce, async (item, index) => {
        const code = (await ready[index]) ?? (await this.#deliver(item, place, words))
        if (!code) return
        this.#outbox.drop(item)
        refused.push({ code, name: item.facts.name })
      })
      await Promise.all(done)
    })
    if (this.#isOver) return
    place.end()
    this.#notices.showRefused(refused)
    this.#settle()
  }

  /** Shrinks the photo and has the browser keep it. Returns the reason for which it is not even sent. */
  async #prepare(item: OutboxItem, file: Blob): Promise<UploadRefusal | undefined> {
    const code = refusedUnsent(file)
    if (code) return code
    // Sent as it is if the code that shrinks it cannot be downloaded.
    const photo = await this.#options.shrink(file).catch(() => file)
    if (photo.size > maxBytes) return 'photo_too_large'
    item.facts = { ...item.facts, type: photo.type, size: photo.size }
    if (!this.#isOver) await this.#outbox.keep(item, photo)
    return undefined
  }

  /** Sends the photo and makes the note. Returns the reason if it was refused for good. */
  async #deliver(item: OutboxItem, place: PhotoPlace, words: Caption): Promise<UploadRefusal | undefined> {
    const outbox = this.#outbox
    const outcome = await this.#send(item)
    // A photo that arrived after its owner left comes again with the next visit.
    if (!this.#isWanted(item)) return undefined
    if (outcome && !outcome.ok && outcome.mayRetry) {
      if (!item.isWaiting) await outbox.describe(item, words(false))
      item.isWaiting = true
      return undefined
    }
    const isOurs = outcome !== undefined && (await outbox.take(item))
    // Its owner may have left it out meanwhile.
    if (!outbox.has(item)) return undefined
    outbox.drop(item)
    if (!outcome || !isOurs || this.#isOver) return undefined
    const { text } = item.facts
    if (outcome.ok) place.add(outcome.value, text === '' ? words(true) : text)
    else if (text !== '') place.add(undefined, text)
    return outcome.ok ? undefined : outcome.code
  }

  /** Undefined when another tab has sent the photo, or it has been forgotten. */
  async #send(item: OutboxItem): Promise<Outcome<Photo> | undefined> {
    const bytes = await this.#outbox.read(item)
    if (!bytes || !this.#isWanted(item)) return undefined
    let outcome = await this.#options.send(bytes)
    for (let retries = 0; isBusy(outcome) && retries < maxRetries; retries += 1) {
      await new Promise((resolve) => setTimeout(resolve, busyMs))
      if (!this.#isWanted(item)) return undefined
      outcome = await this.#options.send(bytes)
    }
    return outcome
  }

  async #sendWaiting(): Promise<void> {
    clearTimeout(this.#retry)
    if (this.#isResuming || this.#isOver) return
    this.#isResuming = true
    const due = this.#outbox.waiting().filter((item) => !item.isOfEarlierVisit || this.#way === 'there')
    const batches = new Map<string, OutboxItem[]>()
    for (const item of due) {
      const { batch } = item.facts
      batches.set(batch, [...(batches.get(batch) ?? []), item])
    }
    const refused: RefusedPhoto[] = []
    if (due.length > 0)
      await this.#notices.during(due.length, async () => {
        for (const batch of batches.values()) await this.#deliverLate(batch, refused)
      })
    this.#isResuming = false
    if (this.#isOver) return
    this.#notices.showRefused(refused)
    this.#settle()
  }

  async #deliverLate(batch: readonly OutboxItem[], refused: RefusedPhoto[]): Promise<void> {
    const [first] = batch
    if (!first) return
    if (isPlaceGone(this.#options, first.facts)) {
      await this.#outbox.forget(batch)
      return tellGone(this.#options)
    }
    const place = placeFor(this.#options, first.facts, batch.length, true)
    await Promise.all(
      inTurns(batch, atOnce, async (item) => {
        const code = await this.#deliver(item, place, noWords)
        if (code) refused.push({ code, name: item.facts.name })
      }),
    )
    if (!this.#isOver) place.end()
  }

  /** Shows what waits, and tries again soon unless the server is known to be out of reach. */
  #settle(): void {
    const left = this.#outbox.waiting()
    this.#notices.showWaiting(left)
    clearTimeout(this.#retry)
    this.#failures = left.length === 0 ? 0 : this.#failures + 1
    if (left.length === 0 || this.#way === 'none') return
    this.#retry = setTimeout(() => void this.#sendWaiting(), waitMs(this.#failures, this.#options.random))
  }

  /** False when its owner has left it out, or the board is closed. */
  #isWanted(item: OutboxItem): boolean {
    return !this.#isOver && this.#outbox.has(item)
  }
}

function onlyOnce(caption: Caption): Caption {
  let isAsked = false
  return (isThere) => {
    if (isAsked) return ''
    isAsked = true
    return caption(isThere)
  }
}

/** The refusal that the server would give because of the file's type. */
function refusedUnsent({ type }: Blob): UploadRefusal | undefined {
  if (type.startsWith('image/svg')) return 'photo_is_drawing'
  return type.startsWith('image/') ? undefined : 'photo_unreadable'
}

function isBusy(outcome: Outcome<Photo>): boolean {
  return !outcome.ok && outcome.code === 'too_many_requests'
}

/** Starts `run` for each thing in the given order, with at most `atOnce` of them under way. */
function inTurns<T, R>(
  things: readonly T[],
  atOnce: number,
  run: (thing: T, index: number) => Promise<R>,
): readonly Promise<R>[] {
  const running: Promise<R>[] = []
  for (const [index, thing] of things.entries()) {
    const before = running[index - atOnce]
    running.push(before ? before.then(() => run(thing, index)) : run(thing, index))
  }
  return running
}
