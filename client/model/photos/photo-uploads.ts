import { nanoid } from 'nanoid'
import type { WritableAtom } from 'nanostores'
import type { Photo } from '#shared/board/photo.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Outcome } from '../http/api.ts'
import { waitMs } from '../basics/backoff.ts'
import type { Caption } from '../contract/board-model.ts'
import type { WaitingPhoto, PhotoOutboxDb } from '../memory/photo-outbox-db.ts'
import {
  isBarred,
  isDraft,
  isPlaceGone,
  placeFor,
  tellGone,
  type PictureGround,
  type PicturePlace,
} from './photo-places.ts'
import type { PicturesUnderway } from '../connection/saving.ts'

export interface QueueOptions extends PictureGround {
  readonly send: (picture: Blob) => Promise<Outcome<Photo>>
  readonly shrink: (picture: Blob) => Promise<Blob>
  /** Opens what keeps pictures in this browser; undefined where nothing can. */
  readonly openOutboxDb: (() => Promise<PhotoOutboxDb>) | undefined
  readonly underway: WritableAtom<PicturesUnderway>
  /** 0 up to 1. */
  readonly random: () => number
}

/**
 * The pictures that this person has brought and the server does not have yet. Each is kept in this browser before it is
 * sent, and becomes a note or a draft when it has arrived. What the server cannot take at the moment waits.
 */
export interface PictureQueue {
  /** Every file becomes a note of its own, or a draft: one action, in a block that covers nothing, as they come. */
  readonly bring: (files: readonly Blob[], near: Rect, caption?: Caption) => void
  /** The file's picture comes onto this note or draft, in place of the one it has. */
  readonly put: (id: string, file: Blob) => void
  /** There is a way to the server, and all that it has is here: what waits goes, that of earlier visits, too. */
  readonly resume: () => void
  /** There is none; what waits is told. */
  readonly rest: () => void
  /** The session is over: nothing is sent any more, and what waits is forgotten. */
  readonly end: () => void
  readonly close: () => void
}

type Refusal = Extract<Outcome<Photo>, { ok: false }>['code']

/** What becomes of a picture in this browser while it waits; `full` and `unkept` are on this page alone. */
type Keeping = 'begun' | 'kept' | 'full' | 'unkept'

interface Item {
  facts: WaitingPhoto
  keeping: Keeping
  key: number | undefined
  /** Here only while it is not kept. */
  picture: Blob | undefined
  /** Tried in vain, or left by an earlier visit: it waits for its turn. */
  isWaiting: boolean
  /** Its note or draft may not be here before all that the server has is. */
  readonly isOfEarlierVisit: boolean
}

/** More at once make a phone decode them all in its memory. */
const atOnce = 2

/** So long a picture may be on its way before anything is said of it: taste. */
const quietMs = 500

/** What no browser here can make smaller is not even sent above this. A film is no picture. */
const mostBytes = 40_000_000

/** The server takes so many of one person at a time; of a whole folder the rest waits for its turn, for two minutes at most. */
const busyMs = 5_000
const mostWaits = 24

/** What passes: the picture waits. */
const passing: readonly Refusal[] = ['network', 'internal', 'store_unavailable', 'too_many_requests']

const noWords: Caption = () => ''

