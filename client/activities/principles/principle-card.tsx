import {
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  useReducer,
  useSyncExternalStore,
} from 'react'
import { useStore } from '@nanostores/react'
import type { Language } from '#shared/board/document.ts'
import { principleParts } from '#shared/board/blanks.ts'
import {
  overLine,
  partLimit,
  principleWords,
  signLines,
  type Principle,
  type PrinciplePart,
  readPrinciple,
  principleText,
} from '#shared/board/principle.ts'
import { shifted } from '#shared/text/merge.ts'
import { mergeFactor } from '#shared/board/limits.ts'
import { inBrief } from '#shared/board/brief.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { isComposing } from '../../tools/input/composing.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { AudienceBadge } from '../../panels/host/audience.tsx'
import { en, fr, principlesWords } from './words.ts'
import './principle-card.css'

interface PrincipleCardProps {
  readonly name: string
  readonly principle: Principle
  readonly mayWrite: boolean
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
  // The words that lead to a field are the form's, not the board's.
  const { language: reader } = useReader()
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
      <label htmlFor={id} className="quiet">
        {leadOf(part, words, reader)}
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

/** A principle to read. */
export function SaidPrinciple({
  id,
  hasSigns = false,
}: {
  readonly id: string
  readonly hasSigns?: boolean
}) {
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const text = useSceneFact(model.scene, ({ notes }) => notes.get(id)?.text ?? '')
  const principle = readPrinciple(text)
  const { choice, over } = principle
  return (
    <div className="principle-said" dir="auto" lang={language}>
      <p className="principle-said__choice">{inBrief(choice)}</p>
      {over !== '' && <p className="principle-said__over">{inBrief(overLine(over, language))}</p>}
      {hasSigns &&
        signLines(principle, language).map((sign) => (
          <p key={sign} className="principle-said__sign quiet">
            {inBrief(sign)}
          </p>
        ))}
    </div>
  )
}

interface SharedPrincipleProps {
  readonly id: string
  readonly number: number
  readonly children?: ReactNode
}

/** A principle on the board, in which everybody can write at once. */
export function SharedPrinciple({ id, number, children }: SharedPrincipleProps) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const { scene, commands } = model
  const badge = useId()
  const { language } = useStore(model.meta)
  const mayWrite = useMay(Operation.writeNote, id)
  // While principles are settled the text alone changes. It counts where the blanks differ.
  const mayMark = useMay(Operation.markNote, id)
  // The scene reports once a frame. A field must have its own letter at once, or the caret would jump.
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const textNow = () => scene.notes.get(id)?.text ?? ''
  const text = useSyncExternalStore(scene.onChange, textNow)
  const write = (part: PrinciplePart, words: string) => {
    commands.writeNote(id, principleText({ ...readPrinciple(textNow()), [part]: words }, language))
    draw()
  }
  return (
    <PrincipleCard
      name={t('principle', { number })}
      principle={readPrinciple(text)}
      mayWrite={mayWrite}
      onWrite={write}
      onLeave={(part) => {
        const words = readPrinciple(textNow())[part].trim()
        if (mayWrite && mayMark && (scene.notes.get(id)?.blanks?.[part] ?? '') !== words)
          commands.writeBlank(id, part, words)
      }}
    >
      {mayWrite && <AudienceBadge id={badge} audience={Audience.openSigned} />}
      {children}
    </PrincipleCard>
  )
}
