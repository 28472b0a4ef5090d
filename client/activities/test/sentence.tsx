import { inFull } from '#shared/board/brief.ts'
import { useId } from 'react'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { kerned } from '../../panels/ui/kerned.ts'

interface SentenceProps {
  readonly text: string
  /** The name of another organisation, as it stands in the text. */
  readonly name?: string | undefined
  readonly label?: string
  readonly size?: 'room'
}

/** A sentence in the serif of signed texts. The name of another organisation is marked. */
export function Sentence({ text, name, label, size }: SentenceProps) {
  const language = useContentLanguage()
  const id = useId()
  const parts = name === undefined || name === '' ? [text] : text.split(name)
  return (
    <figure className="test-sentence" data-size={size} aria-labelledby={label === undefined ? undefined : id}>
      {label !== undefined && <figcaption id={id}>{label}</figcaption>}
      <blockquote lang={language} dir="auto" {...kerned(text)}>
        {parts.map((part, index) => (
          <span key={index}>
            {index > 0 && <mark>{name}</mark>}
            {inFull(part)}
          </span>
        ))}
      </blockquote>
    </figure>
  )
}
