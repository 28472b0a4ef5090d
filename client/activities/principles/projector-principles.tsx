import type { PlacedStep } from '#shared/agenda/steps.ts'
import { SaidPrinciple } from './said-principle.tsx'
import { usePrinciplesOf } from './use-principles.ts'
import './step-task.css'

/** More have no room on a screen, at any size. Not measured. */
const mostShown = 24

/** For the whole room: the kept principles, large. */
export function ProjectorPrinciples({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const kept = usePrinciplesOf(path)
  if (step.activity !== 'principles' || step.does !== 'settle' || kept.length === 0) return null
  return (
    <ol className="principles-projector">
      {kept.slice(0, mostShown).map((id) => (
        <li key={id}>
          <SaidPrinciple id={id} />
        </li>
      ))}
    </ol>
  )
}
