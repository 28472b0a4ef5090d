import type { BoardStore } from '../contracts/boards.ts'
import type { CommandDefinition, CommandContext } from '../contracts/activity.ts'
import type { SessionStore } from '../contracts/sessions.ts'
import { writeRights, setLocked } from '#shared/board/rights.ts'
import {
  SetRightsSchema,
  ShowToRoomSchema,
  TellPagesSchema,
  TurnPageSchema,
  GatherEverybodySchema,
  RenameBoardSchema,
  ChangeParticipantSchema,
  SetLanguageSchema,
  SetLocksSchema,
  TakePartSchema,
} from '#shared/wire/board-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from './define-activity.ts'
import { writeSpotlight, writeRoomPage } from '#shared/board/spotlight.ts'
import type { Gathering, ProjectedPages } from '#shared/wire/command.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { writeMeta } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { nameLimit, Role, type Participant } from '#shared/workshop/role.ts'

/** A facilitator takes part like everybody, or leads alone. */
const takePart = defineCommand({
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

const setLocks = defineCommand({
  schema: SetLocksSchema,
  operation: Operation.setRights,
  // Unlocking leaves no entry behind.
  growth: ({ ids, isLocked }) => (isLocked ? ids.length : 0),
  run: async ({ board }, { ids, isLocked }) => board.write((doc) => setLocked(doc, ids, isLocked)),
})

const setLanguage = defineCommand({
  schema: SetLanguageSchema,
  // Language and title are one right: both describe the board.
  operation: Operation.renameBoard,
  growth: 1,
  run: async ({ board, state }: CommandContext<Pick<BoardStore, 'updateBoard'>>, { language }) => {
    await state.updateBoard(board.id, { language })
    await board.write((doc) => writeMeta(doc, { language }))
  },
})

const changeParticipant = defineCommand({
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

const renameBoard = defineCommand({
  schema: RenameBoardSchema,
  operation: Operation.renameBoard,
  growth: 1,
  run: async ({ board, state }: CommandContext<Pick<BoardStore, 'updateBoard'>>, command) => {
    const title = cleanLine(command.title, titleLimit)
    await state.updateBoard(board.id, { title })
    await board.write((doc) => writeMeta(doc, { title }))
  },
})

export const gatherEverybody = defineCommand({
  schema: GatherEverybodySchema,
  operation: Operation.gather,
  run: async ({ board, session }, { x, y, width, height }) => {
    const gathering: Gathering = { from: session.participant.id, x, y, width, height }
    board.sendAll(encodeJson(MessageType.gather, gathering))
  },
})

const showToRoom = defineCommand({
  schema: ShowToRoomSchema,
  operation: Operation.showToRoom,
  // Ending it leaves no entry behind.
  growth: ({ id }) => (id === null ? 0 : 1),
  run: async ({ board }, { id }) => board.write((doc) => writeSpotlight(doc, id)),
})

const turnPage = defineCommand({
  schema: TurnPageSchema,
  operation: Operation.showToRoom,
  growth: 1,
  run: async ({ board }, { place, page }) => board.write((doc) => writeRoomPage(doc, { place, page })),
})

const tellPages = defineCommand({
  schema: TellPagesSchema,
  operation: Operation.tellPages,
  run: async ({ board }, { place, pages }) => {
    const told: ProjectedPages = { place, pages }
    const frame = encodeJson(MessageType.pages, told)
    const leading = board.sessions().filter(({ role }) => role === Role.facilitator)
    for (const id of new Set(leading.map(({ participant }) => participant.id))) board.sendTo(id, frame)
  },
})

const setRights = defineCommand({
  schema: SetRightsSchema,
  operation: Operation.setRights,
  growth: 1,
  // In the order of the board's updates: edits that were sent before the lock still count.
  run: async ({ board }, { rights }) => board.write((doc) => writeRights(doc, rights)),
})

export type BoardCommandStore = Pick<BoardStore, 'updateBoard'> &
  Pick<SessionStore, 'updateParticipant' | 'setPart'>

/** The commands that every board takes. One line adds one. */
export const boardCommands: readonly CommandDefinition<BoardCommandStore>[] = [
  renameBoard,
  setLanguage,
  changeParticipant,
  takePart,
  gatherEverybody,
  showToRoom,
  turnPage,
  tellPages,
  setRights,
  setLocks,
]
