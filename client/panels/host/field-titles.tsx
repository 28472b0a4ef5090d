import { wordsIn } from '#shared/agenda/fill.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import type { Field as StepField } from '#shared/agenda/template.ts'
import { Field } from '../ui/field.tsx'
import type { StepSettingsProps } from './step-editor.ts'

interface FieldTitlesProps extends Pick<StepSettingsProps, 'language'> {
  readonly fields: readonly StepField[]
  readonly label: (index: number) => string
  readonly onChange: (fields: readonly StepField[]) => void
}

/** The titles of a step's fields, where their number is fixed. */
export function FieldTitles({ fields, language, label, onChange }: FieldTitlesProps) {
  return fields.map((field, index) => (
    <Field
      key={field.id}
      label={label(index)}
      value={field.title[language] ?? wordsIn(field.title, language).text}
      maxLength={templateLimits.title}
      onChange={({ target }) =>
        onChange(fields.with(index, { ...field, title: { ...field.title, [language]: target.value } }))
      }
    />
  ))
}