export function createPictureQueue(options: QueueOptions): PictureQueue {
  const { work, send, shrink, underway, random } = options
  const { notices, say } = work
  const outbox = openOutbox(options.openOutboxDb)
  const items = new Set<Item>()
  const told = createWaitingNotices(options, (some) => void forget(some).then(settle))
  let way: 'unknown' | 'there' | 'none' = 'unknown'
  let isResuming = false
  let isOver = false
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  const count = () => {
    const isKept = [...items].every(({ keeping }) => keeping === 'begun' || keeping === 'kept')
    underway.set({ count: items.size, isKept })
  }
  /** Neither left out meanwhile, nor is the board closed. */
  const isWanted = (item: Item) => !isOver && items.has(item)
  const waiting = () => [...items].filter((item) => item.isWaiting)
  const drop = (item: Item) => {
    items.delete(item)
    count()
  }
  /** Whoever gets true is the one to use it: another tab may have sent the same one. */
  const take = async ({ key }: Item): Promise<boolean> => {
    if (key === undefined) return true
    // What cannot be asked any more has been sent all the same.
    return (await outbox)?.take(key).catch(() => true) ?? true
  }
  const forget = async (some: readonly Item[]) => {
    for (const item of some) {
      drop(item)
      await take(item)
    }
  }
  const keep = async (item: Item, picture: Blob) => {
    const kept = await outbox
    // A browser may refuse at any time: its disk is full, or the board was forgotten in another tab.
    const key = await kept?.keep(item.facts, picture).catch(() => null)
    item.keeping = key === undefined ? (kept ? 'full' : 'unkept') : key === null ? 'unkept' : 'kept'
    if (typeof key === 'number') item.key = key
    else item.picture = picture
    count()
  }
  const describe = async (item: Item, text: string) => {
    item.facts = { ...item.facts, text }
    const { key, facts } = item
    // Where that fails, the words are on this page all the same.
    if (key !== undefined) await (await outbox)?.describe(key, facts).catch(() => undefined)
  }
  const begin = (file: Blob, wish: Pick<WaitingPhoto, 'batch' | 'near' | 'onto' | 'isPrivate'>): Item => {
    const { type } = file
    const facts: WaitingPhoto = { ...wish, name: nameOf(file), type, size: file.size, text: '' }
    return {
      facts,
      keeping: 'begun',
      key: undefined,
      picture: undefined,
      isWaiting: false,
      isOfEarlierVisit: false,
    }
  }
  const prepare = async (item: Item, file: Blob): Promise<Refusal | undefined> => {
    const code = refusedUnsent(file)
    if (code) return code
    // As it is, when what draws it smaller cannot be fetched.
    const picture = await shrink(file).catch(() => file)
    if (picture.size > mostBytes) return 'photo_too_large'
    item.facts = { ...item.facts, type: picture.type, size: picture.size }
    if (!isOver) await keep(item, picture)
    return undefined
  }
  /** Undefined when another tab has sent it, or it has been forgotten. */
  const attempt = async (item: Item): Promise<Outcome<Photo> | undefined> => {
    const { key, picture } = item
    const bytes = key === undefined ? picture : await (await outbox)?.read(key).catch(() => undefined)
    if (!bytes || !isWanted(item)) return undefined
    let outcome = await send(bytes)
    for (let waits = 0; isBusy(outcome) && waits < mostWaits; waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, busyMs))
      if (!isWanted(item)) return undefined
      outcome = await send(bytes)
    }
    return outcome
  }
  /** Returns why it was refused for good. */
  const deliver = async (item: Item, place: PicturePlace, words: Caption): Promise<Refusal | undefined> => {
    const outcome = await attempt(item)
    // What has arrived for nobody comes again with the next visit.
    if (!isWanted(item)) return undefined
    if (outcome && !outcome.ok && passing.includes(outcome.code)) {
      if (!item.isWaiting) await describe(item, words(false))
      item.isWaiting = true
      return undefined
    }
    const isOurs = outcome !== undefined && (await take(item))
    // Left out while it was on its way.
    if (!items.has(item)) return undefined
    drop(item)
    if (!outcome || !isOurs || isOver) return undefined
    const { text } = item.facts
    if (outcome.ok) place.add(outcome.value, text === '' ? words(true) : text)
    else if (text !== '') place.add(undefined, text)
    return outcome.ok ? undefined : outcome.code
  }
  const bringAll = async (
    files: readonly Blob[],
    begun: readonly Item[],
    place: PicturePlace,
    words: Caption,
  ) => {
    for (const item of begun) items.add(item)
    count()
    const refused: { code: Refusal; name: string }[] = []
    const refuse = (item: Item, code: Refusal) => {
      drop(item)
      refused.push({ code, name: item.facts.name })
    }
    await sayingSo(begun.length, async () => {
      const ready = inTurns(begun, async (item, index) => prepare(item, files[index] ?? new Blob()))
      const done = inTurns(begun, async (item, index) => {
        const code = (await ready[index]) ?? (await deliver(item, place, words))
        if (code) refuse(item, code)
      })
      await Promise.all(done)
    })
    if (isOver) return
    place.end()
    tellRefused(refused)
    settle()
  }
  const resume = async () => {
    clearTimeout(retry)
    if (isResuming || isOver) return
    isResuming = true
    const batches = new Map<string, Item[]>()
    for (const item of waiting()) {
      if (item.isOfEarlierVisit && way !== 'there') continue
      const { batch } = item.facts
      batches.set(batch, [...(batches.get(batch) ?? []), item])
    }
    const due = [...batches.values()].flat()
    const refused: { code: Refusal; name: string }[] = []
    if (due.length > 0)
      await sayingSo(due.length, async () => {
        for (const batch of batches.values()) await deliverLate(batch, refused)
      })
    isResuming = false
    if (isOver) return
    tellRefused(refused)
    settle()
  }
  const deliverLate = async (batch: readonly Item[], refused: { code: Refusal; name: string }[]) => {
    const [first] = batch
    if (!first) return
    if (isPlaceGone(options, first.facts)) {
      await forget(batch)
      return tellGone(options)
    }
    const place = placeFor(options, first.facts, batch.length, true)
    await Promise.all(
      inTurns(batch, async (item) => {
        const code = await deliver(item, place, noWords)
        if (code) refused.push({ code, name: item.facts.name })
      }),
    )
    if (!isOver) place.end()
  }
  /** Says what waits, and tries again soon where there may be a way. */
  const settle = () => {
    const left = waiting()
    told.show(left)
    clearTimeout(retry)
    failures = left.length === 0 ? 0 : failures + 1
    if (left.length > 0 && way !== 'none') retry = setTimeout(() => void resume(), waitMs(failures, random))
  }
  const gather = async () => {
    const kept = await (await outbox)?.list().catch(() => undefined)
    if (isOver) return
    const known = new Set([...items].map(({ key }) => key))
    for (const [key, facts] of kept ?? []) {
      if (known.has(key)) continue
      items.add({ facts, keeping: 'kept', key, picture: undefined, isWaiting: true, isOfEarlierVisit: true })
    }
    count()
  }
  const gathered = gather()
  const stop = () => {
    isOver = true
    clearTimeout(retry)
    told.close()
  }

  /** Says that they are on their way when it takes long. */
  const sayingSo = async (of: number, run: () => Promise<void>) => {
    let notice: string | undefined
    const timer = setTimeout(() => {
      notice = notices.show({
        tone: 'plain',
        text: say('notices.photosComing', { count: of }),
        isLasting: true,
      })
    }, quietMs)
    await run()
    clearTimeout(timer)
    if (notice !== undefined) notices.dismiss(notice)
  }
  /** One message a reason. */
  const tellRefused = (refused: readonly { code: Refusal; name: string }[]) => {
    for (const code of new Set(refused.map((each) => each.code))) {
      const names = refused.filter((each) => each.code === code).map(({ name }) => name)
      const what = say('notices.photosRefused', { count: names.length, name: names[0] ?? '' })
      notices.show({ tone: 'warn', text: `${what} ${say(`errors.${code}`)}` })
    }
  }

  return {
    bring: (files, near, caption = noWords) => {
      if (files.length === 0 || isBarred(options, Operation.addNote)) return
      const places = files.filter((file) => refusedUnsent(file) === undefined).length
      const wish = { batch: nanoid(), near, onto: null, isPrivate: options.desk.takesNotes.get() }
      const begun = files.map((file) => begin(file, wish))
      void bringAll(files, begun, placeFor(options, wish, places, false), onlyOnce(caption))
    },
    put: (id, file) => {
      const isPrivate = isDraft(options, id)
      if (!isPrivate && isBarred(options, Operation.markNote, id)) return
      const wish = { batch: nanoid(), near: { x: 0, y: 0, width: 0, height: 0 }, onto: id, isPrivate }
      void bringAll([file], [begin(file, wish)], placeFor(options, wish, 1, false), noWords)
    },
    resume: () => {
      way = 'there'
      failures = 0
      void gathered.then(resume)
    },
    rest: () => {
      way = 'none'
      clearTimeout(retry)
      void gathered.then(() => isOver || told.show(waiting()))
    },
    end: () => {
      stop()
      items.clear()
      count()
    },
    close: () => {
      stop()
      void outbox.then((kept) => kept?.close())
    },
  }
}

