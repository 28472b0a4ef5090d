import { createHmac } from 'node:crypto'
import type { StoredPoll } from '../contracts/polls.ts'

/**
 * The owner of a ballot, as the store keeps it: the participant in an open poll, a keyed hash in a secret one. The key
 * lies in the poll's row until the poll closes. Then nothing connects the two any more.
 */
export function voterOf({ key }: Pick<StoredPoll, 'key'>, participant: string): string {
  if (key === null) return participant
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(participant).digest('base64url')
}
