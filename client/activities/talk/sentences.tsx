import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useStatements, useStatementsInStep } from '../../panels/host/use-statements.ts'
import { Sentence } from '../../panels/ui/sentence.tsx'
import './sentences.css'

interface TalkProps {
  readonly placed: PlacedStep
}

/** The sentences that people talk about. */
export function TalkTask({ placed }: TalkProps) {
  return hasSentences(placed) && <Sentences placed={placed} />
}

function hasSentences({ step: { input = [] } }: PlacedStep): boolean {
  return input.length > 0
}

/** Each as it was kept last. */
function Sentences({ placed: { path } }: TalkProps) {
  const statements = useStatementsInStep(path)
  const versions = useStore(useStatements().versions)
  const kept = statements.flatMap(({ id }) => versions.findLast(({ statement }) => statement === id) ?? [])
  return (
    kept.length > 0 && (
      <ul className="talk-sentences stack" data-alone={kept.length === 1 || undefined}>
        {kept.map(({ id, text }) => (
          <li key={id}>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
    )
  )
}
