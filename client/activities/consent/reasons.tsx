import { inBrief } from '#shared/board/brief.ts'
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

interface ReasonsProps {
  readonly round: string
  readonly heading: string
  readonly reasons: readonly Objection[]
}

/** Published reasons in no order, each with its answer or, for facilitators, the field for it. */
export function Reasons({ round, heading, reasons }: ReasonsProps) {
  const id = useId()
  if (reasons.length === 0) return null
  return (
    <section className="consent-reasons" aria-labelledby={id}>
      <h3 id={id}>{heading}</h3>
      <ul>
        {reasons.map((reason) => (
          <ReasonItem key={reason.index} round={round} reason={reason} />
        ))}
      </ul>
    </section>
  )
}

function ReasonItem({ round, reason }: { readonly round: string; readonly reason: Objection }) {
  const t = useWords(consentWords)
  const language = useContentLanguage()
  const mayReply = useMay(ConsentOperation.reply)
  const [isChanging, setIsChanging] = useState(false)
  const [hasReplied, setHasReplied] = useState(false)
  const { text, name, reply, answer = 0 } = reason
  const isObjection = answer === 0
  const close = () => {
    setIsChanging(false)
    setHasReplied(true)
  }
  const hasForm = mayReply && (isChanging || (reply === null && isObjection))
  return (
    <li className={isObjection ? 'consent-reasons__objection' : undefined}>
      <blockquote lang={language} dir="auto">
        {inBrief(text)}
        {name !== null && <footer className="consent-reasons__name">{name}</footer>}
      </blockquote>
      {reply && !isChanging && (
        <p className="consent-reasons__reply" lang={language} dir="auto">
          <strong>{t('reply')}</strong>
          {inBrief(reply.text)}
        </p>
      )}
      {!reply && isObjection && !mayReply && <p className="consent-reasons__open">{t('openObjection')}</p>}
      {hasForm && <ReplyForm round={round} reason={reason} isOpened={isChanging} onDone={close} />}
      {mayReply && !hasForm && (
        <Button tone="quiet" ref={hasReplied ? focusOnArrival : null} onClick={() => setIsChanging(true)}>
          {t(reply ? 'changeReply' : 'sendReply')}
        </Button>
      )}
    </li>
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
