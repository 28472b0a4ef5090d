import { hash } from 'node:crypto'
import { nanoid } from 'nanoid'

/** 22 characters of 64: 132 bits. It opens the board. */
export function newLinkSecret(): string {
  return nanoid(22)
}

export function newSessionSecret(): string {
  return nanoid(32)
}

/** The id of a board or a participant. It is no secret. */
export function newPublicId(): string {
  return nanoid(12)
}

/**
 * SHA-256, base64url. No salt and no slow hash, since secrets are random and long. A look-up by hash takes
 * the same time for every wrong secret.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}
