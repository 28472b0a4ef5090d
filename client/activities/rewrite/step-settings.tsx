import { mostStatements } from '#shared/activities/rewrite/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Stepper } from '../../panels/ui/stepper.tsx'
import { editorWords } from './editor-words.ts'

/** The number of statements side by side. */
export function StepSettings({ step, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'rewrite' || isFixed) return null
  return (
    <Stepper
      label={t('most')}
      value={step.most}
      min={1}
      max={mostStatements}
      words={{ minus: t('minus'), plus: t('plus') }}
      onChange={(most) => onChange({ ...step, most })}
    />
  )
}
