import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Stepper } from '../../panels/ui/stepper.tsx'
import { editorWords } from './editor-words.ts'

/** The time of each turn. */
export function StepSettings({ step, onChange }: StepSettingsProps) {
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
