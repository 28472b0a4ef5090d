import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'

/** While people read: the people whom no proposal names. */
export function ReadOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const agenda = useStore(useBoard().model.agenda)
  const [first] = placed.step.input ?? []
  return first && agenda?.now.step === placed.path ? <UnmentionedInPhase path={first.from} /> : null
}
