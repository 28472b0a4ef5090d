import { createHash, createHmac } from 'node:crypto'
import type { StoredRound } from '../../contracts/polls.ts'

/**
 * Who a ballot belongs to, as the store keeps it: the participant in a round that names its voters, a keyed hash in
 * a secret one. The key lies in the round's row until the round closes; then nothing connects the two any more.
 */
export function voterOf({ key }: Pick<StoredRound, 'key'>, participant: string): string {
  if (key === null) return participant
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(participant).digest('base64url')
}

/** 16 characters, 96 bits: the same command sent twice, also over a restart, has the same id and happens once. */
export function commandIdOf(board: string, participant: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([board, participant, key]))
    .digest('base64url')
    .slice(0, 16)
}
