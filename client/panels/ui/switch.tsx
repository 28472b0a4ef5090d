import { Switch as Base } from '@base-ui/react/switch'
import './switch.css'

interface SwitchProps {
  readonly label: string
  /** A line below with its effect. */
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A switch that takes effect at once. */
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
