import { useCallback, useId, useLayoutEffect, useRef, type ComponentProps } from 'react'
import type { Audience } from '#shared/workshop/audience.ts'
import { autoGrow } from '../ui/auto-grow.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import { AudienceBadge } from './audience.tsx'
import '../ui/field.css'
import '../ui/text-box.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'ref'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: string
  readonly onChange: (text: string) => void
  /** Of its words; left out, the screen says it elsewhere. */
  readonly audience?: Audience
  /** Several: their author chooses. */
  readonly allowed?: readonly Audience[]
  readonly onAudience?: (audience: Audience) => void
}

/** A labelled field for some lines. It grows with its words, and says at its foot who sees them. */
export function TextArea({
  label,
  hint,
  onChange,
  audience,
  allowed = [],
  onAudience,
  rows = 2,
  ...rest
}: TextAreaProps) {
  const id = useId()
  const language = useContentLanguage()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => autoGrow(field.current))
  const choose = useCallback((chosen: Audience) => onAudience?.(chosen), [onAudience])
  const says = [hint !== undefined && `${id}-hint`, audience !== undefined && `${id}-audience`]
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className="text-box text-box--grows"
        rows={rows}
        lang={language}
        dir="auto"
        aria-describedby={says.filter(Boolean).join(' ') || undefined}
        {...rest}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
      {audience !== undefined && (
        <AudienceBadge id={`${id}-audience`} audience={audience} allowed={allowed} onChange={choose} />
      )}
    </div>
  )
}
