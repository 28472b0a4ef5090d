import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { FieldTitles, type StepEditor, type StepSettingsProps } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Grid',
  hint: 'What begins and what stops because of each principle, in each area of work.',
  prompt: 'What do we begin, what do we stop? By what will one see it?',
  communication: 'Communication',
  objectives: 'Objectives',
  management: 'Management',
  work: 'Ways of working',
  column: 'Column {{number}}',
}

export const fr = {
  title: 'Grille',
  hint: 'Ce qui commence et ce qui s’arrête avec chaque principe, dans chaque domaine.',
  prompt: 'Que commençons-nous, qu’arrêtons-nous ? À quoi le verra-t-on ?',
  communication: 'Communication',
  objectives: 'Objectifs',
  management: 'Management',
  work: 'Modes de travail',
  column: 'Colonne {{number}}',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'grid',
    prompt: [{ en: en.prompt, fr: fr.prompt }],
    seconds: 1_500,
    writing: 'shared',
    fields: (['communication', 'objectives', 'management', 'work'] as const).map((id) => ({
      id,
      title: { en: en[id], fr: fr[id] },
      kinds: ['begin', 'stop'],
      blanks: [{ id: 'seen', label: { en: 'Seen by', fr: 'On le verra à' }, kind: 'text' }],
    })),
  }),
  Settings: StepSettings,
}

/** The titles of the columns. */
function StepSettings({ step, language, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'grid') return null
  return (
    <FieldTitles
      fields={step.fields}
      language={language}
      label={(index) => t('column', { number: index + 1 })}
      onChange={(fields) => onChange({ ...step, fields })}
    />
  )
}
