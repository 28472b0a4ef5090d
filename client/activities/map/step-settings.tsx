import { wordsIn } from '#shared/agenda/fill.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Field } from '../../panels/ui/field.tsx'
import { editorWords } from './editor-words.ts'

/** The titles of the rings. */
export function StepSettings({ step, language, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'map') return null
  const { fields } = step
  return (
    <>
      {fields.map((field, index) => (
        <Field
          key={field.id}
          label={t('ring', { number: index + 1 })}
          value={field.title[language] ?? wordsIn(field.title, language).text}
          maxLength={templateLimits.title}
          onChange={({ target }) =>
            onChange({
              ...step,
              fields: fields.with(index, { ...field, title: { ...field.title, [language]: target.value } }),
            })
          }
        />
      ))}
    </>
  )
}
