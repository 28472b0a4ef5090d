import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  type FormEvent,
  type ReactNode,
} from 'react'
import type { Span } from '#shared/board/text-place.ts'
import { useCommonWords, useWords } from '../../i18n/use-words.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { phraseWords } from './phrase-words.ts'
import './phrase-field.css'

interface PhraseProps {
  readonly text: string
  readonly span: Span
  readonly onSelect: (span: Span) => void
}

interface PhraseDialogProps extends PhraseProps {
  readonly title: string
  readonly send: string
  readonly isReady: boolean
  readonly onSend: () => void
  readonly onClose: () => void
  /** The fate of the selected words. */
  readonly children: ReactNode
}

/** Asks for some words of a text, and for what becomes of them. */
export function PhraseDialog({
  title,
  send,
  isReady,
  onSend,
  onClose,
  children,
  ...phrase
}: PhraseDialogProps) {
  const common = useCommonWords()
  const form = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) onSend()
  }
  return (
    <Dialog
      title={title}
      isForm
      onClose={onClose}
      footer={
        <>
          <Button tone="plain" onClick={onClose}>
            {common('common.cancel')}
          </Button>
          <Button type="submit" form={form} tone="accent" aria-disabled={!isReady}>
            {send}
          </Button>
        </>
      }
    >
      <form id={form} className="phrase-form stack" onSubmit={submit}>
        <PhraseField {...phrase} />
        {children}
      </form>
    </Dialog>
  )
}

/** Letters of a line on a phone, about. */
const lettersInRow = 36

/** Words that cannot be changed here, of which one selects some: by mouse, finger or keyboard. */
function PhraseField({ text, span, onSelect }: PhraseProps) {
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
      <label htmlFor={id}>{t('words')}</label>
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
        {t('selectHint')}
      </p>
      <output className="phrase-field__selected">
        {phrase !== '' && phrase !== text.trim() && t('selected', { words: phrase })}
      </output>
    </div>
  )
}
