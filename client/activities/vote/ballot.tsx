import { Minus, Plus } from 'lucide-react'
import { useStore } from '@nanostores/react'
import { memo, useCallback, useState, type ReactNode, useSyncExternalStore } from 'react'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import {
  mostPoints,
  PollMethod,
  type Round,
  type RoundTarget,
  mostAgreement,
  passed,
  spent,
} from '#shared/workshop/round.ts'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { keepsDeleted } from '../../model/basics/keeps-deleted.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { Answer, useOwnAnswer } from '../../panels/host/answer.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { CardList } from '../../panels/host/gallery.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { Differences, Statement } from '../../panels/ui/statement.tsx'
import { useNumber } from '../../panels/host/use-number.ts'
import { GroupNotes } from '../../panels/host/group-notes.tsx'
import { StillPrinciple } from '../../panels/host/still-principle.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { keepFocusInDrawer } from '../../panels/host/keep-focus.ts'
import {
  isOnBoard,
  onOneLine,
  useOptionLabel,
  FrozenWords,
  noFrozenWords,
  ChangedSince,
  useDifferences,
} from './option-words.tsx'
import { OptionSearchField, useOptionSearch } from './option-search.tsx'
import { questionOf } from './round-words.ts'
import { voteWords } from './words.ts'
import './agreement-row.css'

/** The open round as a list of buttons: the same vote as on the canvas, by key, screen reader or thumb. */
export function Ballot({ round }: { round: Round }) {
  const t = useWords(voteWords)
  const mayCast = useMay(VoteOperation.castDot)
  const { id, target, options, budget, cap, builtOn = none } = round
  const differences = useDifferences(round, options)
  const secret = round.method === PollMethod.agreement ? t('agreementPromise') : t('secretHint')
  const promise = round.isSecret ? secret : t('openKindHint')
  const dealt = useStore(useBoard().model.voting.dealt)[id]
  const [isAll, setIsAll] = useState(false)
  // Somebody who was dealt all of them has none left.
  const left = dealt && !isAll ? options.length - dealt.length : 0
  const asked = left > 0 && dealt ? dealt : options
  const search = useOptionSearch(target, asked)
  const buildsOn = useCallback((option: string) => builtOn[option] ?? [], [builtOn])
  return (
    <section className="ballot" ref={keepFocusInDrawer}>
      {/* Whole, while the bar above may have no room for all of it. */}
      <h3 className="ballot__question said">{questionOf(round)}</h3>
      <p className="quiet">{promise}</p>
      {round.isSecret && keepsDeleted && <p className="quiet">{t('secretKept')}</p>}
      {!mayCast && <p>{t('viewer')}</p>}
      {left > 0 && <p className="quiet">{t('dealt', { count: asked.length, of: options.length })}</p>}
      <OptionSearchField search={search} total={asked.length} />
      <FrozenWords value={round.texts ?? noFrozenWords}>
        <Differences value={differences}>
          <CardList items={search.found} keyOf={itself} buildsOn={buildsOn}>
            {(option) =>
              mayCast && round.method === PollMethod.agreement ? (
                <AgreementRow round={id} option={option} target={target} />
              ) : mayCast && round.method === PollMethod.score ? (
                <ScoreRow round={id} option={option} target={target} />
              ) : mayCast ? (
                <DotsRow round={id} option={option} target={target} budget={budget} cap={cap} />
              ) : (
                <ReadRow option={option} target={target} />
              )
            }
          </CardList>
        </Differences>
      </FrozenWords>
      {left > 0 && (
        <Button tone="quiet" onClick={() => setIsAll(true)}>
          {t('dealtMore', { count: left })}
        </Button>
      )}
    </section>
  )
}

/** Letters of a statement that has its buttons beside it. A longer one has the whole width, and they are below. Not measured. */
const besideButtons = 90

const itself = (option: string) => option

const none: NonNullable<Round['builtOn']> = {}

interface OptionProps {
  readonly option: string
  readonly target: RoundTarget
}

interface DotsRowProps extends OptionProps {
  readonly round: string
  readonly budget: number
  readonly cap: number
}

