import { useId, useState } from 'react'
import { ConsentOperation } from '#shared/activities/consent/rights.ts'
import { adoptionLimits, type Objection } from '#shared/workshop/adoption.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../../panels/host/audience-badge.tsx'
import { useBegun } from '../../panels/host/use-begun.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { focusOnArrival } from '../../panels/ui/focus-on-arrival.ts'
import { consentWords } from './words.ts'

interface OwnReplyProps {
  readonly round: string
  readonly reason: Objection
}

/** For facilitators, under a published reason: the field for its answer in writing, or the button that opens it. */
export function OwnReply({ round, reason }: OwnReplyProps) {
  const t = useWords(consentWords)
  const mayReply = useMay(ConsentOperation.reply)
  const [isChanging, setIsChanging] = useState(false)
  const [hasReplied, setHasReplied] = useState(false)
  const { reply, answer = 0 } = reason
  const close = () => {
    setIsChanging(false)
    setHasReplied(true)
  }
  if (!mayReply) return null
  return isChanging || (reply === null && answer === 0) ? (
    <ReplyForm round={round} reason={reason} isOpened={isChanging} onDone={close} />
  ) : (
    <Button tone="quiet" ref={hasReplied ? focusOnArrival : null} onClick={() => setIsChanging(true)}>
      {t(reply ? 'changeReply' : 'sendReply')}
    </Button>
  )
}

function ReplyForm({
  round,
  reason: { index, reply, answer = 0 },
  isOpened,
  onDone,
}: {
  readonly round: string
  readonly reason: Objection
  /** By the press of a button. */
  readonly isOpened: boolean
  readonly onDone: () => void
}) {
  const t = useWords(consentWords)
  const id = useId()
  const run = useRunCommand()
  const language = useContentLanguage()
  const { begun, write, clear } = useBegun({
    step: null,
    name: `reply:${round}:${index}`,
    audience: Audience.open,
    text: reply?.text ?? '',
  })
  const { text } = begun
  const said = text.trim()
  const isPossible = said !== '' || reply !== null
  return (
    <form
      className="consent__reply"
      ref={isOpened ? focusOnArrival : null}
      onSubmit={(event) => {
        event.preventDefault()
        if (isPossible)
          run({ kind: 'objection.answer', round, index, text: said }, () => {
            clear()
            onDone()
          })
      }}
    >
      <label htmlFor={id}>{t(answer === 0 ? 'replyTo' : 'replyToMissing')}</label>
      <textarea
        id={id}
        rows={2}
        lang={language}
        dir="auto"
        maxLength={adoptionLimits.reply}
        value={text}
        aria-describedby={`${id}-audience`}
        onChange={(event) => write({ text: event.target.value })}
      />
      <AudienceBadge id={`${id}-audience`} audience={Audience.open} />
      <Button type="submit" tone="neutral" aria-disabled={!isPossible}>
        {t('sendReply')}
      </Button>
    </form>
  )
}
