import { withoutBlocks } from '#shared/activities/map/result.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useReader } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useRings, type OnRing } from './use-rings.ts'

/** Those for whom nobody has named a need, and those without an agreed one: exactly, at any moment. */
export function Without({ people }: { readonly people: readonly OnRing[] }) {
  const reader = useReader()
  return people.length > 0 && <Blocks blocks={withoutBlocks(people, reader)} />
}

/** For facilitators, in every step of the phase from the one that asks for needs. */
export function WithoutOnDesk({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const people = useRings(path)
  return step.activity === 'map' && step.asks === 'needs' && <Without people={people} />
}
