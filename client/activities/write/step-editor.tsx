import { Plus, X } from 'lucide-react'
import { wordsIn } from '#shared/agenda/fill.ts'
import { type Field as StepField, templateLimits } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'

export const en = {
  title: 'Write',
  hint: 'People write notes, alone and unseen or together.',
  prompt: 'What do you think? One idea per note.',
  stepField: 'Notes',
  way: 'How people write',
  private: 'Alone and unseen',
  privateHint: 'Notes appear when you reveal them.',
  shared: 'Together',
  sharedHint: 'Everybody sees each note at once.',
  field: 'Field {{number}}',
  addField: 'Add a field',
  removeField: 'Remove the field “{{name}}”',
}

export const fr = {
  title: 'Écrire',
  hint: 'On écrit des notes, chacun pour soi ou ensemble.',
  prompt: 'Qu’en pensez-vous ? Une idée par note.',
  stepField: 'Notes',
  way: 'Comment on écrit',
  private: 'Chacun pour soi',
  privateHint: 'Les notes apparaissent quand vous les révélez.',
  shared: 'Ensemble',
  sharedHint: 'Chacun voit aussitôt chaque note.',
  field: 'Champ {{number}}',
  addField: 'Ajouter un champ',
  removeField: 'Supprimer le champ « {{name}} »',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

export const stepEditor = stepEditorOf(
  { en, fr },
  (both) => ({
    activity: 'write',
    seconds: 360,
    writing: 'private',
    makes: { kind: 'idea' },
    fields: [{ id: 'notes', title: both('stepField') }],
  }),
  StepSettings,
)

/** Private or shared writing, and the fields that people write into. */
function StepSettings({ step, language, isFixed, onChange }: StepSettingsProps) {
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
