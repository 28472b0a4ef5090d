import { useId, type ReactNode } from 'react'
import './field.css'

export interface ChoiceOption<Value extends string> {
  readonly value: Value
  readonly label: string
  /** In place of the label, where only icon and label together say it. */
  readonly name?: string
  readonly hint?: string
  readonly icon?: ReactNode
}

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly className?: string
  readonly value: Value
  readonly options: readonly ChoiceOption<Value>[]
  readonly onChange: (value: Value) => void
  /** `cards` stand below each other with hints, `segments` in one row. */
  readonly form?: 'cards' | 'segments'
}

/** A choice of one among a few, as native radio buttons. */
export function Choice<Value extends string>({
  legend,
  className = '',
  value,
  options,
  onChange,
  form = 'segments',
}: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className={`choice choice--${form} ${className}`}>
      <legend>{legend}</legend>
      <div className="choice__options">
        {options.map((option) => (
          <label key={option.value} className="choice__option">
            <input
              type="radio"
              name={name}
              value={option.value}
              aria-label={option.name ?? option.label}
              aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span className="choice__words">
              <span className="choice__label">{option.label}</span>
              {option.hint && (
                <span className="quiet" id={`${name}-${option.value}`}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
