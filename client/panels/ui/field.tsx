import { useId, type ComponentProps } from 'react'
import type { Language } from '#shared/board/document.ts'
import './field.css'

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** A labelled line of text. Hint and error are read out with it. */
export function Field({ label, hint, error, className, id: given, ...rest }: FieldProps) {
  const own = useId()
  const id = given ?? own
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

interface TextAreaProps {
  readonly label: string
  readonly hint?: string
  /** Of the words in it. */
  readonly language: Language | undefined
  readonly limit: number
  readonly rows?: number
  readonly isRequired?: true
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A labelled field for some lines. */
export function TextArea({
  label,
  hint,
  language,
  limit,
  rows = 2,
  isRequired,
  value,
  onChange,
}: TextAreaProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        lang={language}
        dir="auto"
        maxLength={limit}
        required={isRequired}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
