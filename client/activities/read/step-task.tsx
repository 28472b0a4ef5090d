import type { PlacedStep } from '#shared/agenda/steps.ts'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'
import { Questions } from './questions.tsx'
import { SameIdeas } from './same-ideas.tsx'
import './step-task.css'

/** Notes that may say the same thing; the questions; then the people whom no proposal names. */
export function ReadTask({ placed }: { readonly placed: PlacedStep }) {
  const [first] = placed.step.input ?? []
  return (
    <div className="read-task">
      <SameIdeas step={placed.step} />
      <Questions path={placed.path} />
      {first && <UnmentionedInPhase path={first.from} />}
    </div>
  )
}
