import type { WritableAtom } from 'nanostores'
import type { Photo } from '#shared/board/photo.ts'
import type { UploadCount } from '../connection/saving.ts'
import type { PhotoOutboxDb, WaitingPhoto } from '../memory/photo-outbox-db.ts'
import type { Workplace } from '../commands/command-context.ts'
import type { Outcome } from '../http/api.ts'

/**
 * State of a photo in this browser before the server has it. `full` (the browser has no room) and `unkept` (it keeps
 * nothing) mean that the photo is on this page alone.
 */
type Keeping = 'begun' | 'kept' | 'full' | 'unkept'

/** A photo that its owner has added and the server does not have yet. */
export interface OutboxItem {
  facts: WaitingPhoto
  keeping: Keeping
  /** Key in the browser's database. */
  key: number | undefined
  /** The bytes, held here only while the database does not have them. */
  photo: Blob | undefined
  /** Left by an earlier visit, or tried without success: waits for the next attempt. */
  isWaiting: boolean
  /** Its note or draft may be missing until everything that the server has is here. */
  readonly isOfEarlierVisit: boolean
}

/** The photos that are not on the server yet, on this page and in the browser's database. */
export class PhotoOutbox {
  readonly #items = new Set<OutboxItem>()
  readonly #underway: WritableAtom<UploadCount>
  readonly #db: Promise<PhotoOutboxDb | undefined>

  /** `open` is undefined where the browser keeps nothing. */
  constructor(underway: WritableAtom<UploadCount>, open: (() => Promise<PhotoOutboxDb>) | undefined) {
    this.#underway = underway
    this.#db = openDb(open)
  }

  begin(
    file: Blob,
    place: Pick<WaitingPhoto, 'batch' | 'near' | 'onto' | 'isPrivate' | 'isHeld'>,
  ): OutboxItem {
    const { type, size } = file
    const name = file instanceof File ? file.name : ''
    return {
      facts: { ...place, name, type, size, text: '' },
      keeping: 'begun',
      key: undefined,
      photo: undefined,
      isWaiting: false,
      isOfEarlierVisit: false,
    }
  }

  addAll(items: readonly OutboxItem[]): void {
    for (const item of items) this.#items.add(item)
    this.#count()
  }

  has(item: OutboxItem): boolean {
    return this.#items.has(item)
  }

