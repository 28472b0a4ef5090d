import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { Switch } from '../../panels/ui/switch.tsx'

export const en = {
  title: 'Talk',
  hint: 'People listen and speak: a prompt and a clock. Breaks, too.',
  prompt: 'What do you want the others to hear?',
  keeps: 'It keeps its length',
  keepsHint: 'As a break does. Keeping the end time then shortens other steps.',
}

export const fr = {
  title: 'Échanger',
  hint: 'On s’écoute et on se parle : une consigne, un temps. Les pauses aussi.',
  prompt: 'Que voulez-vous que les autres entendent ?',
  keeps: 'Garder sa durée',
  keepsHint: 'Comme une pause. Pour tenir l’heure de fin, d’autres étapes raccourcissent.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor = stepEditorOf(
  { en, fr },
  () => ({ activity: 'talk', seconds: 300, writing: 'none' }),
  StepSettings,
)

/** Whether it is a break: its least time is its time. */
function StepSettings({ step, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'talk' || step.seconds === null) return null
  const { least, ...others } = step
  return (
    <Switch
      label={t('keeps')}
      hint={t('keepsHint')}
      isOn={least === step.seconds}
      onChange={(isOn) => onChange(isOn ? { ...others, least: others.seconds ?? 0 } : others)}
    />
  )
}
