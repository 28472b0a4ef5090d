import { createSecretHeader } from '#shared/wire/secrets.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { ReplayStep } from '#shared/board/replay.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import type { Refusal } from '#shared/wire/command.ts'
import type {
  Checkpoint,
  CheckpointPreview,
  CreatedBoard,
  CreatedSession,
  Device,
  ExportState,
  FoundPeople,
  DeviceLink,
  Invitation,
  KnownSecrets,
  LinkState,
  NetworkAddress,
  NewBoard,
  NewExport,
  NewSession,
  Opening,
  RenewedLink,
  Restore,
  Restored,
  StoredPhoto,
  TicketBody,
  PhaseNotesAnswer,
} from '#shared/wire/http.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { Role } from '#shared/workshop/role.ts'
import { at } from '../basics/address.ts'

/** Calls never throw: a failure is a code of the catalogues, `network` when the server does not answer. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: Refusal['code'] | 'network'
      readonly message: string
      readonly mayRetry: boolean
      /** The server asks to wait so long before the next attempt. */
      readonly retryAfterMs?: number
      /** Everything that is wrong with a template or its answers. */
      readonly problems?: readonly TemplateProblem[]
    }

export type Failure = Extract<Outcome<never>, { ok: false }>

/** The session and board of a call; calls without it are open to anybody. */
export interface Asking {
  readonly board: string
  readonly session: string
}

/** Who may open boards on this server, and whether the person may, with this secret. */
export function readOpening(createSecret?: string): Promise<Outcome<Opening>> {
  return ask('GET', '/api/opening', { createSecret })
}

/** `createSecret`: that of a server on which only people who know it open boards. Below, too. */
export function createBoard(board: NewBoard, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', '/api/boards', { json: board, createSecret })
}

/** The board behind a link or a join code, before joining. */
export function readInvitation(ticket: TicketBody): Promise<Outcome<Invitation>> {
  return ask('POST', '/api/invitations', { json: ticket })
}

/** Joins by a link's board and secret, or by a join code. */
export function createSession(ticket: NewSession): Promise<Outcome<CreatedSession>> {
  return ask('POST', '/api/sessions', { json: ticket })
}

/** Makes a new board of a board file (JSON export). */
export function importBoard(file: Blob, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', '/api/imports', { file, createSecret })
}

/** Makes a second board that goes on from the adopted purpose in a board file. */
export function goOnFrom(file: Blob, title: string, createSecret?: string): Promise<Outcome<CreatedBoard>> {
  return ask('POST', `/api/imports?second=${encodeURIComponent(title)}`, { file, createSecret })
}

/** Deletes the board for everybody, irreversibly. */
export function deleteBoard(asking: Asking): Promise<Outcome<null>> {
  return ask('DELETE', pathOf(asking), asking)
}

/** The words of the agenda for facilitators alone, by phase. */
export function readPhaseNotes(asking: Asking): Promise<Outcome<PhaseNotesAnswer>> {
  return ask('GET', `${pathOf(asking)}/phase-notes`, asking)
}

/** The links that work, with their addresses as far as the server keeps them for this facilitator. */
export function listLinks(asking: Asking): Promise<Outcome<readonly LinkState[]>> {
  return ask('GET', `${pathOf(asking)}/links`, asking)
}

/** Has the server keep links that this browser knows, for facilitators on other devices. */
export function offerLinks(asking: Asking, known: KnownSecrets): Promise<Outcome<readonly LinkState[]>> {
  return ask('PUT', `${pathOf(asking)}/links`, { ...asking, json: known })
}

export function renewLink(asking: Asking, role: Role): Promise<Outcome<RenewedLink>> {
  return ask('POST', `${pathOf(asking)}/links/${role}`, asking)
}

export function revokeLink(asking: Asking, role: Role): Promise<Outcome<null>> {
  return ask('DELETE', `${pathOf(asking)}/links/${role}`, asking)
}

/** The people here with this in their name, also in a crowd. For facilitators. */
export function findPeople(asking: Asking, name: string): Promise<Outcome<FoundPeople>> {
  return ask('POST', `${pathOf(asking)}/people`, { ...asking, json: { name } })
}

/** Makes a link with which this person continues on another device; it works once, within ten minutes. */
export function offerDevice(asking: Asking): Promise<Outcome<DeviceLink>> {
  return ask('POST', `${pathOf(asking)}/devices`, asking)
}

/** The devices on which this person is signed in to the board, oldest first. */
export function listDevices(asking: Asking): Promise<Outcome<readonly Device[]>> {
  return ask('GET', `${pathOf(asking)}/devices`, asking)
}

/** Signs this person out on one other device; without an id on all others. */
export function signOut(asking: Asking, device?: string): Promise<Outcome<null>> {
  return ask('DELETE', `${pathOf(asking)}/devices${device === undefined ? '' : `/${device}`}`, asking)
}

/** Where other devices of the network reach this server; null on any other computer. */
export function readNetworkAddress(): Promise<Outcome<NetworkAddress>> {
  return ask('GET', '/api/network', {})
}

export function startExport(asking: Asking, wanted: NewExport): Promise<Outcome<ExportState>> {
  return ask('POST', `${pathOf(asking)}/exports`, { ...asking, json: wanted })
}

export function exportState(asking: Asking, id: string): Promise<Outcome<ExportState>> {
  return ask('GET', `${pathOf(asking)}/exports/${id}`, asking)
}

