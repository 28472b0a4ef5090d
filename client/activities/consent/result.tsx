import { useStore } from '@nanostores/react'
import { barsOf, consentAnswers, reasonsOf, type ConsentAnswers } from '#shared/activities/consent/result.ts'
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

/** The answers to the version, then those to the one before. Nothing while the question is open. */
export function Results({ view, hasBars }: { readonly view: ConsentView; readonly hasBars: boolean }) {
  const t = useWords(consentWords)
  const { open, asked, before, adoption } = view
  if (open) return null
  return (
    <>
      {before && !asked && !adoption && <p className="consent__hint">{t('amended')}</p>}
      {asked && <Result round={asked} hasBars={hasBars} />}
      {before && (
        <details className="consent__before" open={!asked}>
          <summary>{t('before')}</summary>
          <Sentence text={before.texts?.[before.about ?? ''] ?? ''} />
          <Result round={before} hasBars />
        </details>
      )}
    </>
  )
}

/** The answers of a closed round, and for facilitators the field for a reply to each reason. */
function Result({ round, hasBars }: { readonly round: Round; readonly hasBars: boolean }) {
  const t = useWords(consentWords)
  const reader = useReader()
  const answers = useAnswers(round)
  const reasons = [...answers.objections, ...answers.missing]
  return (
    <section aria-label={t('result')} ref={scrollByKeys}>
      <Blocks
        blocks={[...(hasBars ? barsOf(answers, reader) : []), ...reasonsOf(answers, reader)]}
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
