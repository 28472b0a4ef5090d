import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent } from 'react'
import { fewestSecretVoters } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { keepsDeleted } from '../../model/basics/keeps-deleted.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'
import { votesDrawer } from './votes-entry.ts'
import { progressOf } from './round-words.ts'
import { voteWords } from './words.ts'

/** Asks before a round is closed, with the consequences, also below three voters. */
export function CloseRound({ round: id, onClose }: { round: string; onClose: () => void }) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const report = useOutcome()
  const round = useStore(model.voting.rounds).find((each) => each.id === id)
  const hands = useStore(model.voting.hands)
  const isGone = round === undefined
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (isGone) leave()
  }, [isGone])
  if (!round) return null
  const words = () => {
    if (!round.isSecret) return t('closeAskOpen')
    const { voters } = hands[id] ?? { voters: 0 }
    // How many have voted is not told of few people.
    const closeAsk = t(keepsDeleted ? 'closeAskKept' : 'closeAsk')
    if (round.isUntold) return round.eligible - voters < fewestSecretVoters ? t('closeFew') : closeAsk
    const ballots = round.voted - voters
    const isTotalKept = ballots >= fewestSecretVoters || (voters > 0 && ballots <= 0)
    return isTotalKept ? closeAsk : t('closeFew')
  }
  return (
    <Confirm
      title={t('close')}
      tone="accent"
      text={
        <>
          <p className="tabular">{progressOf(round)}</p>
          <p>{words()}</p>
        </>
      }
      confirm={t('closeConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        // Before the answer: the drawer does not open again for a person who closes it meanwhile.
        shell.drawer.set(votesDrawer)
        report(model.voting.closeRound(id))
      }}
    />
  )
}
