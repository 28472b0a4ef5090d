import { useState } from 'react'
import type { TestKind } from '#shared/activities/test/activity.ts'
import { namesIn, namesOf } from '#shared/activities/test/names.ts'
import type { Words } from '#shared/agenda/template.ts'
import { roundLimits } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { editorWords, promptOf } from './editor-words.ts'

/** Which test it is, and the names of a swap. */
export function StepSettings({ step, answers, isFixed, onChange, onAnswer }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'test') return null
  const { kind, namesFrom, oursFrom } = step
  const setKind = (next: TestKind) =>
    onChange({
      ...step,
      kind: next,
      prompt: promptFor(next, step.prompt),
      writing: next === 'swap' ? 'none' : 'private',
    })
  const answerTo = (question: string) => String(answers[question] ?? '')
  return (
    <>
      {!isFixed && (
        <Choice
          form="cards"
          legend={t('kind')}
          value={kind}
          options={[
            { value: 'swap', label: t('swap'), hint: t('swapHint') },
            { value: 'opposite', label: t('opposite'), hint: t('oppositeHint') },
            { value: 'who', label: t('who'), hint: t('whoHint') },
            { value: 'monday', label: t('monday'), hint: t('mondayHint') },
          ]}
          onChange={setKind}
        />
      )}
      {kind === 'swap' && !isFixed && (
        <>
          <NamesField
            value={namesFrom === undefined ? (step.names ?? []).join(', ') : answerTo(namesFrom)}
            onChange={(line) =>
              namesFrom === undefined
                ? onChange({ ...step, names: namesIn(line) })
                : onAnswer(namesFrom, line)
            }
          />
          <Field
            label={t('ours')}
            hint={t('oursHint')}
            maxLength={roundLimits.label}
            value={oursFrom === undefined ? (step.ours ?? '') : answerTo(oursFrom)}
            onChange={({ target }) =>
              oursFrom === undefined
                ? onChange({ ...step, ours: target.value })
                : onAnswer(oursFrom, target.value)
            }
          />
        </>
      )}
    </>
  )
}

/** The line stays as it was typed: a comma is no name yet. */
function NamesField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (line: string) => void
}) {
  const t = useWords(editorWords)
  const [typed, setTyped] = useState(value)
  const isSame = namesOf(namesIn(typed)).join() === namesOf(namesIn(value)).join()
  return (
    <Field
      label={t('names')}
      hint={t('namesHint')}
      value={isSame ? typed : value}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(target.value)
      }}
    />
  )
}

/** The sentence of a new step follows the test, until somebody has written another. */
function promptFor(kind: TestKind, prompt: readonly Words[]): readonly Words[] {
  const [now] = prompt
  const ours: readonly Words[] = Object.values(promptOf)
  const isOurs = prompt.length === 1 && ours.some(({ en, fr }) => now?.en === en && now?.fr === fr)
  return isOurs ? [promptOf[kind]] : prompt
}
