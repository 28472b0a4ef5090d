import type * as Y from 'yjs'
import { aheadIn } from '#shared/activities/ahead.ts'
import { barrierTo } from '#shared/activities/policy.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import type { Role } from '#shared/workshop/role.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { AnswerTimes } from '../contracts/draft-documents.ts'
import type { LiveBoard } from '../contracts/live-board.ts'

/**
 * The agendas that decide when answers on desks may change. A board that has left memory cannot change its agenda, so its
 * last one holds as long as drafts of the board are in memory.
 */
export class BoardAnswerTimes implements AnswerTimes {
  readonly #now: () => number
  readonly #hasDrafts: (board: string) => boolean
  readonly #open = new Map<string, Pick<LiveBoard, 'read'>>()
  readonly #last = new Map<string, Agenda | undefined>()
  readonly #boards = new WeakMap<Y.Doc, string>()

  /** `hasDrafts`: drafts of the board are in memory. */
  constructor(now: () => number, hasDrafts: (board: string) => boolean) {
    this.#now = now
    this.#hasDrafts = hasDrafts
  }

  readonly opened = (board: Pick<LiveBoard, 'id' | 'read'>): void => {
    this.#open.set(board.id, board)
    this.#last.delete(board.id)
  }

  readonly closed = (board: string): void => {
    const last = this.#open.get(board)
    this.#open.delete(board)
    if (last && this.#hasDrafts(board)) this.#last.set(board, last.read(readAgenda))
  }

  draftsOpened(desk: Y.Doc, board: string): void {
    this.#boards.set(desk, board)
  }

  draftsClosed(board: string): void {
    if (!this.#hasDrafts(board)) this.#last.delete(board)
  }

  /** Without a known agenda nothing can be answered. */
  readonly barrier = (desk: Y.Doc, role: Role, step: StepPath): Barrier | undefined => {
    const board = this.#boards.get(desk) ?? ''
    const agenda = this.#open.get(board)?.read(readAgenda) ?? this.#last.get(board)
    const ahead = aheadIn(agenda, step, this.#now())
    return barrierTo(role, Operation.answer, { writing: WritingMode.shared, ahead })
  }
}
