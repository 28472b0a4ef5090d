import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Declared } from '#shared/asking/define.ts'
import type { AskedOutcome } from '#shared/asking/outcome.ts'
import { currentLanguage, translator } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { runningStep } from '../host/use-agenda.ts'
import { Button } from '../ui/button.tsx'
import { askedAt, declaredAs, sayOf } from './in-asking.ts'
import { askingWords } from './words.ts'
import './asking.css'

interface AskingProps {
  readonly placed: PlacedStep
}

/** The result, from the same blocks on every screen and on paper. */
export function AskingResult({
  declared,
  outcome,
  isRoom = false,
}: {
  readonly declared: Declared
  readonly outcome: AskedOutcome
  readonly isRoom?: boolean
}) {
  useStore(translator)
  return <Blocks blocks={declared.blocksOf(outcome, currentLanguage())} isRoom={isRoom} />
}

/** For the whole room: the questions, then what came out. The head says how many have answered. */
export function AskingInRoom({ placed: { step, path } }: AskingProps) {
  const { model } = useBoard()
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  useStore(translator)
  const declared = declaredAs(step.activity)
  if (!asked) return null
  if (asked.shown) return <AskingResult declared={declared} outcome={asked.shown} isRoom />
  return (
    <ul className="asking-questions">
      {Object.keys(asked.asks).map((question) => (
        <li key={question}>{sayOf(declared, question)}</li>
      ))}
    </ul>
  )
}

/** For facilitators, once the answers are shown: the questions once more. */
export function AskingOnDesk({ placed: { path } }: AskingProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  if (!asked?.shown || runningStep(model)?.path !== path) return null
  return (
    <Button tone="neutral" onClick={() => run({ kind: 'asking.again', asked: asked.id })}>
      {t('again')}
    </Button>
  )
}
