import { titleLimit, writeMeta } from '#shared/board/document.ts'
import { setLocked, writeRights } from '#shared/board/rights.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import type { Command, CommandEnvelope, CommandReply, Gathering } from '#shared/wire/command.ts'
import { ErrorCode } from '#shared/wire/error.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import type { Desk } from '../contracts/desk.ts'
import { sentences } from './sentences.ts'
import type { Store } from '../contracts/store.ts'
import type { Connection } from '../relay/connection.ts'
import type { Room } from '../relay/room.ts'

export interface CommandDeps {
  readonly desk: Desk
  readonly store: Pick<Store, 'updateBoard' | 'updateParticipant'>
}

type BoardCommand = Exclude<Command, { kind: `${'round' | 'dot' | 'writing' | 'desk'}.${string}` }>

/** What somebody who may asks of the board; rounds, dots and drafts are the desk's. Rejects only when the store does. */
export async function runCommand(
  room: Room,
  from: Connection,
  envelope: CommandEnvelope,
  deps: CommandDeps,
): Promise<CommandReply> {
  const { key, command } = envelope
  switch (command.kind) {
    case 'round.open':
    case 'round.close':
    case 'dot.place':
    case 'dot.take':
    case 'writing.set':
    case 'desk.reveal':
      return deps.desk.command(room.board, from.session, envelope)
    case 'board.rename':
    case 'board.language':
    case 'participant.change':
    case 'board.gather':
    case 'rights.set':
    case 'lock.set':
      if (!isWithinRoom(room, command))
        return { key, ok: false, code: ErrorCode.tooLarge, message: sentences.too_large }
      await runBoardCommand(room, from, command, deps)
      return { key, ok: true }
  }
}

function isWithinRoom({ board }: Room, command: BoardCommand): boolean {
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
  room: Room,
  from: Connection,
  command: BoardCommand,
  { store }: CommandDeps,
): Promise<void> {
  switch (command.kind) {
    case 'board.rename': {
      const title = cleanLine(command.title, titleLimit)
      await store.updateBoard(room.id, { title })
      return room.board.write((doc) => writeMeta(doc, { title }))
    }
    case 'board.language': {
      const { language } = command
      await store.updateBoard(room.id, { language })
      return room.board.write((doc) => writeMeta(doc, { language }))
    }
    case 'participant.change': {
      const participant = {
        ...from.session.participant,
        name: cleanLine(command.name, nameLimit),
        colour: command.colour,
      }
      await store.updateParticipant(room.id, participant.id, participant.name, participant.colour)
      for (const connection of room.connections) {
        if (connection.session.participant.id !== participant.id) continue
        connection.session = { ...connection.session, participant }
        room.presence.renamed(connection)
      }
      return room.board.sendTo(participant.id, encodeJson(MessageType.me, participant))
    }
    case 'board.gather': {
      const { x, y, width, height } = command
      const gathering: Gathering = { from: from.session.participant.id, x, y, width, height }
      room.board.sendAll(encodeJson(MessageType.gather, gathering))
      return
    }
    // In the order of the board's updates: what was sent before the lock is still taken.
    case 'rights.set':
      return room.board.write((doc) => writeRights(doc, command.rights))
    case 'lock.set':
      return room.board.write((doc) => setLocked(doc, command.ids, command.isLocked))
  }
}
