import type { StepOf } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { FieldTitles } from '../../panels/host/field-titles.tsx'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Choice } from '../../panels/ui/choice.tsx'
import { editorWords } from './editor-words.ts'

/** The task of people with principles in this step. */
export function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'principles') return null
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
          onChange={(does) => onChange(doing(step, does))}
        />
      )}
      <FieldTitles
        fields={step.fields}
        language={language}
        label={() => t('fieldTitle')}
        onChange={(fields) => onChange({ ...step, fields })}
      />
    </>
  )
}

type Principles = StepOf<'principles'>

/** All settle together. */
function doing(step: Principles, does: Principles['does']): Principles {
  const { who: _, tables: __, ...together } = step
  const writing = does === 'write' ? 'private' : 'shared'
  return { ...(does === 'settle' ? together : step), does, writing }
}
