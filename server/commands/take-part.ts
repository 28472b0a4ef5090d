import { TakePartSchema } from '#shared/wire/board-commands.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Participant } from '#shared/workshop/role.ts'
import type { CommandContext } from '../contracts/command.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import { defineCommand } from './define-command.ts'

/** A facilitator takes part like everybody, or leads alone. */
export const takePart = defineCommand({
  kind: 'participant.part',
  schema: TakePartSchema,
  operation: Operation.takePart,
  run: async ({ board, session, state }: CommandContext<Pick<SessionStore, 'setPart'>>, { takesPart }) => {
    const { takesPart: _, ...facts } = session.participant
    const participant: Participant = { ...facts, ...(takesPart && { takesPart }) }
    await state.setPart(board.id, participant.id, takesPart)
    board.changeParticipant(participant)
    board.sendTo(participant.id, encodeJson(MessageType.me, participant))
  },
})
