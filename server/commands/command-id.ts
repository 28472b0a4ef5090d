import { createHash } from 'node:crypto'

/** 16 characters, 96 bits: the same command sent twice, also over a restart, has the same id and happens once. */
export function commandIdOf(board: string, participant: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([board, participant, key]))
    .digest('base64url')
    .slice(0, 16)
}
