import { Compile } from 'typebox/compile'
import { isOfNewerVersion } from '#shared/board/migrate.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { CommandEnvelopeSchema, type CommandReply } from '#shared/wire/command.ts'
import { ErrorCode, type Refusal } from '#shared/wire/error.ts'
import type { ClientHello, ServerHello } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { CloseCode, MessageType, updateLimit, wireVersion } from '#shared/wire/message.ts'
import { barrierTo, may, Operation } from '#shared/workshop/policy.ts'
import { barrierSentences } from '../guard/barrier-sentences.ts'
import { runCommand, type CommandDeps } from '../commands/commands.ts'
import { operationOf } from '../commands/command-operations.ts'
import type { Connection } from './connection.ts'
import { frameOf, writableFrame } from './frame.ts'
import { readInbound, type Inbound } from './inbound.ts'
import { limits } from './limits.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { Room } from './room.ts'

export interface ReceiveDeps extends CommandDeps {
  readonly log: RelayLog
  /** Milliseconds since 1970, told to clients. */
  readonly now: () => number
  /** The store takes writes. */
  readonly isWritable: () => boolean
  /** False for documents that are no boards: every command is the desk's to answer. */
  readonly takesBoardCommands: boolean
}

const envelopes = Compile(CommandEnvelopeSchema)

/** One frame from one connection: read, held against its limits, and given to whom it concerns. */
export function receive(room: Room, from: Connection, bytes: Uint8Array, deps: ReceiveDeps): void {
  // Who is being closed may go on sending until it has heard of it.
  if (!from.isOpen) return
  from.isAlive = true
  const inbound = readInbound(bytes)
  if (!inbound) return refuseMalformed(room, from)
  if (!isWithinLimits(from, inbound, bytes.byteLength)) {
    room.countRefusal(ErrorCode.tooMany)
    from.refuse({ code: ErrorCode.tooMany, message: sentTooMuch })
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
        code: ErrorCode.tooLarge,
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
      room.countRefusal(ErrorCode.tooLarge)
      return from.refuse({
        code: ErrorCode.tooLarge,
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
  code: ErrorCode.readOnly,
  message: 'This link is for reading only, so others are not shown where you are.',
}

function refuseMalformed(room: Room, from: Connection): void {
  room.countRefusal(ErrorCode.malformed)
  const message = 'This frame is no message of this protocol.'
  from.refuse({ code: ErrorCode.malformed, message })
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
    room.countRefusal(ErrorCode.oldClient)
    from.refuse({ code: ErrorCode.oldClient, message })
    return from.close(CloseCode.malformed, message)
  }
  const { role, participant } = from.session
  // The desk leaves a board of a newer version alone.
  const ballotsOf = async () =>
    room.board.read(isOfNewerVersion) ? [] : deps.desk.ballotsOf(room.board, from.session)
  ballotsOf().then(
    (ballots) => {
      const answer: ServerHello = {
        version: wireVersion,
        role,
        me: participant,
        index: from.index,
        now: deps.now(),
        ballots,
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

function command(room: Room, from: Connection, envelope: unknown, deps: ReceiveDeps): void {
  const answer = (reply: CommandReply): void => {
    if (!reply.ok) room.countRefusal(reply.code)
    from.tell(frameOf(encodeJson(MessageType.reply, reply)))
  }
  if (!envelopes.Check(envelope)) {
    const refusal = {
      code: ErrorCode.unknownCommand,
      message: 'This command is unknown or incomplete; nothing was done.',
    }
    const key = keyOf(envelope)
    if (key !== undefined) return answer({ key, ok: false, ...refusal })
    room.countRefusal(refusal.code)
    return from.refuse(refusal)
  }
  const state = room.board.read(boardStateOf)
  const barrier = barrierTo(from.session.role, operationOf[envelope.command.kind], state)
  if (barrier)
    return answer({ key: envelope.key, ok: false, code: barrier, message: barrierSentences[barrier] })
  const reply = deps.takesBoardCommands
    ? runCommand(room, from, envelope, deps)
    : deps.desk.command(room.board, from.session, envelope)
  reply.then(answer, (cause: unknown) => {
    deps.log.error({ board: room.id, command: envelope.command.kind, err: cause }, 'a command failed')
    answer({
      key: envelope.key,
      ok: false,
      code: ErrorCode.storeUnavailable,
      message: 'This could not be saved; nothing was done. Try again in a moment.',
    })
  })
}

/** Whoever waits for an answer under a key gets one, also to a command of a newer version. */
function keyOf(envelope: unknown): string | undefined {
  const isObject = typeof envelope === 'object' && envelope !== null && 'key' in envelope
  return isObject && typeof envelope.key === 'string' && envelope.key.length <= 32 ? envelope.key : undefined
}
