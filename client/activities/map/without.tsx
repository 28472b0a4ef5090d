import { useStore } from '@nanostores/react'
import { withoutBlocks } from '#shared/activities/map/result.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import { useReader } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRings, type OnRing } from './rings.tsx'

/** Those for whom nobody has named a need, and those without an agreed one: exactly, at any moment. */
export function Without({ people }: { readonly people: readonly OnRing[] }) {
  const reader = useReader()
  return people.length > 0 && <Blocks blocks={withoutBlocks(people, reader)} />
}

/** For facilitators, where people judge the needs: the step that asks for them says it on its own stage. */
export function WithoutOnDesk({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const people = useRings(path)
  const asks = step.activity === 'map' && step.asks === 'needs'
  const isJudged = agenda && findStep(agenda.template, agenda.now.step)?.step.activity === 'vote'
  return asks && isJudged && <Without people={people} />
}
