import type { StepOf } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { FieldTitles, stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { Choice } from '../../panels/ui/choice.tsx'

export const en = {
  title: 'Principles',
  hint: 'People choose between two good things, and name the signs that show and betray the choice.',
  prompt: 'To get there we choose … even over … .',
  field: 'Principles',
  does: 'What people do',
  write: 'Write alone and unseen',
  writeHint: 'A reveal shows all principles later.',
  together: 'Write one for each group',
  togetherHint: 'The groups of an earlier step become principles that everybody rewrites.',
  settle: 'Keep four to seven',
  settleHint: 'You choose which ones to keep, everybody rewrites them, and together you settle them.',
  fieldTitle: 'Title on the board',
}

export const fr = {
  title: 'Principes',
  hint: 'On choisit entre deux bonnes choses, et on dit à quels signes le choix se voit ou se trahit.',
  prompt: 'Pour y arriver, nous choisissons … même au détriment de … .',
  field: 'Principes',
  does: 'Ce que font les personnes',
  write: 'Écrire de son côté, à l’abri des regards',
  writeHint: 'Tous les principes seront montrés plus tard, en même temps.',
  together: 'En écrire un par groupe',
  togetherHint: 'Les groupes d’une étape précédente deviennent des principes que tout le monde réécrit.',
  settle: 'En garder de quatre à sept',
  settleHint: 'Vous choisissez ceux que l’on garde, tout le monde les réécrit, puis vous les fixez ensemble.',
  fieldTitle: 'Titre sur le tableau',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor = stepEditorOf(
  { en, fr },
  (both) => ({
    activity: 'principles',
    seconds: 480,
    writing: 'private',
    makes: { kind: 'principle' },
    does: 'write',
    fields: [{ id: 'principles', title: both('field') }],
  }),
  StepSettings,
)

/** The task of people with principles in this step. */
function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'principles') return null
  return (
    <>
      {!isFixed && (
        <Choice
          form="cards"
          legend={t('does')}
          value={step.does}
          options={(['write', 'together', 'settle'] as const).map((value) => ({
            value,
            label: t(value),
            hint: t(`${value}Hint`),
          }))}
          onChange={(does) => onChange(doing(step, does))}
        />
      )}
      <FieldTitles
        fields={step.fields}
        language={language}
        label={() => t('fieldTitle')}
        onChange={(fields) => onChange({ ...step, fields })}
      />
    </>
  )
}

type Principles = StepOf<'principles'>

/** All settle together. */
function doing(step: Principles, does: Principles['does']): Principles {
  const { who: _, tables: __, ...together } = step
  const writing = does === 'write' ? 'private' : 'shared'
  return { ...(does === 'settle' ? together : step), does, writing }
}
