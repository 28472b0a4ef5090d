import { Avatar } from '../ui/avatar.tsx'
import { ColourChoice } from './colour-choice.tsx'
import { NameField } from './name-field.tsx'
import './me-form.css'

interface MeFormProps {
  readonly name: string
  /** Undefined: the server chooses one. */
  readonly colour: number | undefined
  readonly onName: (name: string) => void
  readonly onColour: (colour: number) => void
}

/** Fields for a first name, or none, and a colour, with the avatar that others will see. */
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
