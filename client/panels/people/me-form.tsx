import { Avatar } from '../ui/avatar.tsx'
import { ColourChoice } from './colour-choice.tsx'
import { NameField } from './name-field.tsx'
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
  return (
    <div className="me-form">
      <div className="me-form__name">
        <Avatar name={name} colour={colour} size="large" />
        <NameField value={name} onChange={onName} />
      </div>
      <ColourChoice value={colour} onChange={onColour} />
    </div>
  )
}
