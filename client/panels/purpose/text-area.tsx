import { useId } from 'react'
import type { Language } from '#shared/board/document.ts'

interface TextAreaProps {
  readonly label: string
  readonly hint?: string
  /** Of the words in it. */
  readonly language: Language
  readonly limit: number
  readonly rows?: number
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A labelled field for some lines. */
export function TextArea({ label, hint, language, limit, rows = 2, value, onChange }: TextAreaProps) {
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
