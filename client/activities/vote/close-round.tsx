import { useStore } from '@nanostores/react'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { fewestSecretVoters } from '#shared/workshop/round.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/use-outcome.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'
import { progressOf } from './round-name.ts'

/** Says what closing does, below three voters too, before it is done. */
export function CloseRound({ round: id, onClose }: { round: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { model, shell } = useBoard()
  const tell = useOutcome()
  const round = useStore(model.voting.rounds).find((each) => each.id === id)
  const isGone = round === undefined
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (isGone) leave()
  }, [isGone])
  if (!round) return null
  const words = () => {
    if (!round.isSecret) return t('vote.closeAskOpen')
    return round.voted < fewestSecretVoters ? t('vote.closeFew') : t('vote.closeAsk')
  }
  return (
    <Confirm
      title={t('vote.close')}
      tone="accent"
      text={
        <>
          <p className="tabular">{progressOf(t, round)}</p>
          <p>{words()}</p>
        </>
      }
      confirm={t('vote.closeConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        // Before the answer: whoever closes the drawer meanwhile does not have it again.
        shell.drawer.set('votes')
        tell(model.voting.closeRound(id))
      }}
    />
  )
}
