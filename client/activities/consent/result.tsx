import { adoptionLimits } from '#shared/board/limits.ts'
import { useStore } from '@nanostores/react'
import { useState } from 'react'
import {
  barsSinceDay,
  consentAnswers,
  dayOf,
  quotesOf,
  sumsOf,
  type ConsentAnswers,
} from '#shared/activities/consent/result.ts'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import type { Block } from '#shared/blocks/block.ts'
import { originIn, originName } from '#shared/board/origin.ts'
import { type Objection } from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { focusOnArrival, scrollByKeys } from '../../panels/ui/focus.ts'
import { Sentence } from '../../panels/ui/sentence.tsx'
import type { ConsentView } from './consent-view.ts'
import { OpenForm } from './open-form.tsx'
import { consentWords } from './words.ts'

/** The outcome of the question, with all answers as a thin strip. */
export function Verdict({ round, title }: { readonly round: Round; readonly title: string | null }) {
  const reader = useReader()
  const answers = useAnswers(round)
  return (
    <section className="consent__result stack" aria-label={title ?? undefined}>
      <h2 className="consent__verdict">{title}</h2>
      <Blocks hasStrips blocks={[...sumsOf(answers, reader), ...useBars(round)]} />
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
      <Blocks hasStrips blocks={[...sumsOf(answers, reader), ...useBars(round)]} />
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
    <section className="consent__result stack" aria-label={t('result')} ref={scrollByKeys}>
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

/** The answers of this round, below those of the day on a board that goes on from another one. */
export function useBars(round: Round): readonly Block[] {
  const reader = useReader()
  const day = dayOf(originIn(useActivityState(originName)), useStore(useBoard().model.adoptions))
  const { about = '', texts, closedAt } = round
  return barsSinceDay(useAnswers(round), day, { text: texts?.[about] ?? '', closedAt: closedAt ?? 0, reader })
}

export function useAnswers(round: Round): ConsentAnswers {
  return consentAnswers(round, useStore(useBoard().model.replies))
}

interface OwnReplyProps {
  readonly round: string
  readonly reason: Objection
}

/** For facilitators, under a published reason: the field for its answer in writing, or the button that opens it. */
function OwnReply({ round, reason }: OwnReplyProps) {
  const t = useWords(consentWords)
  const mayReply = useMay(ConsentOperation.reply)
  const [isChanging, setIsChanging] = useState(false)
  const [hasReplied, setHasReplied] = useState(false)
  const { index, reply, answer = 0 } = reason
  const close = () => {
    setIsChanging(false)
    setHasReplied(true)
  }
  if (!mayReply) return null
  return isChanging || (reply === null && answer === 0) ? (
    <OpenForm
      name={`reply:${round}:${index}`}
      text={reply?.text ?? ''}
      label={t(answer === 0 ? 'replyTo' : 'replyToMissing')}
      limit={adoptionLimits.reply}
      commandOf={(text) =>
        text === '' && reply === null ? null : { kind: 'objection.answer', round, index, text }
      }
      button={t('sendReply')}
      isOpened={isChanging}
      onDone={close}
    />
  ) : (
    <Button tone="quiet" ref={hasReplied ? focusOnArrival : null} onClick={() => setIsChanging(true)}>
      {t(reply ? 'changeReply' : 'sendReply')}
    </Button>
  )
}
