import type { PlacedStep } from '#shared/agenda/steps.ts'
import { barsOf, objectionsAloud, sumsOf } from '#shared/activities/consent/result.ts'
import { inFull } from '#shared/board/brief.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { adoptedInWords } from '../../panels/ui/adopted.tsx'
import { adoptedWords } from '../../panels/ui/adopted-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { kerned } from '../../panels/ui/kerned.ts'
import { LiveWords } from '../../panels/wording/live-words.tsx'
import { useAnswers } from './result.tsx'
import { useConsent, useVersion } from './use-consent.ts'
import { consentWords } from './words.ts'
import './room.css'

interface RoomProps {
  readonly placed: PlacedStep
  readonly isProjected?: boolean
}

/** The same for the whole room, with the objections: they are read aloud. */
export function ProjectorRoom({ placed }: { readonly placed: PlacedStep }) {
  return <Room placed={placed} isProjected />
}

/** In place of the board: the sentence, then the answers to it, then the adopted sentence. */
export function Room({ placed, isProjected = false }: RoomProps) {
  const t = useWords(adoptedWords)
  const words = useWords(consentWords)
  const { current, open, asked, adoption, isDrafting } = useConsent(placed)
  const version = useVersion(current)
  if (!version) return null
  const isAsked = !open && !adoption && (asked !== undefined || isDrafting)
  const adopted = adoption && adoptedInWords(adoption)
  return (
    <div
      className="consent-room"
      data-projected={isProjected || undefined}
      data-begun={open !== undefined || isAsked || adoption !== undefined || undefined}
      data-adopted={adoption !== undefined || undefined}
    >
      <div className="consent-room__inner" data-asked={isAsked || undefined}>
        {adopted && <p className="consent-room__title">{t('purpose')}</p>}
        {isAsked && asked && !isDrafting ? (
          <AnsweredSentence text={version.text} round={asked} isProjected={isProjected} />
        ) : (
          <LargeSentence
            text={version.text}
            part={isAsked ? besideOthers : 1}
            language={adoption?.language}
          />
        )}
        {adopted && <p className="consent-room__way">{adopted.facts}</p>}
        {adopted && adopted.reason !== null && (
          <p className="consent-room__reason" dir="auto">
            {adopted.reason}
          </p>
        )}
        {isDrafting && isAsked && (
          <section className="consent-room__draft">
            <h2>{words('amendLabel')}</h2>
            <LiveWords statement={version.statement} />
          </section>
        )}
      </div>
    </div>
  )
}

interface LargeSentenceProps {
  readonly text: string
  /** Of the width. */
  readonly part: number
  readonly language?: string | undefined
}

function LargeSentence({ text, part, language }: LargeSentenceProps) {
  const ofBoard = useContentLanguage()
  return (
    <blockquote
      className="consent-room__sentence"
      style={{ fontSize: `${sizeOf(text) * part}cqw` }}
      lang={language ?? ofBoard}
      dir="auto"
      {...kerned(text)}
    >
      {inFull(text)}
    </blockquote>
  )
}

interface AnsweredProps {
  readonly text: string
  readonly round: Round
  readonly isProjected: boolean
}

/** The sentence beside its answers. The room has the sentence, the objections to it large, and one bar of all answers. */
function AnsweredSentence({ text, round, isProjected }: AnsweredProps) {
  const reader = useReader()
  const answers = useAnswers(round)
  const objections = objectionsAloud(answers, reader)
  const bars = (
    <Blocks isRoom={isProjected} blocks={[...barsOf(answers, reader), ...sumsOf(answers, reader)]} />
  )
  const part = !isProjected ? besideOthers : objections.length > 0 ? overObjections : 1
  return (
    <>
      <LargeSentence text={text} part={part} />
      {isProjected && objections.length > 0 && (
        <RoomPages name={`consent:${round.id}`} sizes={objectionSizes}>
          <Blocks isRoom blocks={objections} />
        </RoomPages>
      )}
      {bars}
    </>
  )
}

/** Rem. */
const objectionSizes = [2.2, 2, 1.8, 1.6, 1.4, 1.32]

/** The sentence has half of the room, or a line or two where objections are read. */
const besideOthers = 0.62
const overObjections = 0.5

/** So that a sentence of twenty words and one of a hundred both fill the room. In hundredths of its width. */
function sizeOf(text: string): number {
  return Math.min(5.6, Math.max(1.9, 52 / Math.sqrt(Math.max(1, text.length))))
}
