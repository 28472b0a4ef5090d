import { Role } from './role.ts'

/** The rights of a program on a board with its token. Each is done with the rights of a role, and less. */
export const TokenScope = { read: 'read', add: 'add', lead: 'lead' } as const
export type TokenScope = (typeof TokenScope)[keyof typeof TokenScope]
export const tokenScopes: readonly TokenScope[] = Object.values(TokenScope)

/** The role whose rights decide. `lead` is asked for the next and the previous step alone. */
export const roleOfScope = {
  read: Role.viewer,
  add: Role.participant,
  lead: Role.facilitator,
} as const satisfies Record<TokenScope, Role>

/** Letters of the name of a token. */
export const tokenNameLimit = 60
/** Tokens of a board. Not measured. */
export const tokensAtMost = 20
