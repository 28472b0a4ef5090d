import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import { areEnough } from '#shared/activities/test/names.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { Button } from '../../panels/ui/button.tsx'
import { namesFor, testIn, type ShownTest } from './in-step.ts'
import { NamesForm } from './names-form.tsx'
import { TheirsForm } from './theirs-form.tsx'
import { testWords } from './words.ts'
import './step-task.css'

/** For facilitators: the names that nobody gave yet, and the sentences about which nobody has answered. */
export function TestOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const agenda = useStore(model.agenda)
  const test = useStore(useMemo(() => testIn(model, path), [model, path]))
  const { rounds, next } = test
  if (step.activity !== 'test' || step.kind !== 'swap' || runningStep(model)?.path !== path) return null
  const names = namesFor(step, agenda?.answers ?? {}, rounds)
  const isOpen = rounds.some(({ state }) => state === 'open')
  return (
    <>
      {next && !areEnough(names) && (
        <div className="test-task">
          <NamesForm names={names} />
        </div>
      )}
      {!isOpen && <Unanswered test={test} />}
      {!isOpen && (
        <div className="test-task">
          <TheirsForm />
        </div>
      )}
    </>
  )
}

/** The sentences about which nobody has answered. The one button goes on without them. */
function Unanswered({ test: { sentences, unanswered } }: { readonly test: ShownTest }) {
  const t = useWords(testWords)
  const run = useRunCommand()
  if (unanswered.length === 0) return null
  return (
    <section className="test-task__part">
      <p className="test-task__hint">{t('unanswered', { count: unanswered.length })}</p>
      {unanswered.map((sentence) => (
        <Button
          key={sentence.version}
          tone="neutral"
          onClick={() => run({ kind: 'test.open', again: sentence.version })}
        >
          {t('again', { number: sentences.indexOf(sentence) + 1, of: sentences.length })}
        </Button>
      ))}
    </section>
  )
}
