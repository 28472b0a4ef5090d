import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { Stepper } from '../../panels/ui/stepper.tsx'

export const en = {
  title: 'Take turns',
  hint: 'One person after the other speaks, in an order of chance, each with a clock. Everyone notes a word to keep.',
  prompt: 'This is my object. I chose it because…',
  cards: 'Our objects',
  kept: 'Words worth keeping',
  each: 'Seconds for each person',
  minus: 'Less',
  plus: 'More',
}

export const fr = {
  title: 'Tour de parole',
  hint: 'Chacun parle à son tour, dans un ordre tiré au sort, avec un chronomètre. Tous notent un mot à garder.',
  prompt: 'Voici mon objet. Je l’ai choisi parce que…',
  cards: 'Nos objets',
  kept: 'Les mots à garder',
  each: 'Secondes par personne',
  minus: 'Moins',
  plus: 'Plus',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor = stepEditorOf(
  { en, fr },
  (both) => ({
    activity: 'turns',
    seconds: 900,
    writing: 'shared',
    each: 90,
    fields: [
      { id: 'cards', title: both('cards') },
      { id: 'kept', title: both('kept') },
    ],
  }),
  StepSettings,
)

/** The time of each turn. */
function StepSettings({ step, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'turns') return null
  return (
    <Stepper
      label={t('each')}
      value={step.each}
      min={10}
      max={1_800}
      words={{ minus: t('minus'), plus: t('plus') }}
      onChange={(each) => onChange({ ...step, each })}
    />
  )
}
