import { Role } from '#shared/workshop/role.ts'
import type { LiveBoard } from '../contracts/live-board.ts'

/** Ids of the participants who are connected, each once. Facilitators lead. */
export function participantsHere(board: Pick<LiveBoard, 'sessions'>): readonly string[] {
  const participants = board.sessions().filter(({ role }) => role === Role.participant)
  return [...new Set(participants.map(({ participant }) => participant.id))]
}
