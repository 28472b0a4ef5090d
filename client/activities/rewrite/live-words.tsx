import { useEffect, useRef } from 'react'
import { useStatements } from '../../panels/host/use-statements.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'

/** The words of a statement as they change, for people who do not write in it. React draws nothing when they do. */
export function LiveWords({ statement }: { readonly statement: string }) {
  const statements = useStatements()
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(
    () =>
      statements.watchWords(statement, (words) => {
        if (place.current) place.current.textContent = words
      }),
    [statements, statement],
  )
  return <p ref={place} className="live-words" dir="auto" lang={useContentLanguage()} />
}
