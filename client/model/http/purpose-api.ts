import type { CreatedBoard } from '#shared/wire/http.ts'
import type {
  PublishedPage,
  PublishWish,
  PurposePageState,
  PurposePreview,
  PurposePreviewWish,
  SavedDraft,
} from '#shared/wire/purpose-page.ts'
import type { CarriedFacts, SecondWish } from '#shared/wire/second.ts'
import type { PurposeDraft } from '#shared/workshop/purpose-page.ts'
import { ask, type Asking, type Outcome } from './api.ts'
import type { AskingDates, Askings, AskingState, NewAsking } from '#shared/wire/public-asking.ts'

/** The purpose page of the board, as its facilitators see it. */
export function readPurposePage(asking: Asking): Promise<Outcome<PurposePageState>> {
  return ask('GET', pathOf(asking), asking)
}

/**
 * Keeps the texts of the next version, unless others than those of the revision were kept since. The request goes out although
 * the page may be leaving.
 */
export function savePurposeDraft(
  asking: Asking,
  draft: PurposeDraft,
  revision: string,
): Promise<Outcome<SavedDraft>> {
  const headers = ifMatch(revision)
  return ask('PUT', `${pathOf(asking)}/draft`, { ...asking, headers, json: draft, outlivesPage: true })
}

function ifMatch(revision: string): Readonly<Record<string, string>> {
  return { 'if-match': `"${revision}"` }
}

/** Null takes the emblem off. */
export function putEmblem(asking: Asking, picture: Blob | null): Promise<Outcome<null>> {
  const path = `${pathOf(asking)}/emblem`
  if (!picture) return ask('DELETE', path, asking)
  return ask('PUT', path, { ...asking, file: picture, type: picture.type || 'application/octet-stream' })
}

/** The page as it would be published now. */
export function previewPurpose(asking: Asking): Promise<Outcome<PurposePreview>> {
  return ask('POST', `${pathOf(asking)}/preview`, { ...asking, json: here() })
}

/** Publishes the page that this preview showed, or nothing. */
export function publishPurpose(
  asking: Asking,
  { revision, seen }: Pick<PurposePreview, 'revision' | 'seen'>,
): Promise<Outcome<PublishedPage>> {
  const json: PublishWish = { ...here(), seen }
  return ask('POST', `${pathOf(asking)}/versions`, { ...asking, headers: ifMatch(revision), json })
}

/** Everything that would come along to a second board. */
export function readCarried(asking: Asking): Promise<Outcome<CarriedFacts>> {
  return ask('GET', `/api/boards/${asking.board}/second`, asking)
}

/** Opens a second board that goes on from this one. */
export function openSecond(
  asking: Asking,
  wish: SecondWish,
  createSecret?: string,
): Promise<Outcome<CreatedBoard>> {
  return ask('POST', `/api/boards/${asking.board}/second`, { ...asking, json: wish, createSecret })
}

export function withdrawPurpose(asking: Asking): Promise<Outcome<null>> {
  return ask('DELETE', pathOf(asking), asking)
}

function pathOf({ board }: Asking): string {
  return `/api/boards/${board}/purpose-page`
}

function here(): PurposePreviewWish {
  return { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
}

/** The questions of the board to people outside it. */
export function readAskings(asking: Asking): Promise<Outcome<Askings>> {
  return ask('GET', askingsOf(asking), asking)
}

export function openAsking(asking: Asking, json: NewAsking): Promise<Outcome<AskingState>> {
  return ask('POST', askingsOf(asking), { ...asking, json })
}

export function moveAsking(asking: Asking, id: string, json: AskingDates): Promise<Outcome<null>> {
  return ask('PUT', `${askingsOf(asking)}/${id}/dates`, { ...asking, json })
}

/** Counts the answers now. */
export function closeAsking(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('POST', `${askingsOf(asking)}/${id}/close`, asking)
}

export function removeAsking(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('DELETE', `${askingsOf(asking)}/${id}`, asking)
}

function askingsOf({ board }: Asking): string {
  return `/api/boards/${board}/askings`
}
