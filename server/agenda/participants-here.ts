import { takesPart } from '#shared/workshop/role.ts'
import type { LiveBoard } from '../contracts/live-board.ts'

/** Ids of the people who are connected and take part, each once. */
export function participantsHere(board: Pick<LiveBoard, 'sessions'>): readonly string[] {
  const participants = board.sessions().filter(takesPart)
  return [...new Set(participants.map(({ participant }) => participant.id))]
}
