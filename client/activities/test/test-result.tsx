import { inBrief } from '#shared/board/brief.ts'
import type { Round } from '#shared/workshop/round.ts'
import { leastShareOfNo, shownShare, specificityIn } from '#shared/workshop/specificity.ts'
import { choicesOf, type Choices } from '#shared/workshop/tally.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Sentence } from './sentence.tsx'
import { testWords } from './words.ts'

interface TestResultProps {
  readonly round: Round
  /** The sentence with our own name. */
  readonly sentence: string | undefined
  readonly size?: 'room'
}

/** The answers to a sentence under other names. They judge the sentence, never a person. */
export function TestResult({ round, sentence, size }: TestResultProps) {
  const t = useWords(testWords)
  const reasons = round.reasons ?? []
  return (
    <div className="test-result" data-size={size}>
      {sentence !== undefined && <Sentence text={sentence} {...(size && { size })} />}
      {round.isImported && <p className="test-task__hint">{t('imported')}</p>}
      {round.totals === null ? (
        <p>{t(round.voted === 0 ? 'noAnswers' : 'withheld')}</p>
      ) : (
        <Verdict round={round} />
      )}
      {round.totals !== null && (
        <ul className="test-bars" aria-label={t('resultsOf')}>
          {round.options.map((option) => (
            <li key={option}>
              {round.withheld?.includes(option) ? (
                <p>
                  {round.labels?.[option]}: {t('withheld')}
                </p>
              ) : (
                <Bar name={round.labels?.[option] ?? ''} choices={choicesOf(round, option)} />
              )}
              {size === undefined && <Reasons of={reasons.filter((reason) => reason.option === option)} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Verdict({ round }: { readonly round: Round }) {
  const t = useWords(testWords)
  const { shareOfNo, isSpecific } = specificityIn(round)
  if (shareOfNo === null) return <p>{t('noAnswers')}</p>
  return (
    <div className="test-verdict" data-specific={isSpecific || undefined}>
      <p className="test-verdict__share tabular">{t('share', { share: inPercent(shareOfNo) })}</p>
      <p>{t(isSpecific ? 'specific' : 'notSpecific')}</p>
      <p className="test-task__hint">{t('rule', { share: inPercent(leastShareOfNo) })}</p>
    </div>
  )
}

/** One bar for each name. Its parts have patterns, so that it can be read in black and white. */
function Bar({ name, choices }: { readonly name: string; readonly choices: Choices }) {
  const t = useWords(testWords)
  const { no, almost, yes, answered, passed } = choices
  return (
    <div className="test-bar">
      <span className="test-bar__name" dir="auto">
        {name}
      </span>
      <span className="test-bar__track" aria-hidden="true">
        {answered > 0 &&
          (
            [
              ['no', no],
              ['almost', almost],
              ['yes', yes],
            ] as const
          ).map(([answer, count]) => (
            <span key={answer} data-answer={answer} style={{ flexGrow: count }} hidden={count === 0} />
          ))}
      </span>
      <span className="test-bar__counts tabular">
        {[t('counts', { no, almost, yes }), ...(passed > 0 ? [t('passed', { count: passed })] : [])].join(
          ' · ',
        )}
      </span>
    </div>
  )
}

function Reasons({ of: reasons }: { readonly of: NonNullable<Round['reasons']> }) {
  const t = useWords(testWords)
  const language = useContentLanguage()
  if (reasons.length === 0) return null
  const said = [t('no'), t('almost'), t('yes')]
  return (
    <div className="test-reasons">
      <strong>{t('reasons')}</strong>
      {reasons.map(({ text, name, answer = 0 }, index) => (
        <blockquote key={index}>
          <strong>{said[answer]}</strong>{' '}
          <span lang={language} dir="auto">
            {inBrief(text)}
          </span>
          {name !== null && <footer>{name}</footer>}
        </blockquote>
      ))}
    </div>
  )
}

function inPercent(share: number): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 0 }).format(
    shownShare(share),
  )
}
