import { useStore } from '@nanostores/react'
import {
  barsOf,
  consentAnswers,
  quotesOf,
  sumsOf,
  type ConsentAnswers,
} from '#shared/activities/consent/result.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { scrollByKeys } from '../../panels/ui/scroll-by-keys.ts'
import { Sentence } from '../../panels/ui/sentence.tsx'
import type { ConsentView } from './consent-view.ts'
import { OwnReply } from './own-reply.tsx'
import { consentWords } from './words.ts'

/** The outcome of the question, with all answers as a thin strip. */
export function Verdict({ round, title }: { readonly round: Round; readonly title: string | null }) {
  const reader = useReader()
  const answers = useAnswers(round)
  return (
    <section className="consent__result" aria-label={title ?? undefined}>
      <h2 className="consent__verdict">{title}</h2>
      <Blocks hasStrips blocks={[...sumsOf(answers, reader), ...barsOf(answers, reader)]} />
    </section>
  )
}

/** The reasons, large, then the answers to the wording before. Nothing while the question is open. */
export function Results({ view: { open, asked, before } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  if (open) return null
  return (
    <>
      {before && !asked && <p className="consent__hint">{t('amended')}</p>}
      {asked && <Reasons round={asked} />}
      {before && (
        <details className="consent__before" open={!asked}>
          <summary>{t('before')}</summary>
          <Sentence text={before.texts?.[before.about ?? ''] ?? ''} />
          <Answers round={before} />
        </details>
      )}
    </>
  )
}

/** The answers of a closed round, then the reasons. */
export function Answers({ round }: { readonly round: Round }) {
  const reader = useReader()
  const answers = useAnswers(round)
  return (
    <>
      <Blocks hasStrips blocks={[...sumsOf(answers, reader), ...barsOf(answers, reader)]} />
      <Reasons round={round} />
    </>
  )
}

/** Each with its answer in writing, and for facilitators the field for it. */
function Reasons({ round }: { readonly round: Round }) {
  const t = useWords(consentWords)
  const reader = useReader()
  const answers = useAnswers(round)
  const reasons = [...answers.objections, ...answers.missing]
  return (
    <section className="consent__result" aria-label={t('result')} ref={scrollByKeys}>
      <Blocks
        blocks={quotesOf(answers, reader)}
        underQuotes={
          new Map(
            reasons.map((reason) => [
              String(reason.index),
              <OwnReply key={reason.index} round={round.id} reason={reason} />,
            ]),
          )
        }
      />
    </section>
  )
}

export function useAnswers(round: Round): ConsentAnswers {
  return consentAnswers(round, useStore(useBoard().model.replies))
}
