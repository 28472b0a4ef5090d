import { useStore } from '@nanostores/react'
import { type FormEvent, useId, useMemo, useState } from 'react'
import { areEnough, linesOfTheirs, namesIn, theirsIn } from '#shared/activities/test/names.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { theirsLimits, type TheirPurpose } from '#shared/workshop/theirs.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { TextArea } from '../../panels/host/text-area.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { runningStep } from '../../panels/host/use-agenda.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { namesField, namesFor, type ShownTest, testIn } from './in-step.ts'
import { testWords } from './words.ts'
import './step-task.css'

/** For facilitators: the names that nobody gave yet, and the sentences about which nobody has answered. */
export function TestOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const agenda = useStore(model.agenda)
  const test = useStore(useMemo(() => testIn(model, path), [model, path]))
  const { tests, next } = test
  if (step.activity !== 'test' || step.kind !== 'swap' || runningStep(model)?.path !== path) return null
  const names = namesFor(step, agenda?.answers ?? {}, tests)
  const isOpen = tests.some(({ state }) => state === 'open')
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
          <TheirsForm prepared={step.theirs ?? []} />
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
      <p className="quiet">{t('unanswered', { count: unanswered.length })}</p>
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

/** Without names nothing can be swapped: the facilitator gives them here. */
function NamesForm({ names }: { readonly names: readonly string[] }) {
  const t = useWords(testWords)
  const run = useRunCommand()
  const [line, setLine] = useState(names.join(', '))
  const [isAsked, setIsAsked] = useState(false)
  const typed = namesIn(line)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!areEnough(typed)) return setIsAsked(true)
    run({ kind: 'test.open', names: [...typed] })
  }
  return (
    <form className="test-task__part" onSubmit={submit}>
      <h3>{t('namesHeading')}</h3>
      <Field
        id={namesField}
        label={t('namesLabel')}
        hint={t('namesHint')}
        error={isAsked && !areEnough(typed) ? t('namesMissing') : undefined}
        value={line}
        onChange={({ target }) => setLine(target.value)}
      />
      <Button type="submit" tone="neutral">
        {t('namesBegin')}
      </Button>
    </form>
  )
}

/** The swap backwards: the facilitator pastes the purposes of others, and the room is asked whether it could sign them. */
function TheirsForm({ prepared }: { readonly prepared: readonly TheirPurpose[] }) {
  const t = useWords(testWords)
  const run = useRunCommand()
  const id = useId()
  const [pasted, setPasted] = useState(() => linesOfTheirs(prepared))
  const [isAsked, setIsAsked] = useState(false)
  const theirs = theirsIn(pasted)
  const isReady =
    theirs.length > 0 && theirs.length <= theirsLimits.count && theirs.every(({ source }) => source !== '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setIsAsked(true)
    if (isReady) run({ kind: 'test.open', theirs: [...theirs] })
  }
  return (
    <details className="test-task__part test-theirs">
      <summary>{t('theirsHeading')}</summary>
      <form className="test-task__answer" onSubmit={submit}>
        <TextArea
          label={t('theirsLabel')}
          rows={4}
          placeholder={t('theirsExample')}
          value={pasted}
          aria-describedby={`${id}-missing`}
          onChange={(text) => {
            setPasted(text)
            setIsAsked(false)
          }}
        />
        <output id={`${id}-missing`} className="field__error">
          {isAsked && !isReady && t('theirsMissing')}
        </output>
        <Button type="submit" tone="neutral">
          {t('theirsAsk')}
        </Button>
      </form>
    </details>
  )
}
