import { at } from '../model/basics/address.ts'
import { browserStorage } from '../storage/browser-storage.ts'

/** The things that another app of the device has shared with this one. The service worker has put it into this browser alone. */
export interface SharedIn {
  readonly id: string
  readonly text: string
  readonly photos: readonly Blob[]
  /** Photos beyond those that are taken at once, and too large ones. */
  readonly left: number
}

/** The service worker writes it under the same names. */
const cacheName = 'boussole-shares'
const entry = (id: string) => at(`/share/${id}`)

/** The newest, or the one with this id. Undefined when it does not wait, or the browser forbids it. */
export async function readShared(wanted?: string): Promise<SharedIn | undefined> {
  try {
    const cache = await caches.open(cacheName)
    const waiting = (await cache.keys()).map(({ url }) => url.slice(url.lastIndexOf('/') + 1))
    const id = wanted ?? waiting.toSorted().at(-1)
    const kept = id === undefined ? undefined : await (await cache.match(entry(id)))?.formData()
    const facts = kept?.get('facts')
    if (id === undefined || !kept || typeof facts !== 'string') return undefined
    const { text, left } = JSON.parse(facts) as Pick<SharedIn, 'text' | 'left'>
    return { id, text, left, photos: kept.getAll('photos').filter((part) => part instanceof File) }
  } catch {
    // Storage is forbidden: then nothing was put there.
    return undefined
  }
}

export async function forgetShared(id: string): Promise<void> {
  await (await caches.open(cacheName)).delete(entry(id))
}

const chosenName = 'boussole.shared'

/** Says to which board one of them goes, for the page that opens there. */
export function chooseForShared(board: string, id: string): void {
  browserStorage('sessionStorage').setItem(chosenName, `${board} ${id}`)
}

/** The id of the one that goes to this board, told once. */
export function takeChosen(board: string): string | undefined {
  const storage = browserStorage('sessionStorage')
  const [chosen, id] = storage.getItem(chosenName)?.split(' ') ?? []
  if (chosen !== board) return undefined
  storage.removeItem(chosenName)
  return id
}
