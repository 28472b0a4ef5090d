import { may } from '#shared/activities/policy.ts'
import type { Refusal } from '#shared/wire/command.ts'
import { CloseCode, MessageType, updateLimit, encodeJson } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardServices } from '../contracts/activity.ts'
import { frameOf } from './frame.ts'
import { greet, type GreetDeps } from './greet.ts'
import { readInbound, type Inbound } from './inbound.ts'
import { limits } from './limits.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'
import { closeReasons } from './sentences.ts'

export interface ReceiveDeps extends GreetDeps {
  readonly services: BoardServices
}

/** Reads one message of a member, checks it against the member's limits, and passes it on. */
export function receive(room: Room, from: Member, bytes: Uint8Array, deps: ReceiveDeps): void {
  // A client may go on sending until it has read that it is being closed.
  if (!from.connection.isOpen) return
  const inbound = readInbound(bytes)
  if (!inbound) return refuseMalformed(room, from)
  if (!isWithinLimits(from, inbound, bytes.byteLength)) {
    refuseOwn(room, from, { code: 'too_many_requests', message: closeReasons.sentTooMuch })
    return from.connection.close(CloseCode.tooFast, closeReasons.sentTooMuch)
  }
  deliver(room, from, inbound, deps)
}

function deliver(room: Room, from: Member, inbound: Inbound, deps: ReceiveDeps): void {
  switch (inbound.kind) {
    case 'vector':
      from.connection.gather()
      return room.answer(from, inbound.vector)
    case 'update':
      if (isOfSize(from, inbound)) return room.receive(from, inbound.update, inbound.isAnswer)
      return room.refuse(from, updateTooLarge)
    case 'awareness': {
      const refusal = may(from.session.role, Operation.showPresence)
        ? room.presence.receive(from, inbound.update)
        : viewersAreUnseen
      // The stock client sends everybody's states back to the server, and cannot be told not to.
      if (refusal && from.speaksOurs) refuseOwn(room, from, refusal)
      return
    }
    case 'awareness?':
      return room.sendPresence(from)
    case 'cursor':
      if (may(from.session.role, Operation.showPresence)) room.presence.point(from, inbound.cursor)
      return
    case 'hello':
      // A page says hello and asks for the board at once: it gets one answer.
      from.connection.gather()
      if (!greet(room, from, inbound.hello, deps)) refuseMalformed(room, from)
      return
    case 'command':
      return runCommand(room, from, inbound.envelope, deps)
    case 'large':
      return refuseOwn(room, from, messageTooLarge)
    case 'unknown':
  }
}

/**
 * Updates come in small steps, except for one large answer to the server's question: the edits of hours
 * offline.
 */
function isOfSize(from: Member, { update, isAnswer }: Inbound & { kind: 'update' }): boolean {
  return update.byteLength <= updateLimit || (isAnswer && from.takeLargeAnswer())
}

function isWithinLimits({ budgets }: Member, inbound: Inbound, size: number): boolean {
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

function runCommand(room: Room, from: Member, envelope: unknown, { services }: ReceiveDeps): void {
  void services.run(room.board, from.session, envelope).then((answer) => {
    if (!('key' in answer)) return refuseOwn(room, from, answer)
    if (!answer.ok) room.countRefusal(answer.code)
    return from.notify(frameOf(encodeJson(MessageType.reply, answer)))
  })
}

/** Tells our own client. The stock client is not told, and goes on. */
function refuseOwn(room: Room, from: Member, refusal: Refusal): void {
  room.countRefusal(refusal.code)
  from.refuse(refusal)
}

function refuseMalformed(room: Room, from: Member): void {
  refuseOwn(room, from, malformed)
  from.connection.close(CloseCode.malformed, malformed.message)
}

const malformed: Refusal = {
  code: 'malformed',
  message: 'This frame is no message of this protocol.',
}

const updateTooLarge: Refusal = {
  code: 'too_large',
  message: 'This change is too large, so it was not applied. Make it in smaller steps.',
}

const messageTooLarge: Refusal = {
  code: 'too_large',
  message: 'This message is too large, so it was not read.',
}

const viewersAreUnseen: Refusal = {
  code: 'read_only',
  message: 'This link is for viewing only, so others do not see your cursor.',
}
