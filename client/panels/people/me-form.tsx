import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Field } from '../ui/field.tsx'
import { ColourChoice } from './colour-choice.tsx'
import './me-form.css'

interface MeFormProps {
  readonly name: string
  /** Undefined: one is given. */
  readonly colour: number | undefined
  readonly onName: (name: string) => void
  readonly onColour: (colour: number) => void
}

/** A first name, or none, and a colour, shown together as the others will see them. */
export function MeForm({ name, colour, onName, onColour }: MeFormProps) {
  const { t } = useFirstTranslation()
  return (
    <div className="me-form">
      <div className="me-form__name">
        <Avatar name={name} colour={colour} size="large" />
        <Field
          label={t('join.name')}
          hint={t('join.nameHint')}
          value={name}
          maxLength={nameLimit}
          autoComplete="given-name"
          onChange={(event) => onName(event.target.value)}
        />
      </div>
      <ColourChoice value={colour} onChange={onColour} />
    </div>
  )
}
