import type { ReactNode } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { objectionsAloud, sumsOf } from '#shared/activities/consent/result.ts'
import { inFull } from '#shared/board/brief.ts'
import { pageName, publishedPageIn } from '#shared/board/published-page.ts'
import type { Version } from '#shared/board/versions.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { typedAddress } from '../../model/basics/address.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { RoomPages } from '../../panels/blocks/room-pages.tsx'
import { lazyPart } from '../../panels/host/entries.tsx'
import { useActivityState } from '../../panels/host/use-activity.ts'
import { adoptedInWords } from '../../panels/ui/adopted.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { kerned } from '../../panels/ui/sentence.tsx'
import { LiveWords } from '../../panels/wording/wording-field.tsx'
import { ChangedWords, useFormerWords } from './changed-words.tsx'
import { useRankedVersions } from './choosing.tsx'
import type { ConsentView } from './consent-view.ts'
import { useAnswers, useBars } from './result.tsx'
import { InkedWords, useInk } from './signing.tsx'
import { useConsent, useVersion } from './use-consent.ts'
import { consentWords } from './words.ts'
import './room.css'

/** In place of the board: the sentence, then the objections to it, then the room signs, then the adopted sentence. */
export function ProjectorRoom({ placed }: { readonly placed: PlacedStep }) {
  const view = useConsent(placed)
  const { current, open, asked, adoption, isDrafting, candidates } = view
  const version = useVersion(current)
  const former = useFormerWords(view)
  if (adoption) return <AdoptedRoom adoption={adoption} />
  if (!version) return candidates.length > 1 ? <ChoosingRoom path={placed.path} view={view} /> : null
  const isOver = !open && (asked !== undefined || isDrafting)
  const { text, statement } = version
  const words = former && <ChangedWords before={former} text={text} />
  return (
    <div className="consent-room" data-begun={open !== undefined || isOver || undefined}>
      <div className="consent-room__inner stack" data-asked={isOver || undefined}>
        {isDrafting ? (
          <Drafted version={version} />
        ) : isOver && asked ? (
          <AnsweredSentence text={text} words={words} round={asked} />
        ) : (
          <>
            <LargeSentence text={text} words={words} part={1} />
            <EvidenceBeside sentence={{ id: statement, text }} form="line" />
          </>
        )}
      </div>
    </div>
  )
}

const QrCode = lazyPart(async () => (await import('../../panels/ui/qr-code.tsx')).QrCode)

/** The sentence while the room signs it; then its date and voices, and the way to its page when there is one. */
function AdoptedRoom({ adoption }: { readonly adoption: Adoption }) {
  const t = useWords(consentWords)
  const ink = useInk(adoption)
  const page = publishedPageIn(useActivityState(pageName))
  const { facts, reason } = adoptedInWords(adoption)
  const { text, language } = adoption
  return (
    <div className="consent-room" data-begun data-adopted>
      <div className="consent-room__inner stack">
        <LargeSentence
          text={text}
          words={<InkedWords text={text} ink={ink} />}
          part={1}
          language={language}
        />
        {ink < 1 ? (
          <p className="consent-room__reason">{t('sign.room')}</p>
        ) : (
          <>
            <p className="consent-room__way">{facts}</p>
            {reason !== null && (
              <p className="consent-room__reason" dir="auto">
                {reason}
              </p>
            )}
          </>
        )}
      </div>
      {page !== null && ink >= 1 && (
        <p className="consent-room__page">
          {t('pocket')}
          <QrCode
            text={`${location.protocol}//${typedAddress(`/purpose/${page}`)}`}
            label={t('pocketLabel')}
          />
        </p>
      )}
    </div>
  )
}

/** Of several sentences none is chosen: the room reads them all. */
function ChoosingRoom({
  path,
  view: { candidates },
}: {
  readonly path: StepPath
  readonly view: ConsentView
}) {
  const t = useWords(consentWords)
  const versions = useRankedVersions(candidates)
  return (
    <div className="consent-room" data-begun>
      <div className="consent-room__choosing">
        <p className="consent-room__title">{t('choose')}</p>
        <RoomPages name={`consent:${path}`} sizes={choosingSizes}>
          <Blocks isRoom blocks={versions.map(({ text }) => ({ kind: 'statement', text, facts: [] }))} />
        </RoomPages>
      </div>
    </div>
  )
}

/** The words as everybody amends them. */
function Drafted({ version: { text, statement } }: { readonly version: Version }) {
  const t = useWords(consentWords)
  return (
    <>
      <LargeSentence text={text} part={besideOthers} />
      <section className="consent-room__draft">
        <h2>{t('amendLabel')}</h2>
        <LiveWords statement={statement} />
      </section>
    </>
  )
}

interface LargeSentenceProps {
  readonly text: string
  /** The same words with marks. */
  readonly words?: ReactNode
  /** Of the width. */
  readonly part: number
  readonly language?: string | undefined
}

/** Percent of the height: three lines leave room for what is known of the sentence. Not measured. */
const mostHigh = 12.5

function LargeSentence({ text, words, part, language }: LargeSentenceProps) {
  const ofBoard = useContentLanguage()
  return (
    <blockquote
      className="consent-room__sentence said"
      style={{ fontSize: `min(${sizeOf(text) * part}cqw, ${mostHigh}cqh)` }}
      lang={language ?? ofBoard}
      dir="auto"
      {...kerned(text)}
    >
      {words ?? inFull(text)}
    </blockquote>
  )
}

interface AnsweredProps {
  readonly text: string
  readonly words: ReactNode
  readonly round: Round
}

/** The sentence over its answers: the objections to it large, and one bar of all answers. */
function AnsweredSentence({ text, words, round }: AnsweredProps) {
  const reader = useReader()
  const answers = useAnswers(round)
  const objections = objectionsAloud(answers, reader)
  const bars = useBars(round)
  // Objections need the room, and so do the answers of two days.
  const isTight = objections.length > 0 || bars.length > 2
  return (
    <>
      <LargeSentence text={text} words={words} part={isTight ? overObjections : 1} />
      {objections.length > 0 && (
        <RoomPages name={`consent:${round.id}`} sizes={objectionSizes}>
          <Blocks isRoom blocks={objections} />
        </RoomPages>
      )}
      <Blocks isRoom blocks={[...bars, ...sumsOf(answers, reader)]} />
    </>
  )
}

/** Rem. */
const choosingSizes = [2.6, 2.2, 1.9, 1.6, 1.4, 1.32]
const objectionSizes = [2.2, 2, 1.8, 1.6, 1.4, 1.32]

/** The sentence has half of the room, or a line or two where objections are read. */
const besideOthers = 0.62
const overObjections = 0.5

/** So that a sentence of twenty words and one of a hundred both fill the room. In hundredths of its width. */
function sizeOf(text: string): number {
  return Math.min(5.6, Math.max(1.9, 52 / Math.sqrt(Math.max(1, text.length))))
}
