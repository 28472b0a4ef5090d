import { inFull } from '#shared/board/brief.ts'
import type { ReactNode } from 'react'
import { useContentLanguage } from './content-language.ts'
import './sentence.css'

/** Letters of a sentence that is still large in a narrow column. Not measured. */
const shortSentence = 140

/** A sentence to sign, whole and with its exact signs: nothing is cut, joined or trimmed. */
export function Sentence({
  text,
  words,
  language,
  children,
}: {
  readonly text: string
  /** The same words with marks. */
  readonly words?: ReactNode
  /** Left out: the board's. */
  readonly language?: string
  readonly children?: ReactNode
}) {
  const boardLanguage = useContentLanguage()
  return (
    <figure className="sentence">
      <blockquote
        className="sentence__words said"
        data-long={text.length > shortSentence || undefined}
        lang={language ?? boardLanguage}
        dir="auto"
        {...kerned(text)}
      >
        {words ?? inFull(text)}
      </blockquote>
      {children && <figcaption className="sentence__facts quiet">{children}</figcaption>}
    </figure>
  )
}

/**
 * Letters of a sentence that is set with kerning. Large and in the serif a browser takes 9 ms for 300 letters that are
 * kerned in pairs, 500 ms for 2,400.
 */
const mostKerned = 400

/** For a sentence that people read as a whole: other words of people are set without kerning (base.css). */
export function kerned(text: string): { readonly 'data-kerned'?: '' } {
  return text.length <= mostKerned ? { 'data-kerned': '' } : {}
}