async function openOutbox(open: QueueOptions['openOutboxDb']): Promise<PhotoOutboxDb | undefined> {
  try {
    return await open?.()
  } catch {
    // Forbidden, or broken: pictures wait on this page alone, and that is said.
    return undefined
  }
}

/** So many at once, in the order given. */
function inTurns<T, R>(
  things: readonly T[],
  run: (thing: T, index: number) => Promise<R>,
): readonly Promise<R>[] {
  const running: Promise<R>[] = []
  for (const [index, thing] of things.entries()) {
    const before = running[index - atOnce]
    running.push(before ? before.then(() => run(thing, index)) : run(thing, index))
  }
  return running
}

function onlyOnce(caption: Caption): Caption {
  let isAsked = false
  return (isThere) => {
    if (isAsked) return ''
    isAsked = true
    return caption(isThere)
  }
}

interface WaitingNotices {
  readonly show: (waiting: readonly Item[]) => void
  readonly close: () => void
}

const waitingSentences = {
  kept: 'notices.photosKept',
  full: 'notices.photosFull',
  unkept: 'notices.photosUnkept',
} as const

/** What waits, and where it is until then; whoever does not want it on the board any more can say so. */
function createWaitingNotices(
  { work: { notices, say } }: PictureGround,
  leaveOut: (some: readonly Item[]) => void,
): WaitingNotices {
  const shown = new Map<Keeping, { readonly id: string; readonly count: number }>()
  const show = (waiting: readonly Item[]) => {
    for (const kind of ['kept', 'full', 'unkept'] as const) {
      const some = waiting.filter(({ keeping }) => keeping === kind)
      const before = shown.get(kind)
      if (some.length === (before?.count ?? 0)) continue
      if (before) notices.dismiss(before.id)
      shown.delete(kind)
      if (some.length === 0) continue
      const text = say(waitingSentences[kind], { count: some.length })
      const action = {
        label: say('notices.photosLeaveOut', { count: some.length }),
        run: () => leaveOut(some),
      }
      const id = notices.show({ tone: 'plain', text, isLasting: true, action })
      shown.set(kind, { id, count: some.length })
    }
  }
  return { show, close: () => show([]) }
}

/** What the server would refuse by the look of it. */
function refusedUnsent({ type }: Blob): Refusal | undefined {
  if (type.startsWith('image/svg')) return 'photo_is_drawing'
  return type.startsWith('image/') ? undefined : 'photo_unreadable'
}

function isBusy(outcome: Outcome<Photo>): boolean {
  return !outcome.ok && outcome.code === 'too_many_requests'
}

function nameOf(file: Blob): string {
  return file instanceof File ? file.name : ''
}
