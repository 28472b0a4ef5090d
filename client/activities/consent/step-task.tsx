import { useStore } from '@nanostores/react'
import { type RefObject, Suspense, useEffect, useRef } from 'react'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Version } from '#shared/board/versions.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { Operation } from '#shared/workshop/policy.ts'
import {
  castBallot,
  mostAgreement,
  passed,
  PollMethod,
  takesReason,
  type Round,
} from '#shared/workshop/round.ts'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Adopted } from '../../panels/ui/adopted.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { Sentence } from '../../panels/ui/sentence.tsx'
import { LiveWords, WordingField } from '../../panels/wording/wording-field.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { Answer, useOwnAnswer, type ReasonWords } from '../../panels/host/answer.tsx'
import { ChangedWords, RemovedWords, useFormerWords } from './changed-words.tsx'
import { Choosing } from './choosing.tsx'
import type { ConsentView } from './consent-view.ts'
import { Decision } from './decision.tsx'
import { overTitle } from './in-step.ts'
import { Answers, Results, Verdict } from './result.tsx'
import { Signing, useInk } from './signing.tsx'
import { useConsent, useVersion, useVersionName } from './use-consent.ts'
import { consentWords } from './words.ts'
import './step-task.css'
import './scale.css'

const Travelled = lazyPart(async () => (await import('./travelled.tsx')).Travelled)

/** The sentence that the room chose, then the question, then what came of it. After the adoption the room signs. */
export function ConsentTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(consentWords)
  const view = useConsent(placed)
  const mayAsk = useMay(ConsentOperation.ask)
  const isRunning = useStore(useBoard().model.agenda)?.now.step === placed.path
  const current = useVersion(view.current)
  const inColumn = useInColumn()
  const { adoption, open, asked, isDrafting } = view
  const top = useRef<HTMLDivElement>(null)
  const moment = momentOf(view)
  const lastMoment = useRef(moment)
  useEffect(() => {
    // The next thing to read or do stands above the one that is over.
    if (moment !== lastMoment.current) top.current?.scrollIntoView({ block: 'start' })
    lastMoment.current = moment
  }, [moment])
  if (adoption) return <AdoptedMoment key={adoption.id} adoption={adoption} view={view} top={top} />
  if (!current)
    return view.candidates.length > 1 ? (
      <Choosing view={view} />
    ) : (
      <p className="consent__hint">{t(mayAsk ? 'noneToLead' : 'none')}</p>
    )
  const isUndecided = !open && !isDrafting
  const isOver = isUndecided && asked !== undefined
  // On a phone the answers are on the first screen; once they are there, objections are read before anything else.
  const isBelow = inColumn || isOver
  const evidence = <EvidenceBeside sentence={{ id: current.statement, text: current.text }} />
  return (
    <div className="consent" data-over={isOver || isDrafting || undefined} ref={top}>
      {isOver && <Verdict round={asked} title={overTitle(view)} />}
      {isDrafting && <Amendment version={current} />}
      <div className="consent__sentence stack">
        <AskedSentence view={view} version={current} />
        {!isBelow && !isDrafting && evidence}
      </div>
      <div className="consent__answers">
        <Question view={view} />
        <Results view={view} />
        {isUndecided && mayAsk && isRunning && <Decision view={view} version={current} />}
        {isBelow && evidence}
      </div>
    </div>
  )
}

/** Large, with what is known of it, and how it came to be the one. */
function AskedSentence({ view, version }: { readonly view: ConsentView; readonly version: Version }) {
  const t = useWords(consentWords)
  const former = useFormerWords(view)
  const nameOf = useVersionName()
  const { taken, chosen } = view
  const { text, statement } = version
  return (
    <>
      <Sentence text={text} words={former && <ChangedWords before={former} text={text} />}>
        {[nameOf(version), ...(chosen === statement ? [t('roomChose')] : [])].join(' · ')}
      </Sentence>
      {former && <RemovedWords before={former} text={text} />}
      {taken && taken.reason !== '' && (
        <p className="consent__hint" dir="auto">
          {t('takenFor', { reason: taken.reason })}
        </p>
      )}
    </>
  )
}

