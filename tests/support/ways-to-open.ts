import type { Checkpoint, CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { builtInTemplate } from './built-in-template.ts'
import { secretOf, type ServerClient } from './server.ts'

/** A request that opens a board or saves a template. */
export interface WayToOpen {
  readonly path: string
  readonly body: unknown
  /** Copies need one, on the board that they copy. */
  readonly session?: string
}

export type Headers = Readonly<Record<string, string>>

/** A board without notes, as exported. */
export const emptyBoardFile = {
  format: 'boussole-board',
  version: 1,
  title: '',
  language: 'en',
  notes: [],
  clusters: [],
  rounds: [],
}

/** Every way to open a board or to save a template, with a board to copy. `allowed`: what the server asks of its opener. */
export async function waysToOpen({ ask }: ServerClient, allowed: Headers): Promise<readonly WayToOpen[]> {
  const template = builtInTemplate('brainstorm')
  const board = (await ask('POST', '/api/boards', {}, undefined, allowed)).body as CreatedBoard
  const ticket = { board: board.id, secret: secretOf(board.links[Role.facilitator]), name: '' }
  const { session } = (await ask('POST', '/api/sessions', ticket)).body as { readonly session: string }
  const points = `/api/boards/${board.id}/checkpoints`
  const { id } = (await ask('POST', points, undefined, session)).body as Checkpoint
  return [
    { path: '/api/boards', body: {} },
    { path: '/api/boards', body: { isRehearsal: true } },
    { path: '/api/boards', body: { agenda: { template, answers: { question: 'Why?', minutes: 6 } } } },
    { path: '/api/imports', body: emptyBoardFile },
    { path: '/api/templates', body: template },
    { path: `${points}/${id}/restore`, session, body: { as: 'copy' } },
    { path: `${points}/${id}/restore`, session, body: { as: 'rehearsal' } },
  ]
}

/** The status and code of each answer, one request after the other. */
export async function triedWays(
  { ask }: ServerClient,
  ways: readonly WayToOpen[],
  headers: Headers,
): Promise<readonly (readonly [status: number, code: string | undefined])[]> {
  const answers: (readonly [number, string | undefined])[] = []
  for (const { path, body, session } of ways) {
    const answer = await ask('POST', path, body, session, headers)
    answers.push([answer.status, (answer.body as { readonly code?: string }).code])
  }
  return answers
}
