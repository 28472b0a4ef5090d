import type { PlacedStep } from '#shared/agenda/steps.ts'
import { OnStage } from '../../panels/host/column.ts'
import { Gallery } from '../../panels/host/gallery.tsx'
import { UnmentionedInPhase } from '../../sorting/unmentioned-part.tsx'
import { Questions, QuestionsAt } from './questions.tsx'
import { AgreedIdeas, SameIdeas, useOpenPairs } from './same-ideas.tsx'
import './step-task.css'

/** All cards over the whole width, with the questions at them; below, notes that may say the same, and people whom none names. */
export function ReadTask({ placed: { path, step } }: { readonly placed: PlacedStep }) {
  const [first] = step.input ?? []
  const pairs = useOpenPairs(step)
  return (
    <div className="read-stage">
      <AgreedIdeas pairs={pairs} />
      {/* On a phone they are cards, too. */}
      <OnStage value="gallery">
        <Gallery
          renderUnder={(note, isSelected) => <QuestionsAt path={path} note={note} isSelected={isSelected} />}
        />
      </OnStage>
      <div className="read-task">
        <Questions path={path} />
        <SameIdeas pairs={pairs} />
        {first && <UnmentionedInPhase path={first.from} />}
      </div>
    </div>
  )
}
