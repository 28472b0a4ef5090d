import type { Photo } from '#shared/board/photo.ts'
import { centreOf, inset, intersects, type Size } from '#shared/geometry/rect.ts'
import { coveringPart } from '#shared/text/photo-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { createPictureCache } from './photo-cache.ts'
import type { PhotoOf } from '../view/view-state.ts'

/**
 * Bytes of all decoded images together, four for each pixel. A screen full of photo notes needs 30 MB at any zoom. Three
 * times that keeps the images seen a moment ago, and a phone's tab alive.
 */
const mostBytes = 96_000_000

/** Longest sides in which pictures are decoded: at most twice as many pixels across as are seen. */
const sides = [64, 128, 256, 512, 1_024, 2_048] as const

/** An image is decoded one step smaller when it is stretched by no more than this. Not measured. */
const slack = 1.15

/** More at once only make the nearest wait longer. */
const atOnce = 4

/** Wait without painting before an image that is larger than needed is decoded smaller. Not measured. */
const restMs = 250

/** Wait after a pan: a fast pan passes many photos. Not measured. */
const passingMs = 100

/** After a failure that may pass. */
const againMs = 5_000

export interface Pictures {
  readonly of: PhotoOf
  readonly close: () => void
}

interface PhotoWish {
  readonly photo: Photo
  readonly side: number
  readonly notes: Set<string>
  /** By `performance.now()`. */
  notBefore: number
}

type Source = Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>

/**
 * The photos of one screen. Each photo that is painted is fetched, decoded as large as it is seen, and kept while there
 * is room. A photo painted beyond the screen's edge is fetched when it comes near.
 */
export function createPictures(source: Source, onArrived: (notes: Iterable<string>) => void): Pictures {
  const loader = new PhotoLoader(source, onArrived)
  return { of: loader.imageOf, close: () => loader.close() }
}

class PhotoLoader {
  readonly #source: Source
  readonly #onArrived: (notes: Iterable<string>) => void
  readonly #cache = createPictureCache<ImageBitmap>(mostBytes, (bitmap) => bitmap.close())
  readonly #wishes: PhotoWishes
  readonly #loading = new Map<string, Set<string>>()
  /** Photos that failed a moment ago, each with the notes that show it. */
  readonly #failed = new Map<string, Set<string>>()
  readonly #stops: readonly (() => void)[]
  #due: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined
  #isClosed = false

  constructor(source: Source, onArrived: (notes: Iterable<string>) => void) {
    this.#source = source
    this.#onArrived = onArrived
    this.#wishes = new PhotoWishes(source)
    this.#stops = [
      source.saving.listen((state) => {
        if (state === 'saved') for (const id of this.#failed.keys()) this.#retry(id)
      }),
      source.camera.state.listen(() => {
        if (this.#wishes.size > 0) this.#loadIn(passingMs)
      }),
    ]
  }

  readonly imageOf: PhotoOf = (note, photo, frame, scale) => {
    const side = sideFor(photo, frame, scale)
    const exact = this.#cache.get(keyOf(photo.id, side))
    if (exact) {
      this.#wishes.withdraw(note.id)
      return exact
    }
    const other = this.#closest(photo.id, side)
    // While the view is zoomed out, a larger image that is there serves at every size.
    const isLarger = other !== undefined && Math.max(other.width, other.height) > side
    const failing = this.#failed.get(photo.id)
    if (failing) failing.add(note.id)
    else this.#want(note.id, photo, side, isLarger ? restMs : 0)
    return other
  }

  close(): void {
    this.#isClosed = true
    for (const stop of this.#stops) stop()
    clearTimeout(this.#due?.timer)
    this.#wishes.clear()
    this.#cache.clear()
  }

  #want(note: string, photo: Photo, side: number, wait: number): void {
    const key = keyOf(photo.id, side)
    this.#wishes.replace(note, key)
    const loading = this.#loading.get(key)
    if (loading) return void loading.add(note)
    this.#wishes.add(note, key, { photo, side, notBefore: performance.now() + wait })
    // After this frame, so that the nearest of all photos that the frame asks for comes first.
    this.#loadIn(wait)
  }

  #load(): void {
    if (this.#isClosed) return
    while (this.#loading.size < atOnce) {
      const next = this.#wishes.takeNearest()
      if (!next) return
      this.#loading.set(next.key, next.wish.notes)
      void this.#fetch(next.key, next.wish)
    }
  }

  /** Keeps the soonest of the times asked for; each wish knows how long it still waits. */
  #loadIn(ms: number): void {
    const at = performance.now() + ms
    if (this.#due && this.#due.at <= at) return
    clearTimeout(this.#due?.timer)
    const run = () => {
      this.#due = undefined
      this.#load()
      const now = performance.now()
      const later = this.#wishes.timesAfter(now)
      if (later.length > 0) this.#loadIn(Math.min(...later) - now)
    }
    this.#due = { at, timer: setTimeout(run, ms) }
  }

  async #fetch(key: string, { photo, side, notes }: PhotoWish): Promise<void> {
    const bitmap = await this.#source.photos.read(photo.id).then(
      (outcome) => (outcome.ok ? decode(outcome.value, photo, side) : undefined),
      () => undefined,
    )
    this.#loading.delete(key)
    this.#wishes.settle(notes, key)
    if (this.#isClosed) return bitmap?.close()
    if (bitmap) {
      this.#cache.put(key, bitmap, 4 * bitmap.width * bitmap.height)
      this.#onArrived(notes)
    } else this.#fail(photo.id, notes)
    this.#load()
  }

  #fail(id: string, notes: ReadonlySet<string>): void {
    this.#failed.set(id, new Set([...(this.#failed.get(id) ?? []), ...notes]))
    setTimeout(() => this.#retry(id), againMs)
  }

  /** Paints the notes again; those still in sight ask for the photo once more. */
  #retry(id: string): void {
    const notes = this.#failed.get(id)
    if (this.#isClosed || !this.#failed.delete(id) || !notes) return
    this.#onArrived(notes)
  }

  /** Prefers a larger image to a blurred one. */
  #closest(id: string, side: number): ImageBitmap | undefined {
    const larger = sides.filter((other) => other > side)
    const smaller = sides.filter((other) => other < side).toReversed()
    for (const other of [...larger, ...smaller]) {
      const bitmap = this.#cache.get(keyOf(id, other))
      if (bitmap) return bitmap
    }
    return undefined
  }
}

/** The photos that notes have asked for and that are not being fetched yet. */
class PhotoWishes {
  readonly #source: Pick<Source, 'scene' | 'camera'>
  readonly #wishes = new Map<string, PhotoWish>()
  /** The wish of each note. A note wants one photo, as large as it was painted last. */
  readonly #wanted = new Map<string, string>()

