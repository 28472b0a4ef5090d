import { StoreError } from '../../contracts/store-error.ts'
import type { BoardLog } from './log.ts'
import { operationFacts, owningTables } from './operations.ts'
import type { Reply, Request, StoreOperations } from './protocol.ts'
import type { OpenRows, SharedDatabase, Statement } from './sql.ts'

type GroupOutcome =
  | { readonly kind: 'answered'; readonly replies: readonly Reply[] }
  | { readonly kind: 'damage'; readonly request: Request; readonly reply: Reply }
  /** Nothing was written, and the reason may be one request alone: it needs more room than there is. */
  | { readonly kind: 'ended' }
  /** Nobody knows whether it was written. */
  | { readonly kind: 'unknown'; readonly error: StoreError }

export interface RequestGroupTools {
  readonly db: OpenRows
  readonly operations: StoreOperations
  readonly log: Pick<BoardLog, 'append' | 'recount' | 'tryAdding'>
  /** Too little of the disk is free for anything to grow. */
  readonly isShort: () => boolean
  /** Where several servers share the database: says which one has a board. */
  readonly shared?: Pick<SharedDatabase, 'ownerOf' | 'others'> | undefined
}

/** A damaged page may hold the rows of a dozen boards. */
const boardsTried = 64

/** Runs groups of requests: each group is one transaction (group commit), each request has a savepoint in it. */
export class RequestGroups {
  readonly #tools: RequestGroupTools
  readonly #boardOf: Readonly<Record<keyof typeof owningTables, Statement>>
  /** Addresses of the servers that have the boards of this group; null: this one. An error: nobody can say. */
  #owners: ReadonlyMap<Request, string | StoreError | null> = new Map()

  constructor(tools: RequestGroupTools) {
    this.#tools = tools
    const find = (table: keyof typeof owningTables): Statement =>
      tools.db.prepare(`SELECT board FROM ${table} WHERE ${owningTables[table]} = ?`)
    this.#boardOf = { rounds: find('rounds'), asked: find('asked'), sessions: find('sessions') }
  }

  /** Settles a group: its replies may be sent, everything that they acknowledge is committed. */
  async run(group: readonly Request[]): Promise<readonly Reply[]> {
    // A transaction that could not be rolled back has failed, and nothing may join it.
    if (this.#tools.db.isInTransaction()) await this.#rollBack()
    this.#owners = await this.#ownersOf(group)
    const alone: Reply[] = []
    let rest = group
    let together = await this.#runTogether(rest)
    while (together.kind === 'damage') {
      const { request, reply } = together
      alone.push(isRead(request) ? await this.#run(request) : reply)
      rest = rest.filter((other) => other !== request)
      together = await this.#runTogether(rest)
    }
    if (together.kind === 'answered') return [...together.replies, ...alone]
    const { error } = { error: undefined, ...together }
    const others = error ? rest.map((request) => refusal(request, error)) : await this.#eachAlone(rest)
    return [...others, ...alone]
  }

  /**
   * Before the transaction: it may have to wait for that of a server that is gone. This server keeps its boards while it
   * has its lease, and that is checked when the transaction begins.
   */
  async #ownersOf(group: readonly Request[]): Promise<ReadonlyMap<Request, string | StoreError | null>> {
    const { shared, db } = this.#tools
    const owners = new Map<Request, string | StoreError | null>()
    if (!shared) return owners
    for (const request of group) {
      try {
        const board = await this.#boardNamedBy(request)
        if (board !== undefined)
          owners.set(request, await shared.ownerOf(board, operationFacts[request.name].names !== 'swept'))
      } catch (error) {
        owners.set(request, db.errorOf(error))
      }
    }
    return owners
  }

  async #boardNamedBy({ name, args }: Request): Promise<string | undefined> {
    const { names } = operationFacts[name]
    const [first] = args
    if (names === null) return undefined
    if (names === 'board' || names === 'swept') return String(first)
    if (names === 'field') return (first as { readonly board: string }).board
    const fields = { round: undefined, asked: undefined, ...(first as object) }
    const id = typeof first === 'string' ? first : String(fields.round ?? fields.asked)
    const row = await this.#boardOf[names].get(id)
    return row && String(row['board'])
  }

  /** Replaces a reply when no board's log can be appended to: that is everybody's damage. A probe asks just that. */
  async withObstacle(reply: Reply, isProbe: boolean): Promise<Reply> {
    const isDamage = !reply.ok && reply.kind === 'damage'
    const obstacle = isDamage || isProbe ? await this.#obstacleToAdding() : undefined
    return obstacle === undefined ? reply : { id: reply.id, ok: false, problem: obstacle, kind: 'disk' }
  }

