import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { FieldTitles, stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Map',
  hint: 'People name everyone for whom their work changes something, on three rings.',
  prompt: 'For whom does our work change something, even if they never notice?',
  near: 'We meet them',
  through: 'Others carry our work to them',
  far: 'They never see us',
  ring: 'Ring {{number}}',
}

export const fr = {
  title: 'Cartographier',
  hint: 'On nomme tous ceux pour qui le travail change quelque chose, sur trois cercles.',
  prompt: 'Pour qui notre travail change-t-il quelque chose, même sans qu’ils le sachent ?',
  near: 'Nous les rencontrons',
  through: 'D’autres leur portent notre travail',
  far: 'Ils ne nous voient jamais',
  ring: 'Cercle {{number}}',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor = stepEditorOf(
  { en, fr },
  (both) => ({
    activity: 'map',
    seconds: 360,
    writing: 'shared',
    makes: { kind: 'stakeholder' },
    asks: 'people',
    fields: (['near', 'through', 'far'] as const).map((id) => ({ id, title: both(id) })),
  }),
  StepSettings,
)

/** The titles of the rings. */
function StepSettings({ step, language, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'map') return null
  return (
    <FieldTitles
      fields={step.fields}
      language={language}
      label={(index) => t('ring', { number: index + 1 })}
      onChange={(fields) => onChange({ ...step, fields })}
    />
  )
}
