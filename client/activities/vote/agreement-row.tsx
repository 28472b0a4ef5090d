import { memo } from 'react'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import { mostAgreement, passed, type RoundTarget } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Answer, useOwnAnswer } from '../../panels/host/answer.tsx'
import { BallotRow } from './ballot-row.tsx'
import { onOneLine } from './option-label.ts'
import { useOptionLabel } from './use-option-label.ts'
import { voteWords } from './words.ts'
import './agreement-row.css'

interface AgreementRowProps {
  readonly round: string
  readonly option: string
  readonly target: RoundTarget
}

const answers = [...Array.from({ length: mostAgreement + 1 }, (_, answer) => answer), passed]

/** One option with this person's answer from 0 to 5, or a pass. A 0 asks for its reason. */
export const AgreementRow = memo(function AgreementRow({ round, option, target }: AgreementRowProps) {
  const t = useWords(voteWords)
  const label = useOptionLabel(target, option)
  const own = useOwnAnswer(round, option)
  const reason = {
    label: t('reason'),
    hint: t('reasonHint'),
    send: t('reasonSend'),
    sent: t('reasonSent'),
    saved: t('reasonSaved'),
  }
  return (
    <BallotRow option={option} label={label} isOwn={own !== undefined} isLong>
      <Answer
        round={round}
        option={option}
        className="agreement"
        legend={t('agreeWith', { option: onOneLine(label) })}
        answers={answers.map((answer) =>
          answer === passed
            ? { answer, label: t('pass'), name: meaningOf(answer) }
            : { answer, label: String(answer), name: `${answer}: ${meaningOf(answer)}` },
        )}
        reasonFor={(answer) => (answer === 0 ? reason : null)}
      >
        <p className="agreement__meaning quiet" aria-hidden="true">
          {own === undefined
            ? `0 ${meaningOf(0)} · ${mostAgreement} ${meaningOf(mostAgreement)}`
            : meaningOf(own)}
        </p>
      </Answer>
    </BallotRow>
  )
})

/** The meaning of an answer, as a sentence that one could say. */
function meaningOf(answer: number): string {
  return voteWordsOf(currentLanguage()).meanings[answer] ?? voteWords.t('passLong')
}
