import { useStore } from '@nanostores/react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { TestKind } from '#shared/activities/test/activity.ts'
import { fieldOf, type TestedSentence } from '#shared/activities/test/test-state.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { inBrief } from '#shared/board/brief.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { whoIn } from '#shared/statements/evidence.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useEvidenceFacts } from '../../panels/blocks/sentence-evidence.tsx'
import { AudienceBadge, useDraftAudience } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { focusOnArrival } from '../../panels/ui/focus.ts'
import { WrittenAnswers, type AnswersProps, Sentence } from './answers.tsx'
import { testWords } from './words.ts'
import '../../panels/ui/text-box.css'
import './pager.css'

type WordsKind = Exclude<TestKind, 'swap'>

interface WordsTaskProps {
  readonly kind: WordsKind
  readonly placed: PlacedStep
  readonly sentences: readonly TestedSentence[]
}

/** One short answer to one sentence after the other, private until all are shown; then everybody's. */
export function WordsTask({ kind, placed, sentences }: WordsTaskProps) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const takesNotes = useStore(model.desk.takesNotes)
  const isWriting = model.desk.isKept && takesNotes
  const asked = useAsked(kind, sentences)
  const spared = sentences.length - asked.length
  const aside = spared > 0 && <p className="quiet">{t('spared', { count: spared })}</p>
  if (isWriting && asked.length > 0)
    return (
      <>
        <OneByOne kind={kind} placed={placed} sentences={asked} />
        {aside}
      </>
    )
  return (
    <>
      {isPrivate && asked.length > 0 && <p className="quiet">{t('leads')}</p>}
      {asked.map((sentence) => (
        <section key={sentence.version} className="test-task__part">
          {isPrivate ? (
            <Sentence text={sentence.text} />
          ) : (
            <WrittenAnswers path={placed.path} sentence={sentence} />
          )}
        </section>
      ))}
      {aside}
    </>
  )
}

/** The sentences that a test asks about: “who exactly” those with a vague word for people, or without anybody of the map. */
export function useAsked(kind: TestKind, sentences: readonly TestedSentence[]): readonly TestedSentence[] {
  const facts = useEvidenceFacts()
  if (kind !== 'who') return sentences
  return sentences.filter(({ text }) => {
    const { vague, named } = whoIn(text, facts)
    return vague.length > 0 || named.length === 0
  })
}

/** One sentence and its field, and the way to the next. */
function OneByOne({ kind, placed, sentences }: WordsTaskProps) {
  const t = useWords(testWords)
  const [at, setAt] = useState<number>()
  const shown = Math.min(at ?? 0, sentences.length - 1)
  const sentence = sentences[shown]
  if (!sentence) return null
  const next = shown + 1 < sentences.length ? () => setAt(shown + 1) : undefined
  return (
    <section className="test-task__part">
      {sentences.length > 1 && (
        <Pager
          at={shown}
          of={sentences.length}
          label={t('place', { number: shown + 1, of: sentences.length })}
          words={{ previous: t('previous'), next: t('next') }}
          onMove={setAt}
        />
      )}
      <Sentence text={sentence.text} />
      <OwnAnswer
        key={sentence.version}
        kind={kind}
        placed={placed}
        sentence={sentence}
        hasMoved={at !== undefined}
        onNext={next}
      />
    </section>
  )
}

interface OwnAnswerProps extends Pick<AnswersProps, 'sentence'>, Pick<WordsTaskProps, 'kind' | 'placed'> {
  /** This person came from another sentence: the field takes the focus that went with it. */
  readonly hasMoved: boolean
  readonly onNext: (() => void) | undefined
}

