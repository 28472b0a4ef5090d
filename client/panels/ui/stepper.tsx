import { useId, useState } from 'react'
import './field.css'

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
