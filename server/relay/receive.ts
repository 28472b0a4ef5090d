import { isOfNewerVersion } from '#shared/board/migrate.ts'
import type { Refusal } from '#shared/wire/refusal.ts'
import type { ClientHello, ServerHello } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { CloseCode, MessageType, updateLimit, wireVersion } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { may } from '#shared/activities/policy.ts'
import type { Connection } from './connection.ts'
import { frameOf, writableFrame } from './frame.ts'
import { readInbound, type Inbound } from './inbound.ts'
import { limits } from './limits.ts'
import type { BoardServices, PrivateHello } from '../contracts/board-services.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { Room } from './room.ts'

export interface ReceiveDeps {
  readonly services: BoardServices
  readonly log: RelayLog
  /** Milliseconds since 1970, told to clients. */
  readonly now: () => number
  /** The store takes writes. */
  readonly isWritable: () => boolean
}

/** One frame from one connection: read, held against its limits, and given to whom it concerns. */
export function receive(room: Room, from: Connection, bytes: Uint8Array, deps: ReceiveDeps): void {
  // Who is being closed may go on sending until it has heard of it.
  if (!from.isOpen) return
  from.isAlive = true
  const inbound = readInbound(bytes)
  if (!inbound) return refuseMalformed(room, from)
  if (!isWithinLimits(from, inbound, bytes.byteLength)) {
    room.countRefusal('too_many_requests')
    from.refuse({ code: 'too_many_requests', message: sentTooMuch })
    return from.close(CloseCode.tooFast, sentTooMuch)
  }
  deliver(room, from, inbound, deps)
}

function deliver(room: Room, from: Connection, inbound: Inbound, deps: ReceiveDeps): void {
  switch (inbound.kind) {
    case 'vector':
      return room.answer(from, inbound.vector)
    case 'update':
      if (isOfSize(from, inbound)) return room.receive(from, inbound.update, inbound.isAnswer)
      return room.refuse(from, {
        code: 'too_large',
        message: 'This change is too large, so it was not applied. Make it in smaller steps.',
      })
    case 'awareness': {
      const refusal = may(from.session.role, Operation.showPresence)
        ? room.presence.receive(from, inbound.update)
        : viewersAreUnseen
      // The stock client sends everybody's states back to the server, and cannot be told not to.
      if (!refusal || !from.speaksOurs) return
      room.countRefusal(refusal.code)
      return from.refuse(refusal)
    }
    case 'awareness?':
      return room.sendEverybody(from)
    case 'cursor':
      if (may(from.session.role, Operation.showPresence)) room.presence.point(from, inbound.cursor)
      return
    case 'hello':
      return greet(room, from, inbound.hello, deps)
    case 'command':
      return command(room, from, inbound.envelope, deps)
    case 'large':
      room.countRefusal('too_large')
      return from.refuse({
        code: 'too_large',
        message: 'This message is too large, so it was not read.',
      })
    case 'unknown':
  }
}

/** One large answer, to the server's question: what was written in hours offline. Everything else comes in small steps. */
function isOfSize(from: Connection, { update, isAnswer }: Inbound & { kind: 'update' }): boolean {
  if (update.byteLength <= updateLimit) return true
  if (!isAnswer || from.hasSentLarge) return false
  from.hasSentLarge = true
  return true
}

function isWithinLimits({ budgets }: Connection, inbound: Inbound, size: number): boolean {
  const at = performance.now()
  switch (inbound.kind) {
    case 'update':
      return budgets.updates.take(1, at) && budgets.bytes.take(size, at)
    case 'vector':
    case 'large':
      return budgets.updates.take(limits.answerCost, at) && budgets.bytes.take(size, at)
    case 'command':
      return budgets.updates.take(1, at) && budgets.bytes.take(size, at)
    case 'awareness?':
    case 'hello':
      return budgets.signals.take(limits.answerCost, at)
    case 'awareness':
    case 'cursor':
    case 'unknown':
      return budgets.signals.take(1 + size / limits.signalBytes, at)
  }
}

export const sentTooMuch = 'This connection sent too much at once. What was saved is safe.'

const viewersAreUnseen: Refusal = {
  code: 'read_only',
  message: 'This link is for viewing only, so others do not see your cursor.',
}

function refuseMalformed(room: Room, from: Connection): void {
  room.countRefusal('malformed')
  const message = 'This frame is no message of this protocol.'
  from.refuse({ code: 'malformed', message })
  from.close(CloseCode.malformed, message)
}

function greet(room: Room, from: Connection, hello: unknown, deps: ReceiveDeps): void {
  const said: Partial<Record<keyof ClientHello, unknown>> =
    typeof hello === 'object' && hello !== null ? hello : {}
  const { version, takesParts } = said
  if (typeof version !== 'number') return refuseMalformed(room, from)
  from.speaksOurs = true
  from.takesParts = takesParts === true
  if (version !== wireVersion) {
    const message = 'This page is older or newer than the server. Load it again.'
    room.countRefusal('old_client')
    from.refuse({ code: 'old_client', message })
    return from.close(CloseCode.malformed, message)
  }
  const { role, participant } = from.session
  // Services leave a board of a newer version alone.
  const privateHello = async (): Promise<PrivateHello> =>
    room.board.read(isOfNewerVersion) ? { ballots: [] } : deps.services.privateHello(room.board, from.session)
  privateHello().then(
    (own) => {
      const answer: ServerHello = {
        version: wireVersion,
        role,
        me: participant,
        index: from.index,
        now: deps.now(),
        ...own,
        ...repairOf(room, deps.now()),
      }
      return from.tell(
        Buffer.concat([
          frameOf(encodeJson(MessageType.hello, answer)),
          ...(deps.isWritable() ? [] : [writableFrame(false)]),
          ...room.presence.greeting(),
        ]),
      )
    },
    (cause: unknown) => {
      deps.log.error({ board: room.id, err: cause }, 'own ballots could not be read')
      from.close(CloseCode.tryAgain, 'The board cannot be read at the moment. Try again.')
    },
  )
}

function repairOf({ repairedAt }: Room, now: number): Pick<ServerHello, 'repairedAt'> {
  return repairedAt !== undefined && now - repairedAt < limits.repairToldMs ? { repairedAt } : {}
}

function command(room: Room, from: Connection, envelope: unknown, { services }: ReceiveDeps): void {
  void services.run(room.board, from.session, envelope).then((answer) => {
    if (!('key' in answer)) {
      room.countRefusal(answer.code)
      return from.refuse(answer)
    }
    if (!answer.ok) room.countRefusal(answer.code)
    return from.tell(frameOf(encodeJson(MessageType.reply, answer)))
  })
}
