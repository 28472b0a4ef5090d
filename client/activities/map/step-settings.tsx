import { useWords } from '../../i18n/use-words.ts'
import { FieldTitles } from '../../panels/host/field-titles.tsx'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { editorWords } from './editor-words.ts'

/** The titles of the rings. */
export function StepSettings({ step, language, onChange }: StepSettingsProps) {
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
