import type { CreatedToken, NewToken, Token } from '#shared/wire/tokens.ts'
import { ask, type Asking, type Outcome } from './api.ts'

/** The tokens of programs on the board, oldest first. */
export function listTokens(asking: Asking): Promise<Outcome<readonly Token[]>> {
  return ask('GET', tokensOf(asking), asking)
}

/** Makes a token. Its secret is in this answer alone. */
export function makeToken(asking: Asking, wish: NewToken): Promise<Outcome<CreatedToken>> {
  return ask('POST', tokensOf(asking), { ...asking, json: wish })
}

/** From then on the token opens nothing. */
export function withdrawToken(asking: Asking, token: string): Promise<Outcome<null>> {
  return ask('DELETE', `${tokensOf(asking)}/${token}`, asking)
}

function tokensOf({ board }: Asking): string {
  return `/api/boards/${board}/tokens`
}
