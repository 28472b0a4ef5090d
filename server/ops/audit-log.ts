import { createHash } from 'node:crypto'
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { RoundState } from '#shared/workshop/round.ts'
import { isTokenHeader } from '../access/tokens.ts'
import { dayMs } from '../basics/days.ts'
import type { ActivityServices } from '../activities/board-services.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { Happening } from './webhooks.ts'

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

/** The state of an open board when it was looked at last. */
interface Known {
  readonly board: LiveBoard
  readonly facts: Facts
}

interface Facts {
  readonly move: number
  readonly closed: ReadonlySet<string>
  readonly adoptions: ReadonlySet<string>
}

/**
 * Tells steps that changed, votes that closed and purposes that were adopted. It looks at a board after each command of a
 * facilitator and each deadline, since nothing else does these things; the crowd's answers cost nothing.
 */
export function withNews(services: ActivityServices, tell: (happening: Happening) => void): ActivityServices {
  const open = new Map<string, Known>()
  const look = (id: string): void => {
    const known = open.get(id)
    if (!known) return
    const { board, facts: before } = known
    const facts = factsOf(board)
    open.set(id, { board, facts })
    if (facts.move !== before.move) tell({ type: 'step.changed', board: id, about: { move: facts.move } })
    for (const round of newIn(facts.closed, before.closed))
      tell({ type: 'vote.closed', board: id, about: { round } })
    for (const adoption of newIn(facts.adoptions, before.adoptions))
      tell({ type: 'purpose.adopted', board: id, about: { adoption } })
  }
  return {
    ...services,
    opened: async (board) => {
      await services.opened(board)
      open.set(board.id, { board, facts: factsOf(board) })
    },
    closed: (board) => {
      open.delete(board)
      services.closed(board)
    },
    run: async (board, session, envelope) => {
      const answer = await services.run(board, session, envelope)
      if (session.role === Role.facilitator) look(board.id)
      return answer
    },
    deadlinePassed: async (deadline) => {
      await services.deadlinePassed(deadline)
      look(deadline.board)
    },
  }
}

function newIn(now: ReadonlySet<string>, before: ReadonlySet<string>): readonly string[] {
  return [...now].filter((id) => !before.has(id))
}

function factsOf(board: LiveBoard): Facts {
  const closed = board.read(roundsOf).filter(({ state }) => state === RoundState.closed)
  return {
    move: board.read(readAgendaNow)?.move ?? 0,
    closed: new Set(closed.map(({ id }) => id)),
    adoptions: new Set(board.read(adoptionsOf).map(({ id }) => id)),
  }
}
