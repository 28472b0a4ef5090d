import { useStore } from '@nanostores/react'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { TestKind } from '#shared/activities/test/activity.ts'
import { fieldOf, type TestedSentence } from '#shared/activities/test/test-state.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../../panels/host/audience-badge.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useDraftAudience } from '../../panels/host/use-audience.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { WrittenAnswers, type AnswersProps } from './answers.tsx'
import { Sentence } from './sentence.tsx'
import { testWords } from './words.ts'

type WordsKind = Exclude<TestKind, 'swap'>

interface WordsTaskProps {
  readonly kind: WordsKind
  readonly placed: PlacedStep
  readonly sentences: readonly TestedSentence[]
}

/** One short answer to each sentence, private until all are shown; then everybody's. */
export function WordsTask({ kind, placed, sentences }: WordsTaskProps) {
  const t = useWords(testWords)
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const takesNotes = useStore(model.desk.takesNotes)
  const isWriting = model.desk.isKept && takesNotes
  return (
    <>
      {isPrivate && !isWriting && <p className="test-task__hint">{t('leads')}</p>}
      {sentences.map((sentence) => (
        <section key={sentence.version} className="test-task__part">
          {isWriting || isPrivate ? (
            <Sentence text={sentence.text} />
          ) : (
            <WrittenAnswers path={placed.path} sentence={sentence} />
          )}
          {isWriting && <OwnAnswer kind={kind} placed={placed} sentence={sentence} />}
        </section>
      ))}
    </>
  )
}

/** A draft from the first letter: nothing is lost when the step ends or the page is closed. */
function OwnAnswer({
  kind,
  placed,
  sentence,
}: Pick<AnswersProps, 'sentence'> & Pick<WordsTaskProps, 'kind' | 'placed'>) {
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
    <div className="test-task__answer">
      <label htmlFor={id}>{t(`${kind}Label`)}</label>
      <p id={`${id}-hint`} className="test-task__hint">
        {t(`${kind}Hint`)}
      </p>
      <textarea
        id={id}
        ref={words}
        rows={2}
        dir="auto"
        lang={language}
        maxLength={noteTextLimit}
        value={own?.text ?? ''}
        aria-describedby={`${id}-hint ${id}-kept`}
        onChange={({ target }) => write(target.value)}
      />
      <AudienceBadge id={`${id}-kept`} audience={audience} allowed={allowed} onChange={onChange} />
    </div>
  )
}
