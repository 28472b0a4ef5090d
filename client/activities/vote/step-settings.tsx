import type { Words } from '#shared/agenda/template.ts'
import { automaticScale, dotsAdvised, roundLimits, type WishedScale } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Choice } from '../../panels/ui/choice.tsx'
import { Stepper } from '../../panels/ui/stepper.tsx'
import { editorWords, promptOf } from './editor-words.ts'

/** Offered first when somebody wants a number of their own: for the twelve items of a usual vote. */
const usualItems = 12

/** The subject of a vote, how people answer, and its secrecy. */
export function StepSettings({ step, answers, isFixed, onChange, onAnswer }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'vote' || isFixed) return null
  const { budgetFrom } = step
  const asked = budgetFrom === undefined ? undefined : answers[budgetFrom]
  const budget = budgetFrom === undefined ? (step.budget ?? null) : typeof asked === 'number' ? asked : null
  const mayBeDots = step.scale === 'dots' || step.scale === automaticScale
  const setBudget = (next: number | null) => {
    if (budgetFrom === undefined) onChange({ ...step, budget: next })
    else onAnswer(budgetFrom, next ?? '')
  }
  return (
    <>
      <Choice
        legend={t('target')}
        value={step.target}
        options={[
          { value: 'notes', label: t('notes') },
          { value: 'clusters', label: t('clusters') },
        ]}
        onChange={(target) => onChange({ ...step, target })}
      />
      <Choice
        legend={t('scale')}
        value={step.scale}
        options={[
          { value: automaticScale, label: t('scaleAuto') },
          { value: 'dots', label: t('scaleDots') },
          { value: 'score', label: t('scaleScore') },
          { value: 'agreement', label: t('scaleAgreement') },
        ]}
        onChange={(scale) => onChange({ ...step, scale, prompt: promptFor(scale, step.prompt) })}
      />
      {mayBeDots && (
        <Choice
          legend={t('dots')}
          value={budget === null ? 'automatic' : 'number'}
          options={[
            { value: 'automatic', label: t('automatic') },
            { value: 'number', label: t('number') },
          ]}
          onChange={(way) => setBudget(way === 'automatic' ? null : dotsAdvised(usualItems).budget)}
        />
      )}
      {mayBeDots && budget !== null && (
        <Stepper
          label={t('dots')}
          value={budget}
          min={1}
          max={roundLimits.budget}
          words={{ minus: t('common.minus'), plus: t('common.plus') }}
          onChange={setBudget}
        />
      )}
      {step.scale !== 'agreement' && (
        <Choice
          legend={t('secrecy')}
          value={step.isSecret === false ? 'named' : 'secret'}
          options={[
            { value: 'secret', label: t('secret') },
            { value: 'named', label: t('named') },
          ]}
          onChange={(kind) => onChange({ ...step, isSecret: kind === 'secret' })}
        />
      )}
    </>
  )
}

/** The sentence of a new step follows the way of answering, until somebody has written another. */
function promptFor(scale: WishedScale, prompt: readonly Words[]): readonly Words[] {
  const [now] = prompt
  const ours: readonly Words[] = Object.values(promptOf)
  const isOurs = prompt.length === 1 && ours.some(({ en, fr }) => now?.en === en && now?.fr === fr)
  return isOurs ? [promptOf[scale]] : prompt
}
