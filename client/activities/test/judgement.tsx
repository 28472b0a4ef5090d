import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { ChoiceWeight, passed, PollMethod, takesReason, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { Answer, useOwnAnswer } from '../../panels/host/answer.tsx'
import { Sentence } from './sentence.tsx'
import { testWords } from './words.ts'

interface JudgementProps {
  readonly round: Round
  readonly option: string
  readonly mayCast: boolean
}

const { yes, almost, no } = ChoiceWeight
const answers = [yes, almost, no, passed]

/** A published sentence cannot be changed: almost is no. */
const theirAnswers = [yes, no, passed]

/** The sentence under one other name, with this person's answer and, if they like, the reason. */
export function Judgement({ round, option, mayCast }: JudgementProps) {
  const t = useWords(testWords)
  const own = useOwnAnswer(round.id, option)
  const name = round.labels?.[option] ?? ''
  const { language } = useReader()
  const said = testWordsOf(language)
  const isTheirs = isAboutTheirs(round)
  const why = {
    label: t('whyLabel'),
    hint: t('whyHint'),
    send: t('keepWhy'),
    sent: t('keptWhy'),
    saved: t('savedWhy'),
    open: t('why'),
  }
  return (
    <section className="test-card" data-own={own !== undefined || undefined}>
      <Sentence text={round.texts?.[option] ?? ''} name={name} />
      {mayCast && (
        <Answer
          round={round.id}
          option={option}
          className="test-card__answers"
          legend={isTheirs ? said.theirs : t('question', { name })}
          answers={(isTheirs ? theirAnswers : answers).map((answer) => ({
            answer,
            label: said.answers[answer] ?? said.pass,
          }))}
          reasonFor={(answer) => (takesReason(PollMethod.choice, answer) ? why : null)}
        />
      )}
    </section>
  )
}
