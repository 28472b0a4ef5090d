import type { Connection } from './connection.ts'
import { limits } from './limits.ts'

/** A board whose answers these are. */
export interface Asked {
  readonly connections: ReadonlySet<Connection>
  /** For who takes nothing. */
  readonly endSlow: (connection: Connection) => void
}

/**
 * Answers that have been written and not taken yet, of all boards: many connections that take nothing would each keep one of their
 * own. What is sent to several is counted once.
 */
export interface AnswersOnWay {
  readonly sent: (board: Asked, frames: Buffer, connection: Connection) => void
  /** Somebody has not taken it yet: giving it to others, too, takes no more memory. */
  readonly has: (board: Asked, frames: Buffer) => boolean
  /**
   * A further answer of this board would be too much: who has taken nothing of theirs for a while makes way for it. Never so by
   * what other boards have on their way, as long as this one has less than its share.
   */
  readonly isFull: (board: Asked, at: number) => boolean
  /** Forgets what has been taken. */
  readonly sweep: (board: Asked, at: number) => void
  /** The board is in memory no more. */
  readonly forget: (board: Asked) => void
}

interface Answers {
  readonly board: Asked
  readonly ways: Map<Buffer, OnWay[]>
  bytes: number
  lookedAt: number
}

interface OnWay {
  readonly connection: Connection
  /** What its network had taken when it last took something. */
  taken: number
  since: number
}

export function createAnswersOnWay(): AnswersOnWay {
  /** Of the boards that have something on its way. */
  const all = new Map<Asked, Answers>()
  let total = 0
  let lookedAt = -Infinity

  function count(answers: Answers, bytes: number): void {
    answers.bytes += bytes
    total += bytes
  }

  function look(answers: Answers, at: number): void {
    const { board, ways } = answers
    answers.lookedAt = at
    for (const [frames, some] of ways) {
      // A write is kept as a whole until the last of it has been taken.
      const left = some.filter(
        ({ connection }) => board.connections.has(connection) && connection.waiting >= frames.byteLength,
      )
      for (const way of left) {
        const { taken } = way.connection
        if (taken > way.taken) [way.taken, way.since] = [taken, at]
      }
      if (left.length > 0) ways.set(frames, left)
      else {
        ways.delete(frames)
        count(answers, -frames.byteLength)
      }
    }
    if (ways.size === 0) all.delete(board)
  }

  /** Each of many who wait asks. */
  function isDue(last: number, at: number): boolean {
    return at - last >= limits.answerRestMs
  }

  function endIdle(answers: Answers, at: number): void {
    for (const { connection, since } of [...answers.ways.values()].flat()) {
      if (at - since > limits.answerIdleMs) answers.board.endSlow(connection)
    }
    look(answers, at)
  }

  function isFullOf(answers: Answers, at: number): boolean {
    if (answers.bytes <= limits.answersOnWayBytes) return false
    if (isDue(answers.lookedAt, at)) {
      look(answers, at)
      if (answers.bytes > limits.answersOnWayBytes) endIdle(answers, at)
    }
    return answers.bytes > limits.answersOnWayBytes
  }

  function isFullOfAll(bytes: number, at: number): boolean {
    if (total <= limits.allAnswersOnWayBytes) return false
    if (isDue(lookedAt, at)) {
      lookedAt = at
      for (const answers of all.values()) look(answers, at)
      const share = shareOf(all.size)
      for (const answers of all.values()) {
        if (total <= limits.allAnswersOnWayBytes) return false
        if (answers.bytes >= share) endIdle(answers, at)
      }
    }
    return total > limits.allAnswersOnWayBytes && bytes >= shareOf(all.size)
  }

  return {
    sent: (board, frames, connection) => {
      // Most have been taken by the network at once.
      if (frames.byteLength <= limits.presenceLagBytes || connection.waiting < frames.byteLength) return
      const at = performance.now()
      const answers = all.get(board) ?? { board, ways: new Map(), bytes: 0, lookedAt: -Infinity }
      all.set(board, answers)
      const way = { connection, taken: connection.taken, since: at }
      const others = answers.ways.get(frames)
      if (others) others.push(way)
      else {
        answers.ways.set(frames, [way])
        count(answers, frames.byteLength)
      }
    },

    has: (board, frames) => all.get(board)?.ways.has(frames) ?? false,

    isFull: (board, at) => {
      const answers = all.get(board)
      if (!answers) return false
      return isFullOf(answers, at) || isFullOfAll(answers.bytes, at)
    },

    sweep: (board, at) => {
      const answers = all.get(board)
      if (answers) look(answers, at)
    },

    forget: (board) => {
      const answers = all.get(board)
      if (!answers) return
      count(answers, -answers.bytes)
      all.delete(board)
    },
  }
}

function shareOf(boards: number): number {
  return limits.allAnswersOnWayBytes / Math.max(1, boards)
}