/** A draft from the first letter: nothing is lost when the step ends or the page is closed. */
function OwnAnswer({ kind, placed, sentence, hasMoved, onNext }: OwnAnswerProps) {
  const t = useWords(testWords)
  const { desk } = useBoard().model
  const id = useId()
  const language = useContentLanguage()
  const drafts = useStore(desk.drafts)
  const [begun, setBegun] = useState<string>()
  const words = useRef<HTMLTextAreaElement>(null)
  const { path } = placed
  const own = drafts.find(
    (draft) => draft.step === path && (draft.id === begun || draft.from?.includes(sentence.version)),
  )
  const { audience, allowed, onChange } = useDraftAudience(own, placed, fieldOf(sentence))
  useLayoutEffect(() => autoGrow(words.current))
  const write = (text: string) => {
    if (own) return desk.write(own.id, text)
    const origin = { step: path, field: fieldOf(sentence), from: [sentence.version] }
    setBegun(desk.add([{ text, origin, audience }])[0])
  }
  return (
    <div className="test-task__answer" ref={hasMoved ? focusOnArrival : null}>
      {/* The question of the step has asked it. */}
      <label htmlFor={id} className={kind === 'who' ? 'visually-hidden' : undefined}>
        {t(`${kind}Label`)}
      </label>
      <p id={`${id}-hint`} className="quiet">
        {kind === 'who' ? <WhoIsMeant text={sentence.text} /> : t(`${kind}Hint`)}
      </p>
      <textarea
        id={id}
        ref={words}
        className="text-box text-box--grows"
        rows={2}
        dir="auto"
        lang={language}
        maxLength={noteTextLimit}
        value={own?.text ?? ''}
        aria-describedby={`${id}-hint ${id}-kept`}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onNext?.()
        }}
      />
      <AudienceBadge id={`${id}-kept`} audience={audience} allowed={allowed} onChange={onChange} />
      {kind === 'who' && (
        <NamesOfMap
          onName={(name) => {
            const text = own?.text.trimEnd() ?? ''
            write(`${text}${text === '' ? '' : ', '}${name}`.slice(0, noteTextLimit))
            words.current?.focus()
          }}
        />
      )}
      {onNext && (
        <Button tone="neutral" onClick={onNext}>
          {t('next')}
        </Button>
      )}
    </div>
  )
}

/** The vague words of the sentence, or that it names nobody. */
function WhoIsMeant({ text }: { readonly text: string }) {
  const t = useWords(testWords)
  const { vague } = whoIn(text, useEvidenceFacts())
  if (vague.length === 0) return t('namesNobody')
  return t('vague', { words: vague.map((word) => t('quoted', { text: word })).join(', ') })
}

/** Everybody on the map, nearest first: a press writes the name into the field. */
function NamesOfMap({ onName }: { readonly onName: (name: string) => void }) {
  const t = useWords(testWords)
  const id = useId()
  const language = useContentLanguage()
  const names = new Set(useEvidenceFacts().people.map(({ name }) => name))
  if (names.size === 0) return null
  return (
    <div className="test-names">
      <p id={id} className="quiet">
        {t('fromMap')}
      </p>
      <ul aria-labelledby={id}>
        {[...names].map((name) => (
          <li key={name}>
            <button type="button" dir="auto" lang={language} onClick={() => onName(name)}>
              {inBrief(name)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface PagerProps {
  /** From 0. */
  readonly at: number
  readonly of: number
  /** Such as "Sentence 2 of 4". */
  readonly label: string
  readonly words: { readonly previous: string; readonly next: string }
  readonly onMove: (to: number) => void
}

/** One thing at a time, and the way to the ones beside it. */
function Pager({ at, of, label, words, onMove }: PagerProps) {
  const go = (to: number) => () => {
    if (to >= 0 && to < of) onMove(to)
  }
  return (
    <div className="pager">
      <IconButton
        label={words.previous}
        icon={<ChevronLeft />}
        aria-disabled={at === 0}
        onClick={go(at - 1)}
      />
      <output className="tabular">{label}</output>
      <IconButton
        label={words.next}
        icon={<ChevronRight />}
        aria-disabled={at + 1 >= of}
        onClick={go(at + 1)}
      />
    </div>
  )
}
