import type { AskingDates, Askings, AskingState, NewAsking } from '#shared/wire/public-asking.ts'
import { ask, type Asking, type Outcome } from './api.ts'

/** The questions of the board to people outside it. */
export function readAskings(asking: Asking): Promise<Outcome<Askings>> {
  return ask('GET', pathOf(asking), asking)
}

export function openAsking(asking: Asking, json: NewAsking): Promise<Outcome<AskingState>> {
  return ask('POST', pathOf(asking), { ...asking, json })
}

export function moveAsking(asking: Asking, id: string, json: AskingDates): Promise<Outcome<null>> {
  return ask('PUT', `${pathOf(asking)}/${id}/dates`, { ...asking, json })
}

/** Counts the answers now. */
export function closeAsking(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('POST', `${pathOf(asking)}/${id}/close`, asking)
}

export function removeAsking(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('DELETE', `${pathOf(asking)}/${id}`, asking)
}

function pathOf({ board }: Asking): string {
  return `/api/boards/${board}/askings`
}
