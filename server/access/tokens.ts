import { tokenNameLimit, tokensAtMost, roleOfScope, type TokenScope } from '#shared/workshop/token-scope.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import type { Session } from '../contracts/live-board.ts'
import type { TokenRow, TokenStore } from '../contracts/sessions.ts'
import { hashSecret, newPublicId, newSessionSecret } from './secret.ts'

/** Tokens with which programs work on a board. The store has their hashes alone. */
export interface Tokens {
  /** `full`: the board has as many as it may have. `nameless`: nothing of the name can be read. */
  readonly create: (
    maker: Session,
    wish: { readonly name: string; readonly scopes: readonly TokenScope[] },
  ) => Promise<{ readonly token: TokenRow; readonly secret: string } | 'full' | 'nameless'>
  readonly list: (board: string) => Promise<readonly TokenRow[]>
  /** False when the board has no such token. */
  readonly withdraw: (board: string, id: string) => Promise<boolean>
  /** Undefined for what is no token, and for one that was withdrawn. */
  readonly find: (secret: string) => Promise<TokenRow | undefined>
  /** The token as the sender of a request, with the role of this scope. Notes the use. */
  readonly use: (token: TokenRow, scope: TokenScope) => Session
}

/** It tells a token from a session before anything is looked up, and from other strings in a leaked file. */
const prefix = 'boussole_'
/** True for the header of a request whose sender is a program. */
export function isTokenHeader(authorization: string | undefined): boolean {
  return authorization?.toLowerCase().startsWith(`bearer ${prefix}`) ?? false
}

/** The last use is shown to the minute, so that a busy program does not write all the time. */
const usedEveryMs = 60_000

interface TokensTools {
  readonly store: TokenStore
  readonly now: () => number
}

export function createTokens({ store, now }: TokensTools): Tokens {
  return {
    create: async ({ board, participant }, wish) => {
      const name = cleanLine(wish.name, tokenNameLimit)
      if (name === '') return 'nameless'
      const secret = prefix + newSessionSecret()
      const hash = hashSecret(secret)
      const facts = { hash, board, id: newPublicId(), name, scopes: [...wish.scopes] }
      const row = { ...facts, maker: participant.id, created: now() }
      const isKept = await store.putToken(row, tokensAtMost)
      return isKept ? { token: { ...row, used: null }, secret } : 'full'
    },
    list: store.tokensOf,
    withdraw: store.withdrawToken,
    find: async (secret) => (secret.startsWith(prefix) ? store.findToken(hashSecret(secret)) : undefined),
    use: ({ hash, board, id, name, used }, scope) => {
      const at = now()
      // A full disk keeps no program from reading: the date is a hint.
      if (used === null || at - used >= usedEveryMs) store.tokenUsed(hash, at).catch(() => undefined)
      return { hash, board, role: roleOfScope[scope], link: '', participant: { id, name, colour: 0 } }
    },
  }
}