  constructor(source: Pick<Source, 'scene' | 'camera'>) {
    this.#source = source
  }

  get size(): number {
    return this.#wishes.size
  }

  replace(note: string, key: string): void {
    if (this.#wanted.get(note) !== key) this.withdraw(note)
    this.#wanted.set(note, key)
  }

  add(note: string, key: string, wanted: Omit<PhotoWish, 'notes'>): void {
    const wish = this.#wishes.get(key)
    if (wish) {
      wish.notes.add(note)
      wish.notBefore = wanted.notBefore
    } else this.#wishes.set(key, { ...wanted, notes: new Set([note]) })
  }

  withdraw(note: string): void {
    const key = this.#wanted.get(note)
    if (key === undefined) return
    this.#wanted.delete(note)
    const wish = this.#wishes.get(key)
    if (wish?.notes.delete(note) && wish.notes.size === 0) this.#wishes.delete(key)
  }

  /** The photo has arrived, or failed: these notes no longer wait for it. */
  settle(notes: Iterable<string>, key: string): void {
    for (const note of notes) if (this.#wanted.get(note) === key) this.#wanted.delete(note)
  }

  timesAfter(now: number): readonly number[] {
    return [...this.#wishes.values()].map(({ notBefore }) => notBefore).filter((time) => time > now)
  }

  clear(): void {
    this.#wishes.clear()
  }

  /** Takes the wish that is due and whose note is nearest to the middle of the view. */
  takeNearest(): { readonly key: string; readonly wish: PhotoWish } | undefined {
    const { camera, scene } = this.#source
    const view = camera.view()
    const middle = centreOf(view)
    const near = inset(view, -Math.max(view.width, view.height) / 2)
    const now = performance.now()
    let found: { readonly key: string; readonly wish: PhotoWish } | undefined
    let shortest = Number.POSITIVE_INFINITY
    for (const [key, wish] of this.#wishes) {
      if (wish.notBefore > now) continue
      for (const id of wish.notes) {
        const note = scene.notes.get(id)
        if (!note || note.isHidden || note.photo?.id !== wish.photo.id) {
          this.withdraw(id)
          continue
        }
        if (!intersects(note.rect, near)) continue
        const at = centreOf(note.rect)
        const distance = Math.hypot(at.x - middle.x, at.y - middle.y)
        if (distance >= shortest) continue
        shortest = distance
        found = { key, wish }
      }
    }
    if (found) this.#wishes.delete(found.key)
    return found
  }
}

/** The longest side in which a picture is decoded to cover a frame at so many device pixels a unit. */
export function sideFor(photo: Size, frame: Size, scale: number): number {
  const part = coveringPart(photo, frame)
  const needed = Math.max(photo.width, photo.height) * ((frame.width * scale) / part.width)
  const own = Math.max(photo.width, photo.height)
  const wanted = Math.min(needed, own) / slack
  return sides.find((side) => side >= wanted) ?? sides[sides.length - 1] ?? own
}

function keyOf(id: string, side: number): string {
  return `${id} ${side}`
}

/** Never larger than it is. A picture that cannot be read is no picture. */
async function decode(blob: Blob, { width, height }: Size, side: number): Promise<ImageBitmap | undefined> {
  const shrink = Math.min(1, side / Math.max(width, height))
  try {
    return await createImageBitmap(blob, {
      resizeWidth: Math.max(1, Math.round(width * shrink)),
      resizeHeight: Math.max(1, Math.round(height * shrink)),
      resizeQuality: 'medium',
    })
  } catch {
    // Cut short on its way: it is fetched again like one that did not come.
    return undefined
  }
}
