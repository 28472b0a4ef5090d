import { useStore } from '@nanostores/react'
import { ChartNoAxesColumn } from 'lucide-react'
import { computed } from 'nanostores'
import { Suspense } from 'react'
import { voteInRoom } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { ClientActivity } from '../../panels/host/feature.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { lazyPart } from '../../panels/host/entries.tsx'
import { lateWatch } from '../../panels/host/late-watch.ts'
import { toggleDrawer } from '../../panels/host/shell.ts'
import { useIsLed } from '../../panels/host/use-agenda.ts'
import { BarButton } from '../../panels/ui/button.tsx'
import { narrowQuery, useMedia } from '../../panels/ui/use-media.ts'
import { closeRoundDialog } from './close-round-entry.ts'
import { handsDialog, leftReasonsDialog, openRoundDialog } from './entries.ts'
import { votesDrawer } from './votes-entry.ts'
import { voteFirstWords } from './first-words.ts'

const RoundBar = lazyPart(async () => (await import('./round-bar.tsx')).RoundBar)
const LeftReasonsBar = lazyPart(async () => (await import('./left-reasons-bar.tsx')).LeftReasonsBar)
const BallotInColumn = lazyPart(async () => (await import('./votes-drawer.tsx')).BallotInColumn)
const ProjectorPrompt = lazyPart(async () => (await import('./projector-result.tsx')).ProjectorPrompt)
const ProjectorResult = lazyPart(async () => (await import('./projector-result.tsx')).ProjectorResult)

/** Voting with dots, in rounds. */
export const vote: ClientActivity = {
  name: 'vote',
  stageKind: 'gallery',
  TopBar: VotesButton,
  Bar: VoteBars,
  watch: (board) => lateWatch(async () => (await import('./follow-votes.ts')).followVotes(board)),
  actions: async () => (await import('./vote-actions.tsx')).voteActions,
  soon: [RoundBar, votesDrawer],
  later: [openRoundDialog, closeRoundDialog, handsDialog, leftReasonsDialog],
  phone: {
    // A phone among fewer people has the list of notes, and the ballot in the drawer.
    isShown: ({ agenda, voting, inColumn }) =>
      computed(
        [voting.open, agenda, inColumn],
        (open, now, isInCrowd) => voteInRoom(open, now) !== undefined && isInCrowd,
      ),
    name: () => voteFirstWords.t('heading'),
    List: BallotInColumn,
    hasOwnField: true,
  },
  projector: {
    state: ({ agenda, voting }) =>
      computed([voting.open, agenda, voting.rounds], (open, now, rounds) => {
        const since = now?.now.since
        // It closes by itself when people go on without its result. They may come back to it later.
        const last = rounds.findLast(
          (each) =>
            each.state === 'closed' &&
            voteInRoom(each, now) &&
            (each.step !== undefined || (each.closedAt ?? 0) > (since ?? 0)),
        )
        return {
          isUnderWay: voteInRoom(open, now) !== undefined,
          beganAt: 0,
          result: last && {
            id: last.id,
            at: last.closedAt ?? 0,
            ...(last.step !== undefined && { stepSince: since }),
            draw: () => <ProjectorResult round={last} />,
          },
        }
      }),
    Prompt: ProjectorPrompt,
  },
  replay: async () => (await import('./replay-of-votes.ts')).replayOfVotes,
}

function VoteBars() {
  const { voting } = useBoard().model
  const isLed = useIsLed()
  const open = useStore(voting.open)
  const hasReasons = Object.keys(useStore(voting.reasons)).length > 0
  return (
    <>
      {open && !isLed && <RoundBar />}
      {/* Of its own: while its code comes, the other bar stays, and nothing moves under a finger. */}
      <Suspense fallback={null}>{hasReasons && <LeftReasonsBar />}</Suspense>
    </>
  )
}

/** Opens the list of votes. */
function VotesButton() {
  const t = useWords(voteFirstWords)
  const { shell } = useBoard()
  const drawer = useStore(shell.drawer)
  const isNarrow = useMedia(narrowQuery)
  const isLed = useIsLed()
  if (isNarrow || isLed) return null
  return (
    <BarButton
      label={t('heading')}
      icon={<ChartNoAxesColumn />}
      aria-expanded={drawer === votesDrawer}
      onClick={() => toggleDrawer(shell, votesDrawer)}
    />
  )
}
