import { isOfNewerVersion } from '#shared/board/migrate.ts'
import {
  CloseCode,
  Fill,
  MessageType,
  wireVersion,
  encodeJson,
  type ClientHello,
  type ServerHello,
} from '#shared/wire/message.ts'
import { takesColumn } from '#shared/workshop/one-column.ts'
import type { BoardServices, PrivateHello } from '../contracts/activity.ts'
import type { RelayLog } from '../contracts/live-board.ts'
import { fillFrame, frameOf, restartFrame, writableFrame } from './frame.ts'
import { limits } from './limits.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'
import { closeReasons } from './sentences.ts'

export interface GreetDeps {
  readonly services: Pick<BoardServices, 'privateHello'>
  readonly log: RelayLog
  /** Milliseconds since 1970. Clients learn it. */
  readonly now: () => number
  /** When the host has announced a restart for. */
  readonly restartAt: () => number | null
  /** When this board is deleted if nobody changes it; undefined while that is far away. */
  readonly expiresAt?: ((board: string) => Promise<number | undefined>) | undefined
}

/** Answers the hello of our own client. False when the hello is malformed. */
export function greet(room: Room, from: Member, hello: unknown, deps: GreetDeps): boolean {
  const said: Partial<Record<keyof ClientHello, unknown>> =
    typeof hello === 'object' && hello !== null ? hello : {}
  const { version, takesSlices } = said
  if (typeof version !== 'number') return false
  from.greet(takesSlices === true)
  if (version !== wireVersion) {
    const message = 'This page is older or newer than the server. Load it again.'
    room.countRefusal('old_client')
    from.refuse({ code: 'old_client', message })
    from.connection.close(CloseCode.malformed, message)
    return true
  }
  Promise.all([privateHello(room, from, deps), deps.expiresAt?.(room.id)]).then(
    ([own, expiresAt]) => from.notify(greetingOf(room, from, { own, expiresAt }, deps)),
    (cause: unknown) => {
      deps.log.error({ board: room.id, err: cause }, 'own ballots could not be read')
      from.connection.close(CloseCode.tryAgain, closeReasons.cannotRead)
    },
  )
  return true
}

/** Services leave a board of a newer version alone. */
async function privateHello(room: Room, { session }: Member, { services }: GreetDeps): Promise<PrivateHello> {
  return room.board.read(isOfNewerVersion) ? { ballots: [] } : services.privateHello(room.board, session)
}

interface Answers {
  readonly own: PrivateHello
  readonly expiresAt: number | undefined
}

function greetingOf(
  room: Room,
  { session, index }: Member,
  { own, expiresAt }: Answers,
  deps: GreetDeps,
): Buffer {
  const { role, participant: me } = session
  const now = deps.now()
  const hello: ServerHello = {
    version: wireVersion,
    role,
    me,
    index,
    now,
    ...own,
    ...(takesColumn(role) && room.presence.opensInColumn && { opensInColumn: true }),
    ...repairOf(room, now),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  return Buffer.concat([
    frameOf(encodeJson(MessageType.hello, hello)),
    ...(room.board.isWritable() ? [] : [writableFrame(false)]),
    ...(room.fill === Fill.roomy ? [] : [fillFrame(room.fill)]),
    ...room.presence.greeting(),
    // Last: a page of the former version reads no further.
    ...(isAhead(deps.restartAt(), now) ? [restartFrame(deps.restartAt())] : []),
  ])
}

function isAhead(at: number | null, now: number): boolean {
  return at !== null && at > now
}

function repairOf({ repairedAt }: Room, now: number): Pick<ServerHello, 'repairedAt'> {
  return repairedAt !== undefined && now - repairedAt < limits.repairToldMs ? { repairedAt } : {}
}