/** The room signs; then the sentence stands with its date, and each screen has the same closed card. */
function AdoptedMoment({
  adoption,
  view,
  top,
}: {
  readonly adoption: Adoption
  readonly view: ConsentView
  readonly top: RefObject<HTMLDivElement | null>
}) {
  const ink = useInk(adoption)
  return (
    <div className="consent-adopted stack" ref={top}>
      {ink < 1 ? (
        <Signing adoption={adoption} ink={ink} />
      ) : (
        <>
          <Adopted adoption={adoption} />
          <Suspense fallback={null}>
            <Travelled adoption={adoption} />
          </Suspense>
          {view.asked && <Answers round={view.asked} />}
        </>
      )}
    </div>
  )
}

/** Changes when the question opens or closes, when the amendment begins, and when the sentence is adopted. */
function momentOf({ adoption, open, isDrafting, asked }: ConsentView): string {
  if (adoption) return `adopted ${adoption.id}`
  if (open) return `open ${open.id}`
  return isDrafting ? 'drafting' : `asked ${asked?.id}`
}

function Question({ view: { current, open, asked, before, adoption } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const { model } = useBoard()
  const closing = useStore(model.voting.closing)
  const mayCast = useMay(castBallot)
  const mayAsk = useMay(ConsentOperation.ask)
  if (open && current !== null) {
    if (closing.has(open.id)) return <output className="consent__hint">{t('closing')}</output>
    return mayCast && <Scale key={open.id} round={open} version={current} />
  }
  if (asked || before || adoption || mayAsk) return null
  return <p className="consent__hint">{t('waiting')}</p>
}

/** The amendment, which everybody who may writes together. */
function Amendment({ version: { id, statement } }: { readonly version: Version }) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const mayAsk = useMay(ConsentOperation.ask)
  const mayWrite = useMay(Operation.writeStatement)
  return (
    <section className="consent__form" aria-label={t('amendLabel')}>
      <h2>{t('amendLabel')}</h2>
      {mayWrite ? (
        <WordingField statement={statement} label={t('amendLabel')}>
          {mayAsk && (
            <Button tone="quiet" onClick={() => run({ kind: 'consent.draft', version: id, isOpen: false })}>
              {t('cancel')}
            </Button>
          )}
        </WordingField>
      ) : (
        <LiveWords statement={statement} />
      )}
      <p className="field__hint">{t('amendHint')}</p>
    </section>
  )
}

const mayHaveReason = (answer: number): boolean => takesReason(PollMethod.agreement, answer)

/** The meaning of an answer, as a sentence that one could say. */
function meaningOf(answer: number): string {
  const { answers, pass } = consentWordsOf(currentLanguage())
  return answers[answer] ?? pass
}

/** From the strongest agreement to the objection. */
const answersDown = Array.from({ length: mostAgreement + 1 }, (_, index) => mostAgreement - index)

/**
 * The question: one answer from 0 to 5 with its meaning, or a pass. While an answer may have a reason, the answers fold into
 * their numbers, so that its field is in view with its button.
 */
function Scale({ round: { id }, version }: { readonly round: Round; readonly version: string }) {
  const t = useWords(consentWords)
  const own = useOwnAnswer(id, version)
  const isFolded = own !== undefined && mayHaveReason(own)
  const top = useRef<HTMLElement>(null)
  useEffect(() => {
    if (own !== undefined && mayHaveReason(own))
      top.current?.querySelector('form')?.scrollIntoView({ block: 'nearest' })
  }, [own])
  const reasonFor = (answer: number): ReasonWords => ({
    label: t(answer === 0 ? 'why' : 'missing'),
    hint: t('reasonHint'),
    send: t('sendReason'),
    sent: t('reasonSent'),
    saved: t('reasonSaved'),
  })
  return (
    <section className="scale" ref={top}>
      <Answer
        round={id}
        option={version}
        legend={t('answer')}
        form={isFolded ? 'segments' : 'cards'}
        answers={[...answersDown, passed].map((answer) => {
          const [sign, label] = [answer === passed ? '–' : String(answer), meaningOf(answer)]
          const icon = (
            <span className="scale__number tabular" aria-hidden="true">
              {sign}
            </span>
          )
          return { answer, icon, label, name: answer === passed ? label : `${sign}: ${label}` }
        })}
        reasonFor={(answer) => (mayHaveReason(answer) ? reasonFor(answer) : null)}
      >
        {isFolded && <p className="scale__own">{`${own} · ${meaningOf(own)}`}</p>}
      </Answer>
      <output className="scale__counted">{own !== undefined && t('counted')}</output>
      <p className="quiet">{t('promise')}</p>
    </section>
  )
}
