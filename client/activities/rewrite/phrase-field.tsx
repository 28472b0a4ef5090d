import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import type { Span } from '#shared/board/text-place.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { phraseWords } from './phrase-words.ts'
import './phrase-field.css'

interface Props {
  readonly label: string
  readonly hint: string
  readonly text: string
  readonly span: Span
  readonly onSelect: (span: Span) => void
}

/** Letters of a line on a phone, about. */
const lettersInRow = 36

/** Words that cannot be changed here, of which one selects some: by mouse, finger or keyboard. */
export function PhraseField({ label, hint, text, span, onSelect }: Props) {
  const t = useWords(phraseWords)
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const language = useContentLanguage()
  const first = useRef(span)
  const tell = useEffectEvent(onSelect)
  useEffect(() => {
    const { current } = field
    if (!current) return
    const read = () => {
      if (document.activeElement === current)
        tell({ start: current.selectionStart, end: current.selectionEnd })
    }
    // The handles of a phone change a selection without a key or a pointer.
    document.addEventListener('selectionchange', read)
    return () => document.removeEventListener('selectionchange', read)
  }, [])
  const phrase = text.slice(span.start, span.end).trim()
  useLayoutEffect(() => {
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
        rows={Math.ceil(text.length / lettersInRow) + 1}
        value={text}
        dir="auto"
        lang={language}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="field__hint">
        {hint}
      </p>
      <output className="phrase-field__selected">
        {phrase !== '' && phrase !== text.trim() && t('selected', { words: phrase })}
      </output>
    </div>
  )
}
