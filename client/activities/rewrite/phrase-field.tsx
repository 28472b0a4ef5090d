import { useId, useLayoutEffect, useRef } from 'react'
import type { Span } from '#shared/board/text-place.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import './phrase-field.css'

interface Props {
  readonly label: string
  readonly hint: string
  readonly text: string
  readonly span: Span
  readonly onSelect: (span: Span) => void
}

/** Words that cannot be changed here, of which one selects some: by mouse, finger or keyboard. */
export function PhraseField({ label, hint, text, span, onSelect }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const language = useContentLanguage()
  const first = useRef(span)
  useLayoutEffect(() => {
    autoGrow(field.current)
    field.current?.setSelectionRange(first.current.start, first.current.end)
  }, [])
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        className="phrase-field"
        readOnly
        value={text}
        dir="auto"
        lang={language}
        aria-describedby={`${id}-hint`}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          onSelect({ start: selectionStart, end: selectionEnd })
        }
      />
      <p id={`${id}-hint`} className="field__hint">
        {hint}
      </p>
    </div>
  )
}
