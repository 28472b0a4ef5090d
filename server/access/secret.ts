import { createHash } from 'node:crypto'
import { nanoid } from 'nanoid'

/** 22 characters of 64: 132 bits; whoever has it has the board. */
export function newLinkSecret(): string {
  return nanoid(22)
}

export function newSessionSecret(): string {
  return nanoid(32)
}

/** Public: boards and participants. */
export function newPublicId(): string {
  return nanoid(12)
}

/**
 * SHA-256, base64url. No salt and no slow hash, since secrets are random and long; a look-up by hash takes the same
 * time however much of a guess is right.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
