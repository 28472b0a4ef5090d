import type { Adoption } from './adoption.ts'

/** True for an adoption of a file of which nobody has said yet that it is theirs. */
export function isUnclaimed({ isImported, claimedAt }: Pick<Adoption, 'isImported' | 'claimedAt'>): boolean {
  return isImported === true && claimedAt === undefined
}
