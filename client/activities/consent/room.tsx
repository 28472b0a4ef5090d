import { inBrief, inFull } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { objectionsIn } from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wayOf } from '../../panels/ui/adopted.tsx'
import { adoptedWords } from '../../panels/ui/adopted-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { kerned } from '../../panels/ui/kerned.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { LiveWords } from '../../panels/wording/live-words.tsx'
import { objectionsAloud } from './objections-aloud.ts'
import { Answers, Sum } from './result.tsx'
import { useConsent, useVersion } from './use-consent.ts'
import { consentWords } from './words.ts'
import './result.css'
import './room.css'

interface RoomProps {
  readonly placed: PlacedStep
  readonly hasObjections?: boolean
}

/** The same for the whole room, with the objections: they are read aloud. */
export function ProjectorRoom({ placed }: { readonly placed: PlacedStep }) {
  return <Room placed={placed} hasObjections />
}

/** In place of the board: the sentence, then the answers to it, then the adopted sentence. */
export function Room({ placed, hasObjections = false }: RoomProps) {
  const t = useWords(adoptedWords)
  const language = useContentLanguage()
  const words = useWords(consentWords)
  const { current, open, asked, adoption, isDrafting } = useConsent(placed)
  const version = useVersion(current)
  if (!version) return null
  const { text } = version
  const isAsked = !open && !adoption && (asked !== undefined || isDrafting)
  return (
    <div
      className="consent-room"
      data-begun={open !== undefined || isAsked || adoption !== undefined || undefined}
      data-adopted={adoption !== undefined || undefined}
    >
      <div className="consent-room__inner" data-asked={isAsked || undefined}>
        {adoption && <p className="consent-room__title">{t('purpose')}</p>}
        <div className="consent-room__asked">
          <blockquote
            className="consent-room__sentence"
            style={{ fontSize: `${sizeOf(text) * (isAsked ? besideAnswers : 1)}cqw` }}
            lang={adoption?.language ?? language}
            dir="auto"
            {...kerned(text)}
          >
            {inFull(text)}
          </blockquote>
          {hasObjections && isAsked && asked && <Objections round={asked} />}
        </div>
        {adoption && <p className="consent-room__way">{wayOf(adoption)}</p>}
        {adoption?.reason !== undefined && (
          <p className="consent-room__reason" dir="auto">
            {t('reason', { reason: adoption.reason })}
          </p>
        )}
        {isDrafting ? (
          <section className="consent-room__draft">
            <h2>{words('amendLabel')}</h2>
            <LiveWords statement={version.statement} />
          </section>
        ) : (
          isAsked &&
          asked && (
            <div className="consent-room__answers">
              <Answers round={asked} />
              <Sum round={asked} />
            </div>
          )
        )}
      </div>
    </div>
  )
}

/** A few words of each, with its answer in writing. Everybody has all of them on their own screen. */
function Objections({ round }: { readonly round: Round }) {
  const words = useWords(consentWords)
  const language = useContentLanguage()
  const replies = useStore(useBoard().model.replies)
  const { shown, more } = objectionsAloud(objectionsIn(round, replies))
  if (shown.length === 0) return null
  return (
    <section className="consent-room__objections">
      <h2>{words('objections')}</h2>
      <ul>
        {shown.map(({ index, text, reply }) => (
          <li key={index} lang={language} dir="auto">
            <p>{inBrief(text)}</p>
            {reply && <p className="consent-room__reply">{inBrief(reply.text)}</p>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="consent-room__more">{words('moreObjections', { count: more })}</p>}
    </section>
  )
}

/** The sentence has half of the room. */
const besideAnswers = 0.62

/** So that a sentence of twenty words and one of a hundred both fill the room. In hundredths of its width. */
function sizeOf(text: string): number {
  return Math.min(5.6, Math.max(1.9, 52 / Math.sqrt(Math.max(1, text.length))))
}
