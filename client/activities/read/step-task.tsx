import { useInColumn } from '../../panels/host/column.ts'
import { Gallery } from '../../panels/host/gallery.tsx'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'
import { Questions } from './questions.tsx'
import { AgreedIdeas, SameIdeas, useOpenPairs } from './same-ideas.tsx'
import './step-task.css'

/** Notes that may say the same thing; the questions; then the people whom no proposal names. */
export function ReadTask({ placed }: { readonly placed: PlacedStep }) {
  const [first] = placed.step.input ?? []
  const inColumn = useInColumn()
  const pairs = useOpenPairs(placed.step)
  const agreed = <AgreedIdeas pairs={pairs} />
  const task = (
    <div className="read-task">
      {inColumn && agreed}
      <Questions path={placed.path} />
      <SameIdeas pairs={pairs} />
      {first && <UnmentionedInPhase path={first.from} />}
    </div>
  )
  // A phone lists the notes below.
  if (inColumn) return task
  return (
    <div className="beside-cards">
      <div>
        {agreed}
        <Gallery />
      </div>
      {task}
    </div>
  )
}
