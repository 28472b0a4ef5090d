import { Switch as Base } from '@base-ui/react/switch'
import './switch.css'

interface SwitchProps {
  readonly label: string
  /** What it does, in a line below. */
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Something that is on or off, at once. */
export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  return (
    <label className="switch">
      <Base.Root className="switch__track" checked={isOn} onCheckedChange={(next) => onChange(next)}>
        <Base.Thumb className="switch__thumb" />
      </Base.Root>
      <span className="switch__words">
        {label}
        <span className="field__hint">{hint}</span>
      </span>
    </label>
  )
}
