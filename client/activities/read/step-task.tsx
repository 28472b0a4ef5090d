import { useInColumn } from '../../panels/host/column.ts'
import { Gallery } from '../../panels/host/gallery.tsx'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'
import { Questions } from './questions.tsx'
import { SameIdeas } from './same-ideas.tsx'
import './step-task.css'

/** Notes that may say the same thing; the questions; then the people whom no proposal names. */
export function ReadTask({ placed }: { readonly placed: PlacedStep }) {
  const [first] = placed.step.input ?? []
  const inColumn = useInColumn()
  const task = (
    <div className="read-task">
      <Questions path={placed.path} />
      <SameIdeas step={placed.step} />
      {first && <UnmentionedInPhase path={first.from} />}
    </div>
  )
  // A phone lists the notes below.
  if (inColumn) return task
  return (
    <div className="beside-cards">
      <Gallery />
      {task}
    </div>
  )
}
