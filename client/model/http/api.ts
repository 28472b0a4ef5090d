import { createSecretHeader } from '#shared/wire/secrets.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { TemplateProblem } from '#shared/agenda/problems.ts'
import type { Refusal } from '#shared/wire/command.ts'
import type { CreatedSession, Invitation, NewSession, StoredPhoto, TicketBody } from '#shared/wire/http.ts'
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

/** The board behind a link or a join code, before joining. */
export function readInvitation(ticket: TicketBody): Promise<Outcome<Invitation>> {
  return ask('POST', '/api/invitations', { json: ticket })
}

/** Joins by a link's board and secret, or by a join code. */
export function createSession(ticket: NewSession): Promise<Outcome<CreatedSession>> {
  return ask('POST', '/api/sessions', { json: ticket })
}

/** Uploads a photo. The answer can be put on a note of this board. */
export async function sendPhoto(asking: Asking, picture: Blob): Promise<Outcome<Photo>> {
  const sent = await ask<StoredPhoto>('POST', `${boardPath(asking)}/photos`, {
    ...asking,
    file: picture,
    type: picture.type || 'application/octet-stream',
  })
  return sent.ok ? { ok: true, value: sent.value.photo } : sent
}

/** A photo never changes under its id: the browser's cache may answer. */
export function readPhoto(asking: Asking, id: string): Promise<Outcome<Blob>> {
  const path = `${boardPath(asking)}/photos/${id}`
  return ask('GET', path, { ...asking, cache: 'default' }, (response) => response.blob())
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

export function boardPath({ board }: Asking): string {
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
