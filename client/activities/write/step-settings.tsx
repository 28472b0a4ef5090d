import { Plus, X } from 'lucide-react'
import { templateLimits } from '#shared/agenda/limits.ts'
import type { Field as StepField } from '#shared/agenda/template.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StepSettingsProps } from '../../panels/host/step-editor.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { editorWords } from './editor-words.ts'

/** Private or shared writing, and the fields that people write into. */
export function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'write') return null
  const { fields } = step
  const setFields = (next: readonly StepField[]) => onChange({ ...step, fields: next })
  const titleOf = ({ title }: StepField) => wordsIn(title, language).text
  const add = () => {
    const id = freeId(fields)
    setFields([...fields, { id, title: { [language]: t('field', { number: fields.length + 1 }) } }])
  }
  return (
    <>
      {!isFixed && (
        <Choice
          form="cards"
          legend={t('way')}
          value={step.writing === 'private' ? 'private' : 'shared'}
          options={[
            { value: 'private', label: t('private'), hint: t('privateHint') },
            { value: 'shared', label: t('shared'), hint: t('sharedHint') },
          ]}
          onChange={(writing) => onChange({ ...step, writing })}
        />
      )}
      {fields.map((field, index) => (
        <div key={field.id} className="agenda-editor__field">
          <Field
            label={t('field', { number: index + 1 })}
            value={field.title[language] ?? titleOf(field)}
            maxLength={templateLimits.title}
            onChange={({ target }) =>
              setFields(fields.with(index, { ...field, title: { ...field.title, [language]: target.value } }))
            }
          />
          {!isFixed && fields.length > 1 && (
            <IconButton
              label={t('removeField', { name: titleOf(field) })}
              icon={<X />}
              onClick={() => setFields(fields.filter((each) => each !== field))}
            />
          )}
        </div>
      ))}
      {!isFixed && fields.length < templateLimits.fields && (
        <Button tone="quiet" icon={<Plus aria-hidden="true" />} onClick={add}>
          {t('addField')}
        </Button>
      )}
    </>
  )
}

function freeId(fields: readonly StepField[]): string {
  for (let number = fields.length + 1; ; number += 1) {
    const id = `field-${number}`
    if (fields.every((field) => field.id !== id)) return id
  }
}
