import { createAnswersOnWay, type AnswersOnWay } from './sync-in-flight.ts'
import type { Connection } from './connection.ts'
import { limits } from './limits.ts'

/**
 * Answers that have to be made, of all boards: each is a pass over a document. One is made at once; after one that took
 * long others have as long, and who asks meanwhile waits, those first who have cost little.
 */
export interface AnswerLine {
  /** `give` is called when it is this connection's turn, and again when it says so. A later call takes the former's place. */
  readonly wait: (connection: Connection, give: Give) => void
  readonly onWay: AnswersOnWay
  /** One was made, and is kept for a while: what others have kept for long enough goes first. */
  readonly keeps: (answers: Keeping) => void
  readonly close: () => void
}

export interface Keeping {
  /** Whether something is kept still. */
  readonly forget: (at: number) => boolean
}

export type Give = () => 'given' | 'later'

export function openAnswerLine(): AnswerLine {
  const waiting = new Map<Connection, Give>()
  const keeping = new Set<Keeping>()
  let timer: NodeJS.Timeout | undefined

  function rest(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined
      next()
    }, ms).unref()
  }

  function next(): void {
    for (let turns = waiting.size; turns > 0; turns -= 1) {
      if (timer) return
      const connection = nextOf(waiting)
      const give = connection && waiting.get(connection)
      if (!give) return
      waiting.delete(connection)
      if (connection.isOpen) ask(connection, give)
    }
    if (waiting.size > 0) rest(limits.answerRestMs)
  }

  function ask(connection: Connection, give: Give): void {
    const at = performance.now()
    if (give() === 'later') waiting.set(connection, give)
    const ms = performance.now() - at
    connection.budgets.work.charge(ms, at + ms)
    if (ms > limits.answerTurnMs) rest(ms)
  }

  return {
    wait: (connection, give) => {
      waiting.set(connection, give)
      if (!timer) next()
    },
    onWay: createAnswersOnWay(),
    keeps: (answers) => {
      const at = performance.now()
      for (const other of keeping) if (!other.forget(at)) keeping.delete(other)
      keeping.add(answers)
    },
    close: () => {
      clearTimeout(timer)
      waiting.clear()
      keeping.clear()
    },
  }
}

/** The first who has cost little; of the others the first. */
function nextOf(waiting: ReadonlyMap<Connection, Give>): Connection | undefined {
  const at = performance.now()
  let first: Connection | undefined
  for (const connection of waiting.keys()) {
    if (connection.budgets.work.level(at) > limits.workMsBurst / 2) return connection
    first ??= connection
  }
  return first
}
