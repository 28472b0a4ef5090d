import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { StageSwitch } from '../../panels/host/stage-switch.tsx'
import { useStatements, useStatementsInStep } from '../../panels/host/use-statements.ts'
import { Sentence } from '../../panels/ui/sentence.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { talkWords } from './words.ts'
import './sentences.css'

interface TalkProps {
  readonly placed: PlacedStep
}

/** On a phone, the sentences that people talk about. At a desk they have the stage, and the board is one press away. */
export function TalkTask({ placed }: TalkProps) {
  const t = useWords(talkWords)
  const inColumn = useInColumn()
  if (!hasSentences(placed)) return null
  return inColumn ? (
    <Sentences placed={placed} />
  ) : (
    <StageSwitch toStage={t('showSentences')} toBoard={t('showBoard')} />
  )
}

/** At a desk, in place of the board. */
export function TalkStage({ placed }: TalkProps) {
  return (
    <div className="talk-stage">
      <Sentences placed={placed} />
    </div>
  )
}

/** For the whole room. */
export function RoomSentences({ placed }: TalkProps) {
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
      <ul className="talk-sentences" data-alone={kept.length === 1 || undefined}>
        {kept.map(({ id, text }) => (
          <li key={id}>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
    )
  )
}
