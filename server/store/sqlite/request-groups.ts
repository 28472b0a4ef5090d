import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../contracts/store-error.ts'
import { storeError } from './database.ts'
import type { SqliteLog } from './log.ts'
import { operationFacts } from './operations.ts'
import type { Reply, Request, SyncStore } from './protocol.ts'

type GroupOutcome =
  | { readonly kind: 'answered'; readonly replies: readonly Reply[] }
  | { readonly kind: 'damage'; readonly request: Request; readonly reply: Reply }
  /** Nothing was written, and the reason may be one request alone: it needs more room than there is. */
  | { readonly kind: 'ended' }

export interface RequestGroupTools {
  readonly db: DatabaseSync
  readonly operations: SyncStore
  readonly log: Pick<SqliteLog, 'recount' | 'tryAdding'>
  /** Too little of the disk is free for anything to grow. */
  readonly isShort: () => boolean
}

/** A damaged page may hold the rows of a dozen boards. */
const boardsTried = 64

/** Runs groups of requests: each group is one transaction (group commit), each request has a savepoint in it. */
export class RequestGroups {
  readonly #tools: RequestGroupTools

  constructor(tools: RequestGroupTools) {
    this.#tools = tools
  }

  /** Settles a group: its replies may be sent, everything that they acknowledge is committed. */
  async run(group: readonly Request[]): Promise<readonly Reply[]> {
    // A transaction that could not be rolled back has failed, and nothing may join it.
    if (this.#tools.db.isTransaction) this.#rollBack()
    const alone: Reply[] = []
    let rest = group
    let together = await this.#runTogether(rest)
    while (together.kind === 'damage') {
      const { request, reply } = together
      alone.push(isRead(request) ? await this.#run(request) : reply)
      rest = rest.filter((other) => other !== request)
      together = await this.#runTogether(rest)
    }
    return [...(together.kind === 'ended' ? await this.#eachAlone(rest) : together.replies), ...alone]
  }

  /** Replaces a reply when no board's log can be appended to: that is everybody's damage. A probe asks just that. */
  withObstacle(reply: Reply, isProbe: boolean): Reply {
    const isDamage = !reply.ok && reply.kind === 'damage'
    const obstacle = isDamage || isProbe ? this.#obstacleToAdding() : undefined
    return obstacle === undefined ? reply : { id: reply.id, ok: false, problem: obstacle, kind: 'disk' }
  }

  /** SQLite ends a transaction that meets a damaged page. It is repeated without the request that met it. */
  async #runTogether(group: readonly Request[]): Promise<GroupOutcome> {
    const { db } = this.#tools
    const replies: Reply[] = []
    if (group.every(isRead)) {
      for (const request of group) replies.push(await this.#run(request))
      return { kind: 'answered', replies }
    }
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const request of group) {
        const reply = await (isRead(request) ? this.#run(request) : this.#runInSavepoint(request))
        if (!reply.ok && reply.kind === 'damage') {
          this.#rollBack()
          return { kind: 'damage', request, reply }
        }
        replies.push(reply)
      }
      db.exec('COMMIT')
      return { kind: 'answered', replies }
    } catch {
      this.#rollBack()
      return { kind: 'ended' }
    }
  }

  /** One failed request must not fail the others, and boards can be opened while the disk is full. */
  async #eachAlone(group: readonly Request[]): Promise<readonly Reply[]> {
    const replies: Reply[] = []
    for (const request of group)
      replies.push(await (isRead(request) ? this.#run(request) : this.#runInTransaction(request)))
    return replies
  }

  async #runInTransaction(request: Request): Promise<Reply> {
    const { db } = this.#tools
    try {
      db.exec('BEGIN IMMEDIATE')
      const reply = await this.#run(request)
      if (reply.ok) db.exec('COMMIT')
      else this.#rollBack()
      return reply
    } catch (error) {
      this.#rollBack()
      return refusal(request, error)
    }
  }

  async #runInSavepoint(request: Request): Promise<Reply> {
    const { db, log } = this.#tools
    db.exec('SAVEPOINT request')
    const reply = await this.#run(request)
    // A full disk makes SQLite end the whole transaction, and the group fails together.
    if (!db.isTransaction)
      throw reply.ok
        ? new StoreError('the transaction ended')
        : new StoreError(reply.problem, { kind: reply.kind })
    if (!reply.ok) {
      db.exec('ROLLBACK TO request')
      log.recount()
    }
    db.exec('RELEASE request')
    return reply
  }

  async #run(request: Request): Promise<Reply> {
    const { id, name, args } = request
    const { operations, isShort } = this.#tools
    try {
      if (operationFacts[name].grows && isShort()) throw new StoreError('the disk is nearly full')
      const operation = operations[name] as (...args: readonly unknown[]) => unknown
      return { id, ok: true, value: await operation(...args) }
    } catch (error) {
      return refusal(request, error)
    }
  }

  /** Tries boards drawn at random: damage in one board's rows says nothing about the others. */
  #obstacleToAdding(): string | undefined {
    const { db, log } = this.#tools
    let obstacle: string | undefined
    const tried = new Set<string>()
    for (let draw = 0; draw < boardsTried; draw += 1) {
      try {
        db.exec('BEGIN IMMEDIATE')
        log.tryAdding(tried)
        return undefined
      } catch (error) {
        obstacle = storeError(error).message
      } finally {
        this.#rollBack()
      }
    }
    return obstacle
  }

  #rollBack(): void {
    const { db, log } = this.#tools
    log.recount()
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

export function refusal({ id }: Request, error: unknown): Reply {
  const { message: problem, kind } = storeError(error)
  return { id, ok: false, problem, kind }
}

function isRead({ name }: Request): boolean {
  return operationFacts[name].isRead
}
