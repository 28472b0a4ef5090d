import { asShown, inFull } from '#shared/board/brief.ts'
import { createContext, use, useState } from 'react'
import { excerptOf } from '#shared/text/excerpt.ts'
import { useWords } from '../../i18n/use-words.ts'
import { uiWords } from './words.ts'
import { useContentLanguage } from './content-language.ts'
import './statement.css'

/** For long texts that begin alike in one list: the position of the first difference. */
export const Differences = createContext<ReadonlyMap<string, number>>(new Map())

interface StatementProps {
  readonly text: string
  /** The words are a button with this hint. */
  readonly press?: { readonly hint: string; readonly run: () => void }
  /** For a screen without a hand at it. */
  readonly isStill?: boolean
}

/** A text of others, whole. Of thousands of characters it shows the first few hundred and a button for the rest. */
export function Statement({ text, press, isStill = false }: StatementProps) {
  const t = useWords(uiWords)
  const language = useContentLanguage()
  const differsAt = use(Differences).get(text)
  const [isWhole, setIsWhole] = useState(false)
  const excerpt = excerptOf(text, differsAt)
  const shown =
    excerpt && !isWhole
      ? asShown(`${excerpt.beginning} …${excerpt.difference && ` ${excerpt.difference} …`}`)
      : inFull(text)
  return (
    <>
      {press ? (
        <button
          type="button"
          className="statement statement--leads bare"
          dir="auto"
          lang={language}
          title={press.hint}
          onClick={press.run}
        >
          {shown}
        </button>
      ) : (
        <span className="statement" dir="auto" lang={language}>
          {shown}
        </span>
      )}
      {excerpt && !isStill && (
        <button
          type="button"
          className="statement__more bare"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? t('showLess') : t('showRest')}
        </button>
      )}
    </>
  )
}
