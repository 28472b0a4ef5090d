import { Compile } from 'typebox/compile'
import { CommandEnvelopeSchema, type CommandReply } from '#shared/wire/command.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import type { ServerHello } from '#shared/wire/hello.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { CloseCode, MessageType, updateLimit, wireVersion } from '#shared/wire/message.ts'
import { may, Operation } from '#shared/workshop/policy.ts'
import { runCommand, type CommandDeps } from './commands.ts'
import type { Connection } from './connection.ts'
import { frameOf } from './frame.ts'
import { readInbound, type Inbound } from './inbound.ts'
import { limits } from './limits.ts'
import type { RelayLog } from './relay-log.ts'
import type { Room } from './room.ts'

export interface ReceiveDeps extends CommandDeps {
  readonly log: RelayLog
  /** Milliseconds since 1970, told to clients. */
  readonly now: () => number
}

const envelopes = Compile(CommandEnvelopeSchema)

/** One frame from one connection: read, held against its limits, and given to whom it concerns. */
export function receive(room: Room, from: Connection, bytes: Uint8Array, deps: ReceiveDeps): void {
  from.isAlive = true
  const inbound = readInbound(bytes)
  if (!inbound) return refuseMalformed(room, from)
  if (!isWithinLimits(from, inbound)) {
    room.countRefusal(ErrorCode.tooMany)
    return from.close(CloseCode.tooFast, 'This connection sent too much at once. What was saved is safe.')
  }
  deliver(room, from, inbound, deps)
}

function deliver(room: Room, from: Connection, inbound: Inbound, deps: ReceiveDeps): void {
  switch (inbound.kind) {
    case 'vector':
      return room.answer(from, inbound.vector)
    case 'update':
      if (inbound.isAnswer || inbound.update.byteLength <= updateLimit)
        return room.receive(from, inbound.update, inbound.isAnswer)
      return room.refuse(from, {
        code: ErrorCode.tooLarge,
        message: 'This change is too large, so it was not applied. Make it in smaller steps.',
      })
    case 'awareness':
      if (may(from.session.role, Operation.showPresence)) room.presence.receive(from, inbound.update)
      return
    case 'awareness?':
      return room.sendEverybody(from)
    case 'cursor':
      if (may(from.session.role, Operation.showPresence)) room.presence.point(from, inbound.cursor)
      return
    case 'hello':
      return greet(room, from, inbound.hello, deps)
    case 'command':
      return command(room, from, inbound.envelope, deps)
    case 'unknown':
  }
}

function isWithinLimits(from: Connection, inbound: Inbound): boolean {
  const at = performance.now()
  switch (inbound.kind) {
    case 'update':
      return from.updateBudget.take(1, at) && from.byteBudget.take(inbound.update.byteLength, at)
    case 'vector':
      return from.updateBudget.take(limits.answerCost, at)
    case 'command':
      return from.updateBudget.take(1, at)
    case 'awareness?':
      return from.signalBudget.take(limits.answerCost, at)
    case 'awareness':
    case 'cursor':
    case 'hello':
    case 'unknown':
      return from.signalBudget.take(1, at)
  }
}

function refuseMalformed(room: Room, from: Connection): void {
  room.countRefusal(ErrorCode.malformed)
  const message = 'This frame is no message of this protocol.'
  from.refuse({ code: ErrorCode.malformed, message })
  from.close(CloseCode.malformed, message)
}

function greet(room: Room, from: Connection, hello: unknown, deps: ReceiveDeps): void {
  const version =
    typeof hello === 'object' && hello !== null && 'version' in hello ? hello.version : undefined
  if (typeof version !== 'number') return refuseMalformed(room, from)
  from.speaksOurs = true
  if (version !== wireVersion) {
    const message = 'This page is older or newer than the server. Load it again.'
    room.countRefusal(ErrorCode.oldClient)
    from.refuse({ code: ErrorCode.oldClient, message })
    return from.close(CloseCode.malformed, message)
  }
  deps.desk.ballotsOf(room.board, from.session).then(
    (ballots) => {
      const { role, participant } = from.session
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
        Buffer.concat([frameOf(encodeJson(MessageType.hello, answer)), ...room.presence.greeting()]),
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
  runCommand(room, from, envelope, deps).then(answer, (cause: unknown) => {
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
