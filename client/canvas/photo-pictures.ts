import type { Photo } from '#shared/board/photo.ts'
import { centreOf, intersects, type Rect, type Size } from '#shared/geometry/rect.ts'
import { coveringPart } from '#shared/text/photo-note.ts'
import type { BoardModel } from '../model/board-model.ts'
import type { SceneNote } from '../model/scene.ts'
import { createPictureCache } from './picture-cache.ts'
import type { PictureOf } from './shown.ts'

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
}

type Source = Pick<BoardModel, 'scene' | 'camera' | 'photos' | 'saving'>

/**
 * The pictures of one screen: what is painted is fetched, decoded as large as it is seen, and kept while there is room;
 * what is no longer in view when its turn comes is left alone.
 */
export function createPictures(
  { scene, camera, photos, saving }: Source,
  onArrived: (notes: Iterable<string>) => void,
): Pictures {
  const cache = createPictureCache<ImageBitmap>(mostBytes, (bitmap) => bitmap.close())
  const wishes = new Map<string, Wish>()
  const coming = new Set<string>()
  /** By picture: not to be asked for again for now. */
  const failed = new Map<string, Set<string>>()
  let isClosed = false

  const nearest = (): readonly [string, Wish] | undefined => {
    const view = camera.view()
    const middle = centreOf(view)
    let found: readonly [string, Wish] | undefined
    let least = Number.POSITIVE_INFINITY
    for (const [key, wish] of wishes) {
      const rect = seenRect(scene.notes, wish, view)
      if (!rect) {
        wishes.delete(key)
        continue
      }
      const at = centreOf(rect)
      const distance = Math.hypot(at.x - middle.x, at.y - middle.y)
      if (distance >= least) continue
      least = distance
      found = [key, wish]
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
      coming.add(key)
      void bring(key, wish)
    }
  }
  const bring = async (key: string, { photo, side, notes }: Wish) => {
    const bitmap = await photos.read(photo.id).then(
      (outcome) => (outcome.ok ? decode(outcome.value, photo, side) : undefined),
      () => undefined,
    )
    coming.delete(key)
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
  const stop = saving.listen((state) => {
    if (state === 'saved') for (const id of failed.keys()) forgive(id)
  })

  return {
    of: (note, photo, frame, scale) => {
      const side = sideFor(photo, frame, scale)
      const key = keyOf(photo.id, side)
      const exact = cache.get(key)
      if (exact) return exact
      if (!failed.has(photo.id)) {
        const wish = wishes.get(key)
        if (wish) wish.notes.add(note.id)
        else if (!coming.has(key)) wishes.set(key, { photo, side, notes: new Set([note.id]) })
        // After the frame that asks, so that the nearest of all that it asks for comes first.
        queueMicrotask(goOn)
      }
      return closest(photo.id, side)
    },
    close: () => {
      isClosed = true
      stop()
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

/** Where one of the notes that want it is seen; undefined when none is. */
function seenRect(notes: ReadonlyMap<string, SceneNote>, wish: Wish, view: Rect): Rect | undefined {
  for (const id of wish.notes) {
    const note = notes.get(id)
    if (note && !note.isHidden && note.photo?.id === wish.photo.id && intersects(note.rect, view))
      return note.rect
  }
  return undefined
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