/** Ends an export. The request goes out although the page may be leaving. */
export function cancelExport(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('DELETE', `${pathOf(asking)}/exports/${id}`, { ...asking, outlivesPage: true })
}

/** The finished file. */
export function downloadExport(asking: Asking, id: string): Promise<Outcome<Blob>> {
  return ask('GET', `${pathOf(asking)}/exports/${id}/file`, asking, (response) => response.blob())
}

/** Checkpoints, newest first. */
export function listCheckpoints(asking: Asking): Promise<Outcome<readonly Checkpoint[]>> {
  return ask('GET', `${pathOf(asking)}/checkpoints`, asking)
}

/** Keeps the board as it is now, as a checkpoint. */
export function keepCheckpoint(asking: Asking): Promise<Outcome<Checkpoint>> {
  return ask('POST', `${pathOf(asking)}/checkpoints`, asking)
}

export function readCheckpoint(asking: Asking, id: string): Promise<Outcome<CheckpointPreview>> {
  return ask('GET', `${pathOf(asking)}/checkpoints/${id}`, asking)
}

/** Restores the board to a checkpoint, for everybody. */
export function restoreCheckpoint(asking: Asking, id: string): Promise<Outcome<Restored>> {
  const wish: Restore = { as: 'inPlace' }
  return ask('POST', `${pathOf(asking)}/checkpoints/${id}/restore`, { ...asking, json: wish })
}

/** Makes a new board as this one was at a checkpoint: a copy to work on, or one to rehearse with ghosts. */
export function copyCheckpoint(
  asking: Asking,
  id: string,
  as: 'copy' | 'rehearsal',
  createSecret?: string,
): Promise<Outcome<CreatedBoard>> {
  const wish: Restore = { as }
  const path = `${pathOf(asking)}/checkpoints/${id}/restore`
  return ask('POST', path, { ...asking, json: wish, createSecret })
}

/** Uploads a photo. The answer can be put on a note of this board. */
export async function sendPhoto(asking: Asking, picture: Blob): Promise<Outcome<Photo>> {
  const sent = await ask<StoredPhoto>('POST', `${pathOf(asking)}/photos`, {
    ...asking,
    file: picture,
    type: picture.type || 'application/octet-stream',
  })
  return sent.ok ? { ok: true, value: sent.value.photo } : sent
}

/** A photo never changes under its id: the browser's cache may answer. */
export function readPhoto(asking: Asking, id: string): Promise<Outcome<Blob>> {
  const path = `${pathOf(asking)}/photos/${id}`
  return ask('GET', path, { ...asking, cache: 'default' }, (response) => response.blob())
}

/** The pages of the board's replay, up to now. */
export function readReplay(asking: Asking): Promise<Outcome<Replay>> {
  return ask('GET', `${pathOf(asking)}/replay`, asking)
}

export function readReplayPage(asking: Asking, page: number): Promise<Outcome<readonly ReplayStep[]>> {
  return ask('GET', `${pathOf(asking)}/replay/${page}`, asking)
}

/** Deletes the replay for everybody, irreversibly; the board stays as it is. */
export function clearReplay(asking: Asking): Promise<Outcome<null>> {
  return ask('DELETE', `${pathOf(asking)}/replay`, asking)
}

/** Everything that a call may carry. */
export interface Extras {
  readonly session?: string
  readonly createSecret?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly file?: Blob
  /** Media type of the body; JSON by default. */
  readonly type?: string
  readonly cache?: RequestCache
  readonly outlivesPage?: boolean
}

function pathOf({ board }: Asking): string {
  return `/api/boards/${board}`
}

/** A call to the server. Files beside this one have calls that only some pages make. */
export async function ask<T>(
  method: string,
  path: string,
  {
    session,
    createSecret,
    headers,
    json,
    file,
    type = 'application/json',
    cache = 'no-store',
    outlivesPage = false,
  }: Extras,
  read: (response: Response) => Promise<unknown> = readJson,
): Promise<Outcome<T>> {
  const body = file ?? (json === undefined ? undefined : JSON.stringify(json))
  try {
    const response = await fetch(at(path), {
      method,
      headers: {
        ...headers,
        ...(session !== undefined && { authorization: `Bearer ${session}` }),
        ...(createSecret !== undefined && { [createSecretHeader]: encodeURIComponent(createSecret) }),
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
      cache,
      keepalive: outlivesPage,
    })
    if (response.ok) return { ok: true, value: (await read(response)) as T }
    const told = await readJson(response).catch((cause: unknown) => {
      // A proxy that lets no large body through says so in a page of its own.
      if (response.status !== 413) throw cause
      return { code: 'too_large', message: '' }
    })
    return { ok: false, ...readRefusal(told), ...readRetryAfter(response) }
  } catch {
    // Offline, cut off in the middle, or an answer of another server: the same to the person.
    return { ok: false, code: 'network', message: 'The server does not answer.', mayRetry: true }
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

function readRefusal(body: unknown): Omit<Failure, 'ok'> {
  if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) {
    const mayRetry = 'mayRetry' in body && body.mayRetry === true
    const problems = 'problems' in body ? (body.problems as readonly TemplateProblem[]) : undefined
    return {
      code: body.code as Refusal['code'],
      message: String(body.message),
      mayRetry,
      ...(problems && { problems }),
    }
  }
  return {
    code: 'internal',
    message: 'The answer has an unknown form.',
    mayRetry: true,
  }
}

function readRetryAfter({ headers }: Response): Pick<Failure, 'retryAfterMs'> {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {}
}
