import { useStore } from '@nanostores/react'
import { useEffect, useRef } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { isWornShown } from './use-word-marks.ts'
import { wornSentences } from './worn-words.ts'

/** The words of a statement as they change, for people who do not write in it. React draws nothing when they do. */
export function LiveWords({ statement }: { readonly statement: string }) {
  const statements = useStatements()
  const t = useWords(wornSentences)
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const isAsked = useStore(isWornShown)
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    let stop: () => void = () => undefined
    let isOver = false
    const show = (write: (place: HTMLElement, words: string) => void) => {
      stop()
      if (isOver) return
      stop = statements.watchWords(statement, (words) => {
        if (place.current) write(place.current, words)
      })
    }
    show((element, words) => (element.textContent = words))
    if (isAsked)
      void (async () => {
        const { writeWorn } = await import('./worn-text.ts')
        show((element, words) => writeWorn(element, words, language, (question) => t(question)))
      })()
    return () => {
      isOver = true
      stop()
    }
  }, [statements, statement, isAsked, language, t])
  return <p ref={place} className="live-words" dir="auto" lang={useContentLanguage()} />
}
