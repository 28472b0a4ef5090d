import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Switch } from '../../panels/ui/switch.tsx'
import { editorWords } from './editor-words.ts'

/** Whether it is a break: its least time is its time. */
export function StepSettings({ step, onChange }: StepSettingsProps) {
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
