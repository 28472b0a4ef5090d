import type { PlacedStep } from '#shared/agenda/steps.ts'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'

/** Where a phase aims at so many notes: the people whom none of those on the board names. */
export function WriteOnDesk({ placed }: { readonly placed: PlacedStep }) {
  return placed.step.makes?.target === undefined ? null : <UnmentionedInPhase path={placed.path} />
}
