import { at } from '../model/basics/address.ts'
import { browserStorage } from '../storage/browser-storage.ts'

/** The things that another app of the device has shared with this one. The service worker has put it into this browser alone. */
export interface SharedIn {
  readonly text: string
  readonly photos: readonly Blob[]
  /** Photos beyond those that are taken at once. */
  readonly left: number
}

/** The service worker writes it under the same names. */
const cacheName = 'boussole-shared'
const entry = (name: string) => at(`/share/${name}`)

/** Undefined when nothing waits, or the browser forbids it. */
export async function readShared(): Promise<SharedIn | undefined> {
  try {
    const cache = await caches.open(cacheName)
    const facts = (await (await cache.match(entry('facts')))?.json()) as
      | { readonly text: string; readonly photos: number; readonly left: number }
      | undefined
    if (!facts) return undefined
    const kept = Array.from({ length: facts.photos }, (_, index) => cache.match(entry(`photo-${index}`)))
    const photos = (await Promise.all(kept)).flatMap((photo) => photo ?? [])
    return { ...facts, photos: await Promise.all(photos.map((photo) => photo.blob())) }
  } catch {
    // Storage is forbidden: then nothing was put there.
    return undefined
  }
}

export async function forgetShared(): Promise<void> {
  await caches.delete(cacheName)
}

const chosenName = 'boussole.shared'

/** Says to which board it goes, for the page that opens there. Null: to none. */
export function chooseForShared(board: string | null): void {
  const storage = browserStorage('sessionStorage')
  if (board === null) storage.removeItem(chosenName)
  else storage.setItem(chosenName, board)
}

export function isChosenForShared(board: string): boolean {
  return browserStorage('sessionStorage').getItem(chosenName) === board
}
