import { withoutEndlessSigns } from '#shared/text/endless-signs.ts'
import { useEffect, useRef } from 'react'
import { useStatements } from '../host/use-statements.ts'
import { useContentLanguage } from '../ui/content-language.ts'
import './live-words.css'

export type WriteWords = (place: HTMLElement, words: string) => void

interface LiveWordsProps {
  readonly statement: string
  /** Writes the words with marks; the same from one drawing to the next. */
  readonly write?: WriteWords | undefined
}

/** The words of a statement as they change, for people who do not write in it. React draws nothing when they do. */
export function LiveWords({ statement, write = writePlain }: LiveWordsProps) {
  const statements = useStatements()
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(
    () =>
      statements.watchWords(statement, (words) => {
        if (place.current) write(place.current, words)
      }),
    [statements, statement, write],
  )
  return <p ref={place} className="live-words" dir="auto" lang={useContentLanguage()} />
}

function writePlain(place: HTMLElement, words: string): void {
  place.textContent = withoutEndlessSigns(words)
}
