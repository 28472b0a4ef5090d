import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { Language } from '#shared/board/document.ts'
import { principleParts } from '#shared/board/principle-parts.ts'
import {
  overLine,
  partLimit,
  principleWords,
  type Principle,
  type PrinciplePart,
} from '#shared/board/principle.ts'
import { shifted } from '#shared/text/merge.ts'
import { useWords } from '../../i18n/use-words.ts'
import { mergeFactor } from '#shared/board/limits.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { isComposing } from '../../tools/input/composing.ts'
import { en, fr, principlesWords } from './words.ts'
import './principle-card.css'

interface PrincipleCardProps {
  readonly name: string
  readonly principle: Principle
  readonly mayWrite: boolean
  /** The language of the board: the card reads as one sentence in it. */
  readonly language: Language
  readonly onWrite: (part: PrinciplePart, words: string) => void
  /** The person leaves a part. */
  readonly onLeave: (part: PrinciplePart) => void
  /** Enter in the last part. */
  readonly onLast?: () => void
  /** The first field gets the focus. */
  readonly isWanted?: boolean
  readonly children?: ReactNode
}

/** A principle that reads as a sentence, with its four parts to write in. */
export function PrincipleCard(card: PrincipleCardProps) {
  const { name, children } = card
  const article = useRef<HTMLElement>(null)
  const goOn = (part: PrinciplePart) => {
    const next = principleParts[principleParts.indexOf(part) + 1]
    if (next === undefined) card.onLast?.()
    else article.current?.querySelector<HTMLElement>(`[data-part="${next}"]`)?.focus()
  }
  return (
    <article ref={article} className="principle" aria-label={name}>
      {principleParts.map((part) => (
        <Part key={part} card={card} part={part} onEnter={() => goOn(part)} />
      ))}
      {children && <footer className="principle__foot row quiet">{children}</footer>}
    </article>
  )
}

/** Letters of a part that a field takes at once. Longer ones were not written in a card; they are changed on the board. */
const mostInField = mergeFactor * partLimit

interface PartProps {
  readonly card: PrincipleCardProps
  readonly part: PrinciplePart
  readonly onEnter: () => void
}

function Part({ card, part, onEnter }: PartProps) {
  const t = useWords(principlesWords)
  const id = useId()
  const language = useContentLanguage()
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef(0)
  const last = useRef(card.principle[part])
  const words = card.principle[part]
  const isEndless = words.length > mostInField
  useLayoutEffect(() => {
    const element = field.current
    autoGrow(element)
    // Words that others wrote around the caret leave it where it was in the sentence.
    if (element && words !== last.current && document.activeElement === element) {
      const at = shifted(last.current, words, caret.current, 'before')
      element.setSelectionRange(at, at)
    }
    last.current = words
  }, [words])
  const isWanted = card.isWanted === true && part === 'choice'
  useLayoutEffect(() => {
    if (isWanted) field.current?.focus()
  }, [isWanted])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    onEnter()
  }
  return (
    <div className={`principle__part principle__part--${part}`}>
      <label htmlFor={id} lang={card.language}>
        {leadOf(part, words, card.language)}
      </label>
      {isEndless ? (
        <p id={id}>
          <Statement text={words} />
        </p>
      ) : (
        <textarea
          ref={field}
          id={id}
          data-part={part}
          rows={1}
          dir="auto"
          lang={language}
          maxLength={partLimit}
          readOnly={!card.mayWrite}
          placeholder={t(part === 'choice' ? 'choiceHint' : part === 'over' ? 'overHint' : 'signHint')}
          value={words}
          onChange={({ target }) => {
            const said = target.value.replaceAll('\n', ' ')
            // The change is this person's own: the browser has put the caret behind it.
            last.current = said
            caret.current = target.selectionStart
            card.onWrite(part, said)
          }}
          onSelect={({ currentTarget }) => {
            caret.current = currentTarget.selectionStart
          }}
          onKeyDown={press}
          onBlur={() => card.onLeave(part)}
        />
      )}
    </div>
  )
}

/** The words before a part as they are joined to it: "même au détriment du". */
function leadOf(part: PrinciplePart, words: string, language: Language): string {
  if (part === 'choice') return { en, fr }[language].choice
  if (part !== 'over' || language !== 'fr') return principleWords[language][part]
  return overLine(words, language).endsWith(`d’${words}`)
    ? `${principleWords.fr.over.slice(0, -2)}d’`
    : principleWords.fr.over
}
