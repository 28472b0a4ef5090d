import { automaticScale, dotsAdvised, roundLimits } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { promptFor, stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Stepper } from '../../panels/ui/stepper.tsx'

export const en = {
  title: 'Vote',
  hint: 'A secret or named vote with dots or points. What is shortlisted goes on.',
  prompt: 'Place your dots on what we should take further.',
  autoPrompt: 'Vote for what we should take further.',
  scorePrompt: 'Give each item 0 to 3 points: how far does it take us?',
  agreementPrompt: 'How far can you agree to this, from 0 to 5?',
  target: 'Vote on',
  notes: 'Notes',
  clusters: 'Groups',
  scale: 'How people vote',
  scaleAuto: 'Up to eight voters: 0 to 3 points each. More voters: dots',
  scaleDots: 'With dots',
  scaleScore: 'With 0 to 3 points each',
  scaleAgreement: 'Agreement, 0 to 5',
  dots: 'Dots per person',
  automatic: 'A quarter of the items',
  number: 'A number of your own',
  secrecy: 'Secret or named',
  secret: 'Secret',
  named: 'Named',
}

export const fr = {
  title: 'Voter',
  hint: 'Un vote secret ou public : des points à placer, ou de 0 à 3 pour chacun. Ce qui est retenu continue.',
  prompt: 'Placez vos points sur ce que nous devrions approfondir.',
  autoPrompt: 'Votez pour ce que nous devrions approfondir.',
  scorePrompt: 'Donnez à chaque élément de 0 à 3 points : jusqu’où nous fait-il avancer ?',
  agreementPrompt: 'Jusqu’où pouvez-vous y adhérer, de 0 à 5 ?',
  target: 'Voter sur',
  notes: 'Les notes',
  clusters: 'Les groupes',
  scale: 'Manière de voter',
  scaleAuto: 'Jusqu’à huit votants : de 0 à 3 pour chacun ; au-delà : des points à placer',
  scaleDots: 'Des points à placer',
  scaleScore: 'De 0 à 3 pour chacun',
  scaleAgreement: 'Accord, de 0 à 5',
  dots: 'Points par personne',
  automatic: 'Un quart des éléments',
  number: 'Un nombre de votre choix',
  secrecy: 'Secret ou public',
  secret: 'Secret',
  named: 'Public',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const stepPrompt = { en: en.prompt, fr: fr.prompt }

/** The sentence of a new step for each way of answering. */
const promptOf = {
  auto: { en: en.autoPrompt, fr: fr.autoPrompt },
  dots: stepPrompt,
  score: { en: en.scorePrompt, fr: fr.scorePrompt },
  agreement: { en: en.agreementPrompt, fr: fr.agreementPrompt },
} as const

/** Offered first when somebody wants a number of their own: for the twelve items of a usual vote. */
const usualItems = 12

/** The subject of a vote, how people answer, and its secrecy. */
function StepSettings({ step, answers, isFixed, onChange, onAnswer }: StepSettingsProps) {
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
        onChange={(scale) => onChange({ ...step, scale, prompt: promptFor(promptOf, scale, step.prompt) })}
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

export const stepEditor = stepEditorOf(
  { en, fr },
  () => ({
    activity: 'vote',
    seconds: 240,
    writing: 'none',
    target: 'notes',
    scale: 'dots',
    budget: null,
    cap: 1,
    isSecret: true,
  }),
  StepSettings,
)
