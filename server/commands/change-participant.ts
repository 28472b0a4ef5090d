import { cleanLine } from '#shared/text/clean-line.ts'
import { ChangeParticipantSchema } from '#shared/wire/board-commands.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import type { CommandContext } from '../contracts/command.ts'
import { defineCommand } from './define-command.ts'

export const changeParticipant = defineCommand({
  kind: 'participant.change',
  schema: ChangeParticipantSchema,
  operation: Operation.showPresence,
  run: async (
    { board, session, state }: CommandContext<Pick<SessionStore, 'updateParticipant'>>,
    command,
  ) => {
    const { id } = session.participant
    const participant = {
      ...session.participant,
      name: cleanLine(command.name, nameLimit),
      colour: command.colour,
    }
    await state.updateParticipant(board.id, id, participant.name, participant.colour)
    board.changeParticipant(participant)
    board.sendTo(id, encodeJson(MessageType.me, participant))
  },
})
