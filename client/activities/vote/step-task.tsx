import { useStore } from '@nanostores/react'
import { Hand } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { lazyPart } from '../../panels/host/entries.tsx'
import { fetchBehindField } from '../../panels/host/step-scene.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Ballot } from './ballot.tsx'
import { handsDialog } from './entries.ts'
import { ownLeft } from './round-words.ts'
import { voteWords } from './words.ts'
import './step-task.css'
import './votes-drawer.css'

const fetchResults = async () => (await import('./results.tsx')).Results
const Results = lazyPart(fetchResults)

/** The ballot of the step; after its close, the result. */
export function VoteTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const rounds = useStore(model.voting.rounds)
  const closing = useStore(model.voting.closing)
  useStore(model.voting.dots)
  const mayCast = useMay(VoteOperation.castDot)
  const mayRaise = useMay(VoteOperation.raiseHands)
  useEffect(() => fetchBehindField(fetchResults), [])
  const round = rounds.findLast(({ step }) => step === placed.path)
  const top = useRef<HTMLDivElement>(null)
  const isOver = round?.state === 'closed'
  const wasOver = useRef(isOver)
  useEffect(() => {
    // The result begins with its first, wherever the ballot was scrolled to.
    if (isOver && !wasOver.current) top.current?.scrollIntoView({ block: 'start' })
    wasOver.current = isOver
  }, [isOver])
  if (!round) return <NoVote placed={placed} />
  if (isOver) {
    const closed = rounds.filter(({ state }) => state === 'closed').toReversed()
    return (
      <div className="vote-task stack" ref={top}>
        <Suspense fallback={<output className="votes-closing">{t('closing')}</output>}>
          <Results key={round.id} round={round} rounds={closed} />
        </Suspense>
      </div>
    )
  }
  if (closing.has(round.id)) return <output className="votes-closing">{t('closing')}</output>
  // Dots and points are announced one by one, with what is left of them.
  const Left = round.method === PollMethod.agreement ? 'output' : 'p'
  return (
    <div className="vote-task stack">
      {mayCast && <Left className="ballot__left tabular">{ownLeft(model.voting, round)}</Left>}
      <Ballot round={round} />
      {mayRaise && round.method !== PollMethod.agreement && (
        <Button
          tone="quiet"
          icon={<Hand />}
          title={t('handsHint')}
          onClick={() => shell.open(handsDialog, { round: round.id })}
        >
          {t('handsOpen')}
        </Button>
      )}
    </div>
  )
}

/** No vote is open: often because the step before has brought nothing. */
function NoVote({ placed: { step } }: { readonly placed: PlacedStep }) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const mayLead = useMay(Operation.leadAgenda)
  const from = step.input?.every(({ take }) => take === 'notes') ? step.input[0]?.from : undefined
  const isEmpty = useSceneFact(model.scene, ({ notes }) => {
    const areas = step.input?.map((input) => `${input.from}/`) ?? []
    return ![...notes.values()].some(({ area }) => areas.some((each) => area?.startsWith(each)))
  })
  const [prompt] = (agenda && from !== undefined && findStep(agenda.template, from)?.step.prompt) || []
  if (!agenda || !prompt || !isEmpty) return <p className="quiet">{t('emptyParticipant')}</p>
  const { text } = fill(prompt, currentLanguage(), agenda.answers)
  return (
    <p>
      {t('nothingYet', { step: text })} {mayLead && t('nothingNext')}
    </p>
  )
}