/** One option with this person's dots. It takes plain values, so that a change of another row does not draw it again. */
const DotsRow = memo(function DotsRow({ round, option, target, budget, cap }: DotsRowProps) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const { voting } = model
  const label = useOptionLabel(target, option)
  const dots = useOwnDots(round, option)
  const canPlace = useHasDotsLeft({ id: round, budget }) && dots < cap
  const isHere = useSceneFact(model.scene, (scene) => isOnBoard(scene, option))
  const report = useOutcome()
  const name = onOneLine(label)
  return (
    <BallotRow option={option} label={label} isOwn={dots > 0} isLong={label.length > besideButtons}>
      <span className="ballot__dots">
        <IconButton
          label={t('take', { option: name })}
          icon={<Minus />}
          isBare
          // It stays focusable, so that taking the last dot back does not move the focus out of the list.
          aria-disabled={dots === 0}
          onClick={() => dots > 0 && report(voting.take(round, option))}
        />
        <span className="ballot__own tabular">
          <span aria-hidden="true">{dots}</span>
          <span className="visually-hidden">{t('own', { count: dots })}</span>
        </span>
        {isHere && (
          <IconButton
            label={t('place', { option: name })}
            icon={<Plus />}
            isBare
            aria-disabled={!canPlace}
            onClick={() => report(voting.place(round, option))}
          />
        )}
      </span>
    </BallotRow>
  )
})

const scores = Array.from({ length: mostPoints + 1 }, (_, answer) => ({ answer, label: String(answer) }))
const withoutReason = () => null

/** One option with this person's points. */
const ScoreRow = memo(function ScoreRow({ round, option, target }: OptionProps & { readonly round: string }) {
  const t = useWords(voteWords)
  const label = useOptionLabel(target, option)
  const points = useOwnAnswer(round, option)
  return (
    <BallotRow option={option} label={label} isOwn={points !== undefined} isLong>
      <Answer
        round={round}
        option={option}
        legend={t('points', { option: onOneLine(label) })}
        answers={scores}
        reasonFor={withoutReason}
      />
    </BallotRow>
  )
})

/** One option for people who do not vote. */
const ReadRow = memo(function ReadRow({ option, target }: OptionProps) {
  return <BallotRow option={option} label={useOptionLabel(target, option)} />
})

interface BallotRowProps {
  readonly option: string
  readonly label: string
  /** This person has given it something. */
  readonly isOwn?: boolean
  /** The statement has the whole width, with the answer below. */
  readonly isLong?: boolean
  readonly children?: ReactNode
}

/** One option of a ballot: its words, and the answer to it. */
function BallotRow({ option, label, isOwn = false, isLong = false, children }: BallotRowProps) {
  const { scene } = useBoard().model
  const isGroup = useSceneFact(scene, ({ clusters }) => clusters.has(option))
  const number = useNumber(option)
  const isPrinciple = useSceneFact(scene, ({ notes }) => notes.get(option)?.kind === 'principle')
  return (
    <div
      className="ballot__item row"
      data-own={isOwn || undefined}
      data-long={isLong || isGroup || undefined}
    >
      <div className="ballot__label">
        {number !== undefined && <p className="ballot__number tabular">{number}</p>}
        {isPrinciple ? <StillPrinciple text={label} /> : <Statement text={label} />}
        <ChangedSince option={option} />
        {isGroup && <GroupNotes group={option} />}
      </div>
      {children}
    </div>
  )
}

interface AgreementRowProps {
  readonly round: string
  readonly option: string
  readonly target: RoundTarget
}

const answers = [...Array.from({ length: mostAgreement + 1 }, (_, answer) => answer), passed]

/** One option with this person's answer from 0 to 5, or a pass. A 0 asks for its reason. */
const AgreementRow = memo(function AgreementRow({ round, option, target }: AgreementRowProps) {
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

/** This person's dots on one option. The component is drawn again only when their number changes. */
function useOwnDots(round: string, option: string): number {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => dots.get()[round]?.[option] ?? 0)
}

/** True while this person has dots left. */
function useHasDotsLeft({ id, budget }: Pick<Round, 'id' | 'budget'>): boolean {
  const { dots } = useBoard().model.voting
  const listen = useCallback((onChange: () => void) => dots.listen(onChange), [dots])
  return useSyncExternalStore(listen, () => spent(dots.get()[id] ?? {}) < budget)
}
