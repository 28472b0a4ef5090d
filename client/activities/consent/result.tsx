import { useStore } from '@nanostores/react'
import { notCarryingIn, objectionsIn } from '#shared/workshop/adoption.ts'
import type { Round } from '#shared/workshop/round.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { scrollByKeys } from '../../panels/ui/scroll-by-keys.ts'
import { Sentence } from '../../panels/ui/sentence.tsx'
import type { ConsentView } from './consent-view.ts'
import { answersDown, meaningOf } from './meaning.ts'
import { Reasons } from './reasons.tsx'
import { consentWords } from './words.ts'
import './result.css'

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

/** The answers of a closed round: how often each was given, then the objections and the missing parts. */
function Result({ round, hasBars }: { readonly round: Round; readonly hasBars: boolean }) {
  const t = useWords(consentWords)
  const replies = useStore(useBoard().model.replies)
  const reasons = round.reasons ?? []
  const missing = reasons.flatMap((reason, index) =>
    (reason.answer ?? 0) > 0 ? [{ ...reason, index, reply: replies[`${round.id}/${index}`] ?? null }] : [],
  )
  return (
    <section className="consent-result" aria-label={t('result')} ref={scrollByKeys}>
      {hasBars && <Answers round={round} />}
      <Sum round={round} />
      <Reasons round={round.id} heading={t('objections')} reasons={objectionsIn(round, replies)} />
      <Reasons round={round.id} heading={t('whatIsMissing')} reasons={missing} />
    </section>
  )
}

/** Above the reasons: how many do not carry the sentence yet, and for how many answers of 0 a reason is awaited. */
export function Sum({ round }: { readonly round: Round }) {
  const t = useWords(consentWords)
  const version = round.about ?? ''
  const awaited = round.awaited?.[version] ?? 0
  const { below, answered } = notCarryingIn(round, version)
  return (
    <>
      {below > 0 && <p>{t('notCarried', { count: below, answered })}</p>}
      {awaited > 0 && <p className="consent-result__awaited">{t('awaited', { count: awaited })}</p>}
    </>
  )
}

/** So many voices, then the bars, or the reason why there are none. */
export function Answers({ round }: { readonly round: Round }) {
  const t = useWords(consentWords)
  return (
    <>
      <Voices round={round} />
      {round.totals === null ? (
        <p className="consent-result__withheld">{t(round.voted === 0 ? 'nobodyAnswered' : 'withheld')}</p>
      ) : (
        <Bars round={round} version={round.about ?? ''} />
      )}
    </>
  )
}

/** "9 could answer · 8 answered · 1 passed"; nothing about passes where nobody passed. */
function Voices({ round }: { readonly round: Round }) {
  const t = useWords(consentWords)
  const passes = round.passes?.[round.about ?? ''] ?? 0
  const parts = [
    t('entitled', { count: round.eligible }),
    t('answered', { count: round.voted - passes }),
    ...(round.totals === null || passes === 0 ? [] : [t('passed', { count: passes })]),
    ...(round.isImported ? [t('imported')] : []),
  ]
  return <p className="consent-result__voices tabular">{parts.join('\u00A0· ')}</p>
}

/** How often each answer was given. */
function Bars({ round, version }: { readonly round: Round; readonly version: string }) {
  const { counts } = agreementOf(round, version)
  const most = Math.max(1, ...counts)
  return (
    <ul className="consent-bars tabular">
      {answersDown.map((answer) => {
        const count = counts[answer] ?? 0
        return (
          <li key={answer} data-answer={answer} data-none={count === 0 || undefined}>
            <span className="consent-bars__number">{answer}</span>
            <span className="consent-bars__meaning">{meaningOf(answer)}</span>
            <span className="consent-bars__count">{count}</span>
            <progress className="consent-bars__bar" max={most} value={count} aria-hidden="true" />
          </li>
        )
      })}
    </ul>
  )
}
