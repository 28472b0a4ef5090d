import { ChartNoAxesColumn, EyeOff, Hand, Vote } from 'lucide-react'
import { VoteOperation } from '#shared/activities/vote/activity.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import type { Actions } from '../../panels/host/feature.ts'
import { closeRoundDialog } from './close-round-entry.ts'
import { handsDialog, leftReasonsDialog, openRoundDialog } from './entries.ts'
import { votesDrawer } from './votes-entry.ts'
import { ownLeftReasons } from './left-reasons.tsx'
import { voteWords } from './words.ts'

export const voteActions: Actions = {
  stores: ({ voting }) => [voting.open, voting.closing, voting.reasons],
  list: ({ model, shell }) => {
    const { voting } = model
    const open = voting.open.get()
    return [
      {
        id: 'votes',
        label: voteWords.t('heading'),
        icon: <ChartNoAxesColumn />,
        section: 'work',
        inMenu: 'phone',
        isPossible: true,
        run: () => shell.drawer.set(votesDrawer),
      },
      {
        id: 'left-reasons',
        label: voteWords.t('leftTitle'),
        icon: <EyeOff />,
        section: 'content',
        inMenu: true,
        isPossible: ownLeftReasons(voting).get().length > 0,
        run: () => shell.open(leftReasonsDialog),
      },
      {
        id: 'open-round',
        label: voteWords.t('open'),
        icon: <Vote />,
        section: 'work',
        inMenu: false,
        isPossible: model.may(VoteOperation.openRound) && open === undefined,
        run: () => shell.open(openRoundDialog),
      },
      {
        id: 'raise-hands',
        label: voteWords.t('handsOpen'),
        icon: <Hand />,
        section: 'content',
        inMenu: false,
        isPossible:
          model.may(VoteOperation.raiseHands) &&
          open !== undefined &&
          open.method !== PollMethod.agreement &&
          !voting.closing.get().has(open.id),
        run: () => open && shell.open(handsDialog, { round: open.id }),
      },
      {
        id: 'close-round',
        label: voteWords.t('close'),
        icon: <Vote />,
        section: 'work',
        inMenu: false,
        isPossible:
          model.may(VoteOperation.closeRound) && open !== undefined && !voting.closing.get().has(open.id),
        run: () => open && shell.open(closeRoundDialog, { round: open.id }),
      },
    ]
  },
}
