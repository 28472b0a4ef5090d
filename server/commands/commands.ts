import { Compile } from 'typebox/compile'
import { titleLimit, writeMeta } from '#shared/board/document.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import {
  CommandEnvelopeSchema,
  type Command,
  type CommandEnvelope,
  type CommandReply,
  type Gathering,
} from '#shared/wire/command.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { barrierTo } from '#shared/activities/policy.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import type { BoardServices, CommandAnswer } from '../contracts/board-services.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { RelayLog } from '../contracts/log.ts'
import type { Session } from '../contracts/session.ts'
import type { BoardStore } from '../contracts/boards.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import { barrierSentences } from '../guard/barrier-sentences.ts'
import { operationOf } from './command-operations.ts'
import { sentences } from './sentences.ts'

export interface CommandTools {
  readonly store: Pick<BoardStore, 'updateBoard'> & Pick<SessionStore, 'updateParticipant'>
  /** Runs the commands of votes and private writing. */
  readonly activities: (
    board: LiveBoard,
    session: Session,
    envelope: CommandEnvelope,
  ) => Promise<CommandReply>
  readonly log: Pick<RelayLog, 'error'>
}

type BoardCommand = Exclude<Command, { kind: `${'round' | 'dot' | 'writing' | 'desk'}.${string}` }>

const envelopes = Compile(CommandEnvelopeSchema)

/** Checks form, rights and growth of a command, then runs it. */
export function createCommands(tools: CommandTools): BoardServices['run'] {
  return async (board, session, envelope) => {
    if (!envelopes.Check(envelope)) return refuseUnknown(envelope)
    const { key, command } = envelope
    const barrier = barrierTo(session.role, operationOf[command.kind], board.read(boardStateOf))
    if (barrier) return { key, ok: false, code: barrier, message: barrierSentences[barrier] }
    try {
      return await runCommand(board, session, envelope, tools)
    } catch (cause) {
      tools.log.error({ board: board.id, command: command.kind, err: cause }, 'a command failed')
      return {
        key,
        ok: false,
        code: ErrorCode.storeUnavailable,
        message: 'This could not be saved; nothing was done. Try again in a moment.',
      }
    }
  }
}

/** For documents that take no commands. */
export const refuseAllCommands: BoardServices['run'] = async (_board, _session, envelope) =>
  refuseUnknown(envelope)

async function runCommand(
  board: LiveBoard,
  session: Session,
  envelope: CommandEnvelope,
  tools: CommandTools,
): Promise<CommandReply> {
  const { key, command } = envelope
  switch (command.kind) {
    case 'round.open':
    case 'round.close':
    case 'dot.place':
    case 'dot.take':
    case 'writing.set':
    case 'desk.reveal':
      return tools.activities(board, session, envelope)
    case 'board.rename':
    case 'board.language':
    case 'participant.change':
    case 'board.gather':
    case 'rights.set':
    case 'lock.set':
      if (!isWithinBounds(board, command))
        return { key, ok: false, code: ErrorCode.tooLarge, message: sentences.too_large }
      await runBoardCommand(board, session, command, tools)
      return { key, ok: true }
  }
}

function refuseUnknown(envelope: unknown): CommandAnswer {
  const refusal = {
    code: ErrorCode.unknownCommand,
    message: 'This command is unknown or incomplete; nothing was done.',
  }
  const key = keyOf(envelope)
  return key === undefined ? refusal : { key, ok: false, ...refusal }
}

/** The key of an envelope that is otherwise unknown: a newer client also gets its answer. */
function keyOf(envelope: unknown): string | undefined {
  const isObject = typeof envelope === 'object' && envelope !== null && 'key' in envelope
  return isObject && typeof envelope.key === 'string' && envelope.key.length <= 32 ? envelope.key : undefined
}

function isWithinBounds(board: LiveBoard, command: BoardCommand): boolean {
  const count = adjustmentsOf(command)
  return count === 0 || board.mayAdjust(count)
}

/** How many entries of the document it sets at most. */
function adjustmentsOf(command: BoardCommand): number {
  switch (command.kind) {
    case 'board.rename':
    case 'board.language':
    case 'rights.set':
      return 1
    case 'lock.set':
      // Unlocking leaves nothing.
      return command.isLocked ? command.ids.length : 0
    case 'participant.change':
    case 'board.gather':
      return 0
  }
}

async function runBoardCommand(
  board: LiveBoard,
  session: Session,
  command: BoardCommand,
  { store }: CommandTools,
): Promise<void> {
  switch (command.kind) {
    case 'board.rename': {
      const title = cleanLine(command.title, titleLimit)
      await store.updateBoard(board.id, { title })
      return board.write((doc) => writeMeta(doc, { title }))
    }
    case 'board.language': {
      const { language } = command
      await store.updateBoard(board.id, { language })
      return board.write((doc) => writeMeta(doc, { language }))
    }
    case 'participant.change': {
      const participant = {
        ...session.participant,
        name: cleanLine(command.name, nameLimit),
        colour: command.colour,
      }
      await store.updateParticipant(board.id, participant.id, participant.name, participant.colour)
      board.changeParticipant(participant)
      return board.sendTo(participant.id, encodeJson(MessageType.me, participant))
    }
    case 'board.gather': {
      const { x, y, width, height } = command
      const gathering: Gathering = { from: session.participant.id, x, y, width, height }
      board.sendAll(encodeJson(MessageType.gather, gathering))
      return
    }
    // In the order of the board's updates: what was sent before the lock is still taken.
    case 'rights.set':
      return board.write((doc) => writeRights(doc, command.rights))
    case 'lock.set':
      return board.write((doc) => setLocked(doc, command.ids, command.isLocked))
  }
}
