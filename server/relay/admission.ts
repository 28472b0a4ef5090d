import { isOfNewerVersion } from '#shared/board/migrate.ts'
import { CloseCode } from '#shared/wire/message.ts'
import type { Session } from '../contracts/live-board.ts'
import { StoreError } from '../contracts/store-error.ts'
import type { Connection } from './connection.ts'
import { comeBackMs } from './limits.ts'
import { receive, type ReceiveDeps } from './receive.ts'
import { BoardMissing, NoMemory } from './room-loader.ts'
import type { RoomRegistry } from './room-registry.ts'
import type { Room } from './room.ts'
import { closeReasons } from './sentences.ts'
import type { RelayStats } from './stats.ts'

/** Lets connections into rooms. A connection that may not join is closed with the reason. */
export class Admission {
  readonly #registry: RoomRegistry
  readonly #stats: RelayStats
  readonly #deps: ReceiveDeps
  #nextIndex = 1

  constructor(registry: RoomRegistry, stats: RelayStats, deps: ReceiveDeps) {
    this.#registry = registry
    this.#stats = stats
    this.#deps = deps
  }

  async admit(connection: Connection, id: string, session: Session): Promise<void> {
    try {
      await this.#registry.use(id, async (room) => this.#join(connection, room, session))
    } catch (cause) {
      this.#close(connection, id, cause)
    }
  }

  async #join(connection: Connection, room: Room, session: Session): Promise<void> {
    if (room.isClosed) return connection.close(CloseCode.tryAgain, closeReasons.reread)
    if (!connection.isOpen) return
    if (this.#registry.hasEnded(room.id, session.hash))
      return connection.close(CloseCode.unauthorised, closeReasons.sessionEnded)
    const full = room.fullFor(session)
    if (full !== undefined) {
      room.countRefusal('too_many_requests')
      return connection.close(CloseCode.tooFast, full)
    }
    this.#connect(connection, room, session)
    const { services } = this.#deps
    if (!room.board.read(isOfNewerVersion)) await services.joined(room.board, session)
  }

  #connect(connection: Connection, room: Room, session: Session): void {
    this.#stats.joins += 1
    const member = room.join(connection, session, this.#nextIndex++)
    connection.onPing((data) => {
      if (member.budgets.signals.take(1, performance.now())) connection.pong(data)
      else connection.close(CloseCode.tooFast, closeReasons.sentTooMuch)
    })
    connection.onClose(() => {
      room.leave(member)
      this.#deps.services.left(room.board, member.session)
      this.#registry.connectionClosed(room)
    })
    connection.onMessage((bytes) => {
      try {
        receive(room, member, bytes, this.#deps)
      } catch (cause) {
        // A mistake of the server ends one connection, and not everybody's.
        this.#deps.log.error({ board: room.id, err: cause }, 'a message could not be handled')
        connection.close(CloseCode.tryAgain, closeReasons.stumbled)
      }
    })
  }

  #close(connection: Connection, board: string, cause: unknown): void {
    const { log } = this.#deps
    if (cause instanceof BoardMissing) return connection.close(CloseCode.boardGone, closeReasons.boardGone)
    if (this.#registry.isClosing) return connection.close(CloseCode.restart, String(comeBackMs()))
    if (cause instanceof NoMemory) {
      log.warn({ board }, 'a document is not opened: what is open takes as much memory as it may')
      return connection.close(CloseCode.tryAgain, closeReasons.noMemory)
    }
    log.error({ board, err: cause }, 'a board could not be opened')
    if (cause instanceof StoreError && cause.kind === 'damage')
      return connection.close(CloseCode.damaged, closeReasons.damaged)
    return connection.close(CloseCode.tryAgain, closeReasons.cannotRead)
  }
}
