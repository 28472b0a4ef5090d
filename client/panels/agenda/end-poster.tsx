import { useStore } from '@nanostores/react'
import { ChevronDown, ChevronRight, GitFork } from 'lucide-react'
import { Suspense } from 'react'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { overLine, readPrinciple, signLines } from '#shared/board/principle.ts'
import { dayInWords } from '#shared/text/long-date.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Pledge } from '../after/pledges.ts'
import { useBoard } from '../host/board-context.tsx'
import { ownNotes } from '../host/own-ideas.ts'
import { useActivityState } from '../host/use-activity.ts'
import { useOrigin } from '../host/use-origin.ts'
import { adoptedInWords } from '../ui/adopted.tsx'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { useOutcome, type Outcome, type Shortlist } from './outcome.ts'
import { TakeHome, useTakenHome, endWords } from './take-home.tsx'
import '../../style/large-serif.css'
import './end-poster.css'

/** The end at a desk and on a phone: what the group has adopted or chosen, how it holds to it, and who does what. */
export function EndPoster({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(endWords)
  const outcome = useOutcome(agenda)
  const { principles, pledges, shortlist } = outcome
  const isAdopted = useStore(useBoard().model.adoptions).length > 0
  const isPhone = useMedia(phoneQuery)
  const isBare = !isAdopted && !shortlist && pledges.length === 0 && principles.length === 0
  const buttons = (
    <div className="end__buttons">
      <Suspense fallback={null}>
        <TakeHome isPhone={isPhone} />
      </Suspense>
      {isAdopted && <Origin />}
    </div>
  )
  const list = pledges.length > 0 && <Pledges pledges={pledges} />
  const isInMargin = principles.length === 0
  return (
    <section className="end">
      <div className="end__main">
        {isBare && <p className="end__bare">{t('nothing')}</p>}
        <Adoption />
        {shortlist && <Chosen shortlist={shortlist} />}
        {!isPhone && buttons}
        {!isPhone && !isInMargin && list}
        {!isPhone && <NextDay />}
      </div>
      <div className="end__margin">
        <Principles principles={principles} />
        {(isPhone || isInMargin) && list}
        {isPhone && <NextDay />}
        <Suspense fallback={null}>
          <Ideas />
        </Suspense>
        {isPhone && buttons}
      </div>
    </section>
  )
}

/** Letters of a sentence that is still a poster. Not measured. */
const shortSentence = 140

function Adoption() {
  const adoption = useStore(useBoard().model.adoptions).at(-1)
  if (!adoption) return null
  const { text, language } = adoption
  const { facts, reason } = adoptedInWords(adoption)
  return (
    <figure className="end__adoption">
      <blockquote
        className="end__sentence"
        data-long={text.length > shortSentence || undefined}
        lang={language}
        dir="auto"
        {...kerned(text)}
      >
        {inFull(text)}
      </blockquote>
      <figcaption className="end__facts">
        {facts}
        {reason !== null && <p className="end__soft">{reason}</p>}
      </figcaption>
    </figure>
  )
}

function Chosen({ shortlist: { chosen, voted, level, others } }: { readonly shortlist: Shortlist }) {
  const t = useWords(endWords)
  const language = useContentLanguage()
  return (
    <section>
      <h2 className="end__heading">{t('chose', { count: voted })}</h2>
      <ol className="end__chosen">
        {chosen.map(({ id, text, total }) => (
          <li key={id}>
            <span className="end__total tabular">{total}</span>
            <span className="end__idea" lang={language} dir="auto">
              {inBrief(text)}
            </span>
          </li>
        ))}
      </ol>
      <p className="end__soft">
        {level > 1 && t('level', { count: level })} {others > 0 && t('others', { count: others })}
      </p>
    </section>
  )
}

function Principles({ principles }: Pick<Outcome, 'principles'>) {
  const t = useWords(endWords)
  const { language } = useStore(useBoard().model.meta)
  if (principles.length === 0) return null
  return (
    <section>
      <h2 className="end__heading">{t('principles')}</h2>
      <ul className="end__principles" lang={language}>
        {principles.map((text, index) => (
          // Two may say the same.
          <li key={index}>
            <Principle text={text} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Its two sides; its signs at a press. */
function Principle({ text }: { readonly text: string }) {
  const { language } = useStore(useBoard().model.meta)
  const principle = readPrinciple(text)
  const { choice, over } = principle
  const signs = signLines(principle, language)
  const sides = (
    <span className="end__sides" dir="auto">
      <span className="end__choice said">{inBrief(choice)}</span>
      {over !== '' && <span className="end__over">{inBrief(overLine(over, language))}</span>}
    </span>
  )
  if (signs.length === 0) return sides
  return (
    <details>
      <summary>
        {sides}
        <ChevronDown aria-hidden="true" />
      </summary>
      {signs.map((sign) => (
        <p key={sign} className="end__soft" dir="auto">
          {inBrief(sign)}
        </p>
      ))}
    </details>
  )
}

function Pledges({ pledges }: { readonly pledges: readonly Pledge[] }) {
  const t = useWords(endWords)
  const language = useContentLanguage()
  return (
    <section>
      <h2 className="end__heading">{t('pledges')}</h2>
      <ul className="end__pledges">
        {pledges.map(({ id, text, owner, day }) => (
          <li key={id} lang={language}>
            <span className="end__owner" dir="auto">
              {inBrief(owner)}
            </span>
            <span className="end__pledge" dir="auto">
              {inBrief(text)}
            </span>
            <span className="end__day">{day !== '' && dayInWords(currentLanguage(), day)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NextDay() {
  const t = useWords(endWords)
  const date = nextDateIn(useActivityState('close'))
  if (date === null) return null
  return <p className="end__soft">{t('again', { day: dayInWords(currentLanguage(), date) })}</p>
}

function Origin() {
  const t = useWords(endWords)
  const openOrigin = useOrigin()
  return (
    <Button tone="quiet" icon={<GitFork />} onClick={() => openOrigin()}>
      {t('origin')}
    </Button>
  )
}

/** To what became of one's own ideas. */
function Ideas() {
  const t = useWords(endWords)
  const { model } = useBoard()
  const { ideas } = useTakenHome()
  const count = ownNotes(model).length
  if (!ideas || count === 0) return null
  return (
    <button type="button" className="end__ideas bare" onClick={ideas.run}>
      {ideas.icon}
      <span>
        <strong>{ideas.label}</strong>
        <span className="end__soft">{t('ideas', { count })}</span>
      </span>
      <ChevronRight aria-hidden="true" />
    </button>
  )
}
