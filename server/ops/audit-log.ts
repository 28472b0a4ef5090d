import { createHash } from 'node:crypto'
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isTokenHeader } from '../access/tokens.ts'
import { dayMs } from '../basics/days.ts'

/** Things that a host or a facilitator did. Never a text, a name or a secret. */
export interface AuditLog {
  readonly note: (what: string, facts: AuditFacts) => void
  /** Settles when everything noted so far is on the disk. */
  readonly flush: () => Promise<void>
}

interface AuditFacts {
  readonly board?: string | undefined
  /** Of a link. */
  readonly role?: string | undefined
  /** A page of the product, a program with a token, a command of the host, or the server by itself. */
  readonly by: 'page' | 'program' | 'host' | 'server'
}

const keptDays = 365

/** Keeps a line for each action in `audit.log` of the data folder, for a year. */
export function openAuditLog(dataDir: string, now: () => number, failed: (cause: unknown) => void): AuditLog {
  const file = join(dataDir, 'audit.log')
  let last = removeOld(file, now()).catch(failed)
  return {
    note: (what, facts) => {
      const { board, ...others } = facts
      const at = new Date(now()).toISOString()
      const line = JSON.stringify({
        at,
        what,
        ...(board !== undefined && { board: markOf(board) }),
        ...others,
      })
      last = last.then(() => appendFile(file, `${line}\n`, { mode: 0o600 })).catch(failed)
    },
    flush: () => last,
  }
}

/** Boards by the requests that made them: no path names a new board. */
const newBoards = new WeakMap<FastifyRequest, string>()

export function noteNewBoard(request: FastifyRequest, board: string): void {
  newBoards.set(request, board)
}

/** Notes what routes have done, by their answers. */
export function registerAudit(app: FastifyInstance, { note }: AuditLog): void {
  app.addHook('onResponse', (request, reply, next) => {
    const what = audited[`${request.method} ${request.routeOptions.url ?? ''}`]
    if (what !== undefined && reply.statusCode < 300) {
      const { id, role } = request.params as { readonly id?: string; readonly role?: string }
      const isProgram = isTokenHeader(request.headers.authorization)
      note(what, { board: id ?? newBoards.get(request), role, by: isProgram ? 'program' : 'page' })
    }
    next()
  })
}

const audited: Readonly<Record<string, string>> = {
  'POST /api/boards': 'board.created',
  'POST /api/imports': 'board.imported',
  'POST /api/boards/:id/second': 'board.carried-over',
  'DELETE /api/boards/:id': 'board.deleted',
  'POST /api/boards/:id/links/:role': 'link.renewed',
  'DELETE /api/boards/:id/links/:role': 'link.revoked',
  'POST /api/boards/:id/tokens': 'token.made',
  'DELETE /api/boards/:id/tokens/:token': 'token.withdrawn',
  'POST /api/boards/:id/exports': 'export.made',
  'POST /api/boards/:id/checkpoints/:checkpoint/restore': 'checkpoint.restored',
  'POST /api/boards/:id/purpose-page/versions': 'page.published',
  'DELETE /api/boards/:id/purpose-page': 'page.withdrawn',
  'POST /api/boards/:id/agenda/moves': 'agenda.moved',
  'POST /api/templates': 'template.saved',
  'DELETE /api/templates/:id': 'template.deleted',
}

/** Lines so far, as JSON. */
export async function readAudit(dataDir: string): Promise<readonly string[]> {
  return linesOf(join(dataDir, 'audit.log'))
}

/** A board in the log: its id must be in no file once it is deleted. */
export function markOf(board: string): string {
  return createHash('sha256').update(board).digest('hex').slice(0, 12)
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
}

async function removeOld(file: string, now: number): Promise<void> {
  const all = await linesOf(file)
  const oldest = new Date(now - keptDays * dayMs).toISOString()
  const kept = all.filter((line) => (/"at":"([^"]+)"/u.exec(line)?.[1] ?? '') >= oldest)
  if (kept.length === all.length) return
  await writeFile(`${file}.new`, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