  waiting(): readonly OutboxItem[] {
    return [...this.#items].filter((item) => item.isWaiting)
  }

  drop(item: OutboxItem): void {
    this.#items.delete(item)
    this.#count()
  }

  clear(): void {
    this.#items.clear()
    this.#count()
  }

  /**
   * Removes the photo from the browser's database. True for exactly one tab: the others must not create a note. True
   * too when the database cannot be asked any more, since the photo has been sent.
   */
  async take({ key }: OutboxItem): Promise<boolean> {
    if (key === undefined) return true
    return (await this.#db)?.take(key).catch(() => true) ?? true
  }

  async forget(items: readonly OutboxItem[]): Promise<void> {
    for (const item of items) {
      this.drop(item)
      await this.take(item)
    }
  }

  async keep(item: OutboxItem, photo: Blob): Promise<void> {
    const db = await this.#db
    // A browser may refuse at any time: its disk is full, or another tab has forgotten the board.
    const key = await db?.keep(item.facts, photo).catch(() => null)
    item.keeping = key === undefined ? (db ? 'full' : 'unkept') : key === null ? 'unkept' : 'kept'
    if (typeof key === 'number') item.key = key
    else item.photo = photo
    this.#count()
  }

  /** Sets the words that go with the photo. If the database refuses them, they are on this page all the same. */
  async describe(item: OutboxItem, text: string): Promise<void> {
    item.facts = { ...item.facts, text }
    const { key, facts } = item
    if (key !== undefined) await (await this.#db)?.describe(key, facts).catch(() => undefined)
  }

  /** Undefined when another tab has sent the photo, or it has been forgotten. */
  async read({ key, photo }: OutboxItem): Promise<Blob | undefined> {
    return key === undefined ? photo : (await this.#db)?.read(key).catch(() => undefined)
  }

  /** Adds the photos of earlier visits and of other tabs. */
  async addKept(isWanted: () => boolean): Promise<void> {
    const kept = await (await this.#db)?.list().catch(() => undefined)
    if (!isWanted()) return
    const known = new Set([...this.#items].map(({ key }) => key))
    for (const [key, facts] of kept ?? []) {
      if (known.has(key)) continue
      const item: OutboxItem = {
        facts,
        keeping: 'kept',
        key,
        photo: undefined,
        isWaiting: true,
        isOfEarlierVisit: true,
      }
      this.#items.add(item)
    }
    this.#count()
  }

  close(): void {
    void this.#db.then((db) => db?.close())
  }

  #count(): void {
    const isKept = [...this.#items].every(({ keeping }) => keeping === 'begun' || keeping === 'kept')
    this.#underway.set({ count: this.#items.size, isKept })
  }
}

async function openDb(open: (() => Promise<PhotoOutboxDb>) | undefined): Promise<PhotoOutboxDb | undefined> {
  try {
    return await open?.()
  } catch {
    // The browser forbids it, or it is broken: photos wait on this page alone, and a notice says so.
    return undefined
  }
}

export type UploadRefusal = Extract<Outcome<Photo>, { ok: false }>['code']

export interface RefusedPhoto {
  readonly code: UploadRefusal
  /** Name of its file. */
  readonly name: string
}

/** An upload that takes longer than this shows a notice. Not measured. */
const quietMs = 500

const waitingSentences = {
  kept: 'notices.photosKept',
  full: 'notices.photosFull',
  unkept: 'notices.photosUnkept',
} as const

/** Tells the person about photos on their way, photos that wait, and photos that were refused. */
export class PhotoUploadNotices {
  readonly #work: Pick<Workplace, 'notices' | 'say'>
  readonly #leaveOut: (items: readonly OutboxItem[]) => void
  readonly #shown = new Map<Keeping, { readonly id: string; readonly count: number }>()

  /** `leaveOut` forgets photos that their owner no longer wants on the board. */
  constructor(work: Pick<Workplace, 'notices' | 'say'>, leaveOut: (items: readonly OutboxItem[]) => void) {
    this.#work = work
    this.#leaveOut = leaveOut
  }

  /** Says that so many photos are on their way, if `run` takes long. */
  async during(count: number, run: () => Promise<void>): Promise<void> {
    const { notices, say } = this.#work
    let notice: string | undefined
    const timer = setTimeout(() => {
      notice = notices.show({ tone: 'plain', text: say('notices.photosComing', { count }), isLasting: true })
    }, quietMs)
    await run()
    clearTimeout(timer)
    if (notice !== undefined) notices.dismiss(notice)
  }

  /** Shows one message for each reason. */
  showRefused(refused: readonly RefusedPhoto[]): void {
    const { notices, say } = this.#work
    for (const code of new Set(refused.map((each) => each.code))) {
      const names = refused.filter((each) => each.code === code).map(({ name }) => name)
      const text = say('notices.photosRefused', { count: names.length, name: names[0] ?? '' })
      notices.show({ tone: 'warn', text: `${text} ${say(`errors.${code}`)}` })
    }
  }

  /** Shows how many photos wait and where they are until then, with a button that leaves them out. */
  showWaiting(waiting: readonly OutboxItem[]): void {
    const { notices, say } = this.#work
    for (const kind of ['kept', 'full', 'unkept'] as const) {
      const some = waiting.filter(({ keeping }) => keeping === kind)
      const before = this.#shown.get(kind)
      if (some.length === (before?.count ?? 0)) continue
      if (before) notices.dismiss(before.id)
      this.#shown.delete(kind)
      if (some.length === 0) continue
      const text = say(waitingSentences[kind], { count: some.length })
      const action = {
        label: say('notices.photosLeaveOut', { count: some.length }),
        run: () => this.#leaveOut(some),
      }
      const id = notices.show({ tone: 'plain', text, isLasting: true, action })
      this.#shown.set(kind, { id, count: some.length })
    }
  }
}
