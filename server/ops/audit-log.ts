import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { dayMs } from '../basics/days.ts'

/** Things that a host or a facilitator did. Never a text, a name or a secret. */
export interface AuditLog {
  readonly note: (what: string, facts: AuditFacts) => void
  /** Lines so far, as JSON. */
  readonly read: () => Promise<readonly string[]>
}

interface AuditFacts {
  readonly board?: string | undefined
  /** Of a link. */
  readonly role?: string | undefined
  /** A page of the product, or a command of the host. */
  readonly by: 'page' | 'host'
}

const keptDays = 365

/** Keeps a line for each action in `audit.log` of the data folder, for a year. */
export function openAuditLog(dataDir: string, now: () => number, failed: (cause: unknown) => void): AuditLog {
  const file = join(dataDir, 'audit.log')
  const lines = async (): Promise<readonly string[]> =>
    (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
  let last = removeOld(file, lines, now()).catch(failed)
  return {
    note: (what, facts) => {
      const line = JSON.stringify({ at: new Date(now()).toISOString(), what, ...facts })
      last = last.then(() => appendFile(file, `${line}\n`, { mode: 0o600 })).catch(failed)
    },
    read: async () => {
      await last
      return lines()
    },
  }
}

/** Notes what routes have done, by their answers. */
export function registerAudit(app: FastifyInstance, { note }: AuditLog): void {
  app.addHook('onResponse', (request, reply, next) => {
    const what = audited[`${request.method} ${request.routeOptions.url ?? ''}`]
    if (what !== undefined && reply.statusCode < 300) {
      const { id, role } = request.params as { readonly id?: string; readonly role?: string }
      note(what, { board: id, role, by: 'page' })
    }
    next()
  })
}

const audited: Readonly<Record<string, string>> = {
  'POST /api/boards': 'board.created',
  'POST /api/imports': 'board.imported',
  'DELETE /api/boards/:id': 'board.deleted',
  'POST /api/boards/:id/links/:role': 'link.renewed',
  'DELETE /api/boards/:id/links/:role': 'link.revoked',
  'POST /api/boards/:id/exports': 'export.made',
  'POST /api/boards/:id/checkpoints/:checkpoint/restore': 'checkpoint.restored',
  'POST /api/boards/:id/purpose-page/versions': 'page.published',
  'DELETE /api/boards/:id/purpose-page': 'page.withdrawn',
  'POST /api/templates': 'template.saved',
  'DELETE /api/templates/:id': 'template.deleted',
}

async function removeOld(file: string, lines: () => Promise<readonly string[]>, now: number): Promise<void> {
  const all = await lines()
  const oldest = new Date(now - keptDays * dayMs).toISOString()
  const kept = all.filter((line) => (/"at":"([^"]+)"/u.exec(line)?.[1] ?? '') >= oldest)
  if (kept.length === all.length) return
  await writeFile(`${file}.new`, kept.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
