import { useStore } from '@nanostores/react'
import { Eye, EyeOff } from 'lucide-react'
import { useEffect } from 'react'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { PollMethod, type Round } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Voting } from '../../model/contract/board-model.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useColumnAlone } from '../../panels/host/column.ts'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { toggleDrawer } from '../../panels/host/shell.ts'
import { shownSaving } from '../../panels/host/shown-saving.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { clockTime } from '../../panels/ui/time-of-day.ts'
import { Steady } from '../../panels/ui/steady.tsx'
import { closeRoundDialog } from './close-round-entry.ts'
import { dotsOnTheGone } from './option-words.tsx'
import { votesDrawer } from './votes-entry.ts'
import { progressOf, questionOf, roundName, ownLeft } from './round-words.ts'
import { TimeLeft } from './time-left.tsx'
import { voteWords } from './words.ts'
import './round-bar.css'

/**
 * The bar of an open vote: question, own dots left, how many have voted, time left. Everyone sees the same.
 */
export function RoundBar() {
  const { model } = useBoard()
  const open = useStore(model.voting.open)
  return open ? <OpenRound round={open} voting={model.voting} /> : null
}

function OpenRound({ round, voting }: { round: Round; voting: Voting }) {
  const t = useWords(voteWords)
  const { shell } = useBoard()
  const isColumnAlone = useColumnAlone()
  const isListed = useStore(shell.drawer) === votesDrawer
  const mayCast = useMay(VoteOperation.castDot)
  const mayClose = useMay(VoteOperation.closeRound)
  const isClosing = useStore(voting.closing).has(round.id)
  useDotsOnTheGone(round)
  return (
    <section className="round-bar" ref={returnFocus} aria-label={roundName(round)}>
      <h2 className="round-bar__title said" title={questionOf(round)}>
        {questionOf(round)}
      </h2>
      <span className="round-bar__kind" title={round.isSecret ? t('secretTag') : t('openTag')}>
        {round.isSecret ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        <span>{round.isSecret ? t('secretTag') : t('openTag')}</span>
      </span>
      {mayCast && !isClosing && <OwnDots round={round} voting={voting} />}
      <span className="round-bar__fact">
        <Steady texts={[progressOf(round)]}>{progressOf(round)}</Steady>
      </span>
      {round.deadline !== null && (
        <span className="round-bar__fact">
          <Steady texts={[t('timeLeft', { time: clockTime((round.deadline - round.openedAt) / 1000) })]}>
            <TimeLeft deadline={round.deadline} now={voting.now} />
          </Steady>
        </span>
      )}
      {mayCast && !isColumnAlone && (
        <Button
          // The list always works: the dots on many visible notes are small, and a phone's list shows none.
          tone={!mayClose && !isListed ? 'accent' : 'quiet'}
          aria-expanded={isListed}
          onClick={() => toggleDrawer(shell, votesDrawer)}
        >
          <Steady texts={[t('hideList'), t('list')]}>{isListed ? t('hideList') : t('list')}</Steady>
        </Button>
      )}
      {mayClose && (
        <Button
          tone="accent"
          isBusy={isClosing}
          onClick={() => shell.open(closeRoundDialog, { round: round.id })}
        >
          {t('close')}
        </Button>
      )}
    </section>
  )
}

/** Largest budget with a disc for every dot, filled while it is left. Above, there is only a number. */
const maxDiscs = 12

function OwnDots({ round, voting }: { round: Round; voting: Voting }) {
  const t = useWords(voteWords)
  useStore(voting.dots)
  const left = voting.remaining(round)
  return (
    <span className="own-dots">
      {round.budget <= maxDiscs && (round.method ?? PollMethod.dots) === PollMethod.dots && (
        <span className="own-dots__row" aria-hidden="true">
          {Array.from({ length: round.budget }, (_, index) => (
            <span key={index} className="own-dots__disc" data-left={index < left || undefined} />
          ))}
        </span>
      )}
      <Steady texts={[t('remaining', { count: round.budget })]}>{ownLeft(voting, round)}</Steady>
    </span>
  )
}

/** Tells a voter about own dots on deleted options, and where to take them back, while there are any. */
function useDotsOnTheGone({ id }: Round): void {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const own = useStore(model.voting.dots)[id] ?? {}
  const isListed = useStore(shell.drawer) === votesDrawer
  const isHere = useStore(shownSaving(model)) !== 'joining'
  const gone = useSceneFact(model.scene, (scene) => dotsOnTheGone(scene, own))
  // Before the board has arrived all options seem deleted. The list shows it by itself.
  const count = isHere && !isListed ? gone : 0
  useEffect(() => {
    if (count === 0) return undefined
    const { notices } = model
    const notice = notices.show({
      text: t('dotsGone', { count }),
      tone: 'plain',
      isLasting: true,
      action: { label: t('list'), run: () => shell.drawer.set(votesDrawer) },
    })
    return () => notices.dismiss(notice)
  }, [count, model, shell, t])
}
