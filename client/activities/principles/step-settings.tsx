import { wordsIn } from '#shared/agenda/fill.ts'
import { templateLimits } from '#shared/agenda/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { editorWords } from './editor-words.ts'

/** The task of people with principles in this step. */
export function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'principles') return null
  const { fields } = step
  return (
    <>
      {!isFixed && (
        <Choice
          form="cards"
          legend={t('does')}
          value={step.does}
          options={(['write', 'together', 'settle'] as const).map((value) => ({
            value,
            label: t(value),
            hint: t(`${value}Hint`),
          }))}
          onChange={(does) => onChange({ ...step, does, writing: does === 'write' ? 'private' : 'shared' })}
        />
      )}
      {fields.map((field, index) => (
        <Field
          key={field.id}
          label={t('fieldTitle')}
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