  /**
   * A damaged page may end the transaction. It is repeated without the request that met it. Appends hardly ever fail:
   * those that follow one another are made together, and each for itself when one of them does.
   */
  async #runTogether(group: readonly Request[], isRepeated = false): Promise<GroupOutcome> {
    const { db } = this.#tools
    const replies: Reply[] = []
    if (group.every(isRead)) {
      for (const request of group) replies.push(await this.#run(request))
      return { kind: 'answered', replies }
    }
    const isPlain = !isRepeated && group.every(isAppend)
    try {
      await db.begin()
      for (const run of isRepeated ? group.map((request) => [request]) : runsOf(group)) {
        const isTogether = isPlain || run.length > 1
        const isAdded = isTogether && (await this.#append(run))
        // Some of it may be written. SQLite is left with no half of it: after damage it refuses what it had done before.
        if (isTogether && !isAdded) {
          await this.#rollBack()
          return await this.#runTogether(group, true)
        }
        for (const request of run) {
          const added: Reply = { id: request.id, ok: true, value: undefined }
          const reply = isAdded ? added : await this.#runInPiece(request)
          if (!reply.ok && reply.kind === 'damage') {
            await this.#rollBack()
            return { kind: 'damage', request, reply }
          }
          replies.push(reply)
        }
      }
      await db.commit()
      return { kind: 'answered', replies }
    } catch (cause) {
      await this.#rollBack()
      const error = db.errorOf(cause)
      return error.kind === 'unknown' ? { kind: 'unknown', error } : { kind: 'ended' }
    }
  }

  /** Several appends in one trip to the database. False: the transaction must be rolled back, and each tried alone. */
  async #append(run: readonly Request[]): Promise<boolean> {
    const { log, isShort } = this.#tools
    if (isShort() || run.some((request) => (this.#owners.get(request) ?? null) !== null)) return false
    const appends = run.map(({ args }) => args as Parameters<StoreOperations['append']>)
    try {
      await log.append(appends)
      return true
    } catch {
      // The request that failed meets the reason again, and is told.
      return false
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
      await db.begin()
      const reply = await this.#run(request)
      if (reply.ok) await db.commit()
      else await this.#rollBack()
      return reply
    } catch (error) {
      await this.#rollBack()
      return refusal(request, db.errorOf(error))
    }
  }

  async #runInPiece(request: Request): Promise<Reply> {
    const { db, log } = this.#tools
    let reply: Reply | undefined
    try {
      await db.inOnePiece(async () => {
        reply = await this.#run(request)
        if (!reply.ok) throw new StoreError(reply.problem, { kind: reply.kind })
      })
    } catch (error) {
      log.recount()
      if (!reply || reply.ok) throw error
    }
    // A full disk makes SQLite end the whole transaction.
    if (!db.isInTransaction() && !(reply && !reply.ok && reply.kind === 'damage'))
      throw new StoreError('the transaction ended')
    return reply ?? refusal(request, new StoreError('the request did not run'))
  }

  async #run(request: Request): Promise<Reply> {
    const { id, name, args } = request
    const { db, operations, isShort, shared } = this.#tools
    try {
      const owner = this.#owners.get(request) ?? null
      if (owner instanceof StoreError) throw owner
      if (name === 'ownerOf') return { id, ok: true, value: owner }
      if (name === 'otherServers' && shared) return { id, ok: true, value: await shared.others() }
      if (owner !== null) throw new StoreError(`another server has the board of ${name}`, { kind: 'fenced' })
      if (operationFacts[name].grows && isShort()) throw new StoreError('the disk is nearly full')
      const operation = operations[name] as (...args: readonly unknown[]) => Promise<unknown>
      return { id, ok: true, value: await operation(...args) }
    } catch (error) {
      return refusal(request, db.errorOf(error))
    }
  }

  /** Tries boards drawn at random: damage in one board's rows says nothing about the others. */
  async #obstacleToAdding(): Promise<string | undefined> {
    const { db, log } = this.#tools
    let obstacle: string | undefined
    const tried = new Set<string>()
    for (let draw = 0; draw < boardsTried; draw += 1) {
      try {
        await db.begin()
        await log.tryAdding(tried)
        return undefined
      } catch (error) {
        obstacle = db.errorOf(error).message
      } finally {
        await this.#rollBack()
      }
    }
    return obstacle
  }

  async #rollBack(): Promise<void> {
    const { db, log } = this.#tools
    log.recount()
    await db.rollBack()
  }
}

export function refusal({ id }: Request, { message: problem, kind }: StoreError): Reply {
  return { id, ok: false, problem, kind }
}

function isRead({ name }: Request): boolean {
  return operationFacts[name].isRead
}

function isAppend({ name }: Request): boolean {
  return name === 'append'
}

/** In their order: appends that follow one another together, any other request for itself. */
function runsOf(group: readonly Request[]): readonly (readonly Request[])[] {
  const runs: Request[][] = []
  for (const request of group) {
    const last = runs.at(-1)
    if (last?.every(isAppend) && isAppend(request)) last.push(request)
    else runs.push([request])
  }
  return runs
}
