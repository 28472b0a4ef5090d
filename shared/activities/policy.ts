import {
  barrierOf,
  basePolicy,
  type Barrier,
  type BoardState,
  type Operation,
  type OperationRule,
  type RightsTable,
  type Target,
} from '../workshop/policy.ts'
import type { Role } from '../workshop/role.ts'
import * as activities from './registry.ts'

type Activities = typeof activities
type RightsOf<Name> = Name extends keyof Activities ? keyof Activities[Name]['rights'] : never

/** A name in the table of rights: a base operation, or one that an activity brings. */
export type PolicyOperation = Operation | RightsOf<keyof Activities>

/** The one table of rights. The server's guard and its commands ask it, and so does the interface. */
const policy: Readonly<Record<PolicyOperation, OperationRule>> = Object.assign(
  { ...basePolicy },
  ...Object.values(activities).map(({ rights }): RightsTable => rights),
)

export const operations = Object.keys(policy) as readonly PolicyOperation[]

/** The barrier to this operation; undefined when it is allowed. */
export function barrierTo(
  role: Role,
  operation: PolicyOperation,
  state?: BoardState,
  target?: Target,
): Barrier | undefined {
  return barrierOf(operation, policy[operation], role, state, target)
}

export function may(role: Role, operation: PolicyOperation, state?: BoardState, target?: Target): boolean {
  return barrierTo(role, operation, state, target) === undefined
}
