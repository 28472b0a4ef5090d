import type { Photo } from '#shared/board/photo.ts'
import { centreOf, inset, intersects, type Size } from '#shared/geometry/rect.ts'
import { coveringPart } from '#shared/text/photo-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { createPictureCache } from './photo-cache.ts'
import type { PictureOf } from '../view/view-state.ts'

/**
 * What decoded pictures may hold altogether, four bytes a pixel. A screen full of photo notes needs 30 MB at any zoom;
 * three times that keeps what one has just looked at, and a phone's tab alive.
 */
const mostBytes = 96_000_000

/** Longest sides in which pictures are decoded: at most twice as many pixels across as are seen. */
const sides = [64, 128, 256, 512, 1_024, 2_048] as const

/** A picture is taken one step smaller when it is stretched by no more than this: nobody sees it (taste). */
const slack = 1.15

/** More at once only make the nearest wait longer. */
const atOnce = 4

/** So long nothing must have been painted before what is there already, larger than needed, is decoded smaller. Taste. */
const restMs = 250

/** Whoever pans fast passes much by. Taste. */
const passingMs = 100

/** After a failure that may pass. */
const againMs = 5_000

export interface Pictures {
  readonly of: PictureOf
  readonly close: () => void
}

interface Wish {
  readonly photo: Photo
  readonly side: number
  readonly notes: Set<string>
  /** By `performance.now()`. */
  notBefore: number
}

type Source = Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>

/**
 * The pictures of one screen: what is painted is fetched, decoded as large as it is seen, and kept while there is room.
 * What was painted beyond the screen's edges comes when it is near.
 */
export function createPictures(
  { scene, camera, photos, saving }: Source,
  onArrived: (notes: Iterable<string>) => void,
): Pictures {
  const cache = createPictureCache<ImageBitmap>(mostBytes, (bitmap) => bitmap.close())
  const wishes = new Map<string, Wish>()
  /** By note: the wish that it is part of. A note wants one picture, as large as it was painted last. */
  const wanted = new Map<string, string>()
  const coming = new Map<string, Set<string>>()
  /** By picture: not to be asked for again for now. */
  const failed = new Map<string, Set<string>>()
  let due: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined
  let isClosed = false

  const want = (note: string, photo: Photo, side: number, wait: number) => {
    const key = keyOf(photo.id, side)
    if (wanted.get(note) !== key) withdraw(note)
    wanted.set(note, key)
    const arriving = coming.get(key)
    if (arriving) return void arriving.add(note)
    const notBefore = performance.now() + wait
    const wish = wishes.get(key)
    if (wish) {
      wish.notes.add(note)
      wish.notBefore = notBefore
    } else wishes.set(key, { photo, side, notes: new Set([note]), notBefore })
    // After the frame that asks, so that the nearest of all that it asks for comes first.
    goOnIn(wait)
  }
  const withdraw = (note: string) => {
    const key = wanted.get(note)
    if (key === undefined) return
    wanted.delete(note)
    const wish = wishes.get(key)
    if (wish?.notes.delete(note) && wish.notes.size === 0) wishes.delete(key)
  }
  const nearest = (): readonly [key: string, wish: Wish] | undefined => {
    const view = camera.view()
    const middle = centreOf(view)
    const near = inset(view, -Math.max(view.width, view.height) / 2)
    const now = performance.now()
    let found: readonly [string, Wish] | undefined
    let least = Number.POSITIVE_INFINITY
    for (const [key, wish] of wishes) {
      if (wish.notBefore > now) continue
      for (const id of wish.notes) {
        const note = scene.notes.get(id)
        if (!note || note.isHidden || note.photo?.id !== wish.photo.id) {
          withdraw(id)
          continue
        }
        if (!intersects(note.rect, near)) continue
        const at = centreOf(note.rect)
        const distance = Math.hypot(at.x - middle.x, at.y - middle.y)
        if (distance >= least) continue
        least = distance
        found = [key, wish]
      }
    }
    return found
  }
  const goOn = () => {
    if (isClosed) return
    while (coming.size < atOnce) {
      const next = nearest()
      if (!next) return
      const [key, wish] = next
      wishes.delete(key)
      coming.set(key, wish.notes)
      void bring(key, wish)
    }
  }
  /** The soonest of what is asked for at once; the wishes themselves know what is still to wait. */
  const goOnIn = (ms: number) => {
    const at = performance.now() + ms
    if (due && due.at <= at) return
    clearTimeout(due?.timer)
    const run = () => {
      due = undefined
      goOn()
      const now = performance.now()
      const later = [...wishes.values()].map(({ notBefore }) => notBefore).filter((time) => time > now)
      if (later.length > 0) goOnIn(Math.min(...later) - now)
    }
    due = { at, timer: setTimeout(run, ms) }
  }
  const bring = async (key: string, { photo, side, notes }: Wish) => {
    const bitmap = await photos.read(photo.id).then(
      (outcome) => (outcome.ok ? decode(outcome.value, photo, side) : undefined),
      () => undefined,
    )
    coming.delete(key)
    for (const note of notes) if (wanted.get(note) === key) wanted.delete(note)
    if (isClosed) return bitmap?.close()
    if (bitmap) {
      cache.put(key, bitmap, 4 * bitmap.width * bitmap.height)
      onArrived(notes)
    } else fail(photo.id, notes)
    goOn()
  }
  const fail = (id: string, notes: ReadonlySet<string>) => {
    failed.set(id, new Set([...(failed.get(id) ?? []), ...notes]))
    setTimeout(() => forgive(id), againMs)
  }
  /** Whoever still sees its note asks for it once more. */
  const forgive = (id: string) => {
    const notes = failed.get(id)
    if (isClosed || !failed.delete(id) || !notes) return
    onArrived(notes)
  }
  const stops = [
    saving.listen((state) => {
      if (state === 'saved') for (const id of failed.keys()) forgive(id)
    }),
    camera.state.listen(() => {
      if (wishes.size > 0) goOnIn(passingMs)
    }),
  ]

  return {
    of: (note, photo, frame, scale) => {
      const side = sideFor(photo, frame, scale)
      const key = keyOf(photo.id, side)
      const exact = cache.get(key)
      if (exact) {
        withdraw(note.id)
        return exact
      }
      const other = closest(photo.id, side)
      // While the view is zoomed out, a larger one that is there serves at every size.
      const isLarger = other !== undefined && Math.max(other.width, other.height) > side
      const failing = failed.get(photo.id)
      if (failing) failing.add(note.id)
      else want(note.id, photo, side, isLarger ? restMs : 0)
      return other
    },
    close: () => {
      isClosed = true
      for (const stop of stops) stop()
      clearTimeout(due?.timer)
      wishes.clear()
      cache.clear()
    },
  }

  /** A larger one rather than a blurred one. */
  function closest(id: string, side: number): ImageBitmap | undefined {
    const larger = sides.filter((other) => other > side)
    const smaller = sides.filter((other) => other < side).toReversed()
    for (const other of [...larger, ...smaller]) {
      const bitmap = cache.get(keyOf(id, other))
      if (bitmap) return bitmap
    }
    return undefined
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
