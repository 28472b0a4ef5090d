import { useCommonWords } from '../../i18n/use-words.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import { Field } from '../ui/field.tsx'

/** A field for a first name, or none. */
export function NameField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (name: string) => void
}) {
  const t = useCommonWords()
  return (
    <Field
      label={t('join.name')}
      hint={t('join.nameHint')}
      value={value}
      maxLength={nameLimit}
      autoComplete="given-name"
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
