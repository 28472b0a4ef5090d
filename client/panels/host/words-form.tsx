import { useId, useLayoutEffect, useRef, type FormEvent } from 'react'
import type { Audience } from '#shared/workshop/audience.ts'
import type { Begun } from '../../model/memory/begun.ts'
import { autoGrow, addOnEnter } from '../ui/auto-grow.ts'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { audienceNow } from './audience.tsx'
import { FieldFoot } from './field-foot.tsx'
import { useBegun, type BegunPlace } from './use-begun.ts'
import './words-form.css'

interface WordsFormProps {
  /** Its audience is the usual one, unless `allowed` names others. */
  readonly place: BegunPlace
  readonly allowed?: readonly [Audience, ...Audience[]]
  readonly label: string
  /** The label is for screen readers alone: the placeholder says the same. */
  readonly isLabelHidden?: boolean
  readonly hint?: string
  readonly placeholder?: string
  readonly button: string
  readonly maxLength: number
  /** `done` empties the field: words that nobody took stay in it. */
  readonly onSend: (words: Begun, done: () => void) => void | Promise<void>
}

/** A field for words that are added by a button, or by Enter. Words begun there survive the page. */
export function WordsForm({
  place,
  allowed = [place.audience],
  label,
  isLabelHidden = false,
  hint,
  placeholder,
  button,
  maxLength,
  onSend,
}: WordsFormProps) {
  const id = useId()
  const language = useContentLanguage()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => autoGrow(field.current))
  const { place: name, begun, write, clear } = useBegun(place)
  const audience = audienceNow(begun.audience, allowed)
  const text = begun.text.trim()
  const send = () => {
    if (text !== '') void onSend({ ...begun, audience, text }, clear)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form className="stack words-form" data-begun={name} onSubmit={submit}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
      <div className="field-box">
        <textarea
          id={id}
          ref={field}
          rows={1}
          dir="auto"
          lang={language}
          placeholder={placeholder}
          aria-describedby={hint === undefined ? `${id}-audience` : `${id}-hint ${id}-audience`}
          maxLength={maxLength}
          value={begun.text}
          onChange={({ target }) => write({ text: target.value })}
          onKeyDown={(event) => addOnEnter(event, send)}
        />
        <FieldFoot field={id} audience={audience} allowed={allowed} write={write}>
          <Button type="submit" tone="accent" aria-disabled={text === ''}>
            {button}
          </Button>
        </FieldFoot>
      </div>
    </form>
  )
}
