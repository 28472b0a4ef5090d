import { useId, useState, type ComponentProps, type ReactNode } from 'react'
import './field.css'

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** A labelled line of text. Hint and error are read out with it. */
export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId()
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={['field', className ?? ''].filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
        {...rest}
      />
      {hint && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className="field__error" role="alert">
        {error}
      </p>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly legend: string
  readonly value: Value
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly hint?: string
    readonly icon?: ReactNode
  }[]
  readonly onChange: (value: Value) => void
  /** `cards` stand below each other with hints, `segments` in one row. */
  readonly form?: 'cards' | 'segments'
}

/** A choice of one among a few, as native radio buttons. */
export function Choice<Value extends string>({
  legend,
  value,
  options,
  onChange,
  form = 'segments',
}: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className={`choice choice--${form}`}>
      <legend>{legend}</legend>
      <div className="choice__options">
        {options.map((option) => (
          <label key={option.value} className="choice__option">
            <input
              type="radio"
              name={name}
              value={option.value}
              aria-label={option.label}
              aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span className="choice__words">
              <span className="choice__label">{option.label}</span>
              {option.hint && (
                <span className="choice__hint" id={`${name}-${option.value}`}>
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

/** A number field with large minus and plus buttons. */
export function Stepper({
  label,
  hint,
  value,
  min,
  max,
  onChange,
  words,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
  readonly words: { readonly minus: string; readonly plus: string }
}) {
  const id = useId()
  /** The digits while they are no allowed number, for example an emptied field. */
  const [typed, setTyped] = useState<string | null>(null)
  const set = (to: number) => {
    setTyped(null)
    onChange(Math.min(max, Math.max(min, to)))
  }
  const step = (by: number) => set(value + by)
  return (
    <div className="field stepper">
      <label htmlFor={id}>{label}</label>
      <div className="stepper__row">
        <button
          type="button"
          aria-label={`${label}, ${words.minus}`}
          disabled={value <= min}
          onClick={() => step(-1)}
        >
          −
        </button>
        <input
          id={id}
          className="tabular"
          inputMode="numeric"
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={typed ?? value}
          onChange={(event) => {
            const digits = event.target.value.replaceAll(/\D/g, '')
            const number = Number.parseInt(digits, 10)
            if (number >= min && number <= max) set(number)
            else setTyped(digits)
          }}
          onBlur={() => typed !== null && set(typed === '' ? value : Number.parseInt(typed, 10))}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp') step(1)
            if (event.key === 'ArrowDown') step(-1)
          }}
        />
        <button
          type="button"
          aria-label={`${label}, ${words.plus}`}
          disabled={value >= max}
          onClick={() => step(1)}
        >
          +
        </button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
