import { useEffect, useRef } from 'react'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { mostAgreement, passed, PollMethod, takesReason, type Round } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Answer, useOwnAnswer, type ReasonWords } from '../../panels/host/answer.tsx'
import { consentWords } from './words.ts'
import './scale.css'

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
export function Scale({ round: { id }, version }: { readonly round: Round; readonly version: string }) {
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
    send: t(answer === 0 ? 'sendObjection' : 'sendMissing'),
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
