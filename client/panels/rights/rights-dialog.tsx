import { useStore } from '@nanostores/react'
import { Lock, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Rights } from '#shared/workshop/rights.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Choice } from '../ui/choice.tsx'
import { rightsWords } from './words.ts'

/** The rights of participants. Each choice takes effect at once. */
export function RightsDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(rightsWords)
  const { model } = useBoard()
  const report = useOutcome()
  const agreed = useStore(model.rights)
  /** A choice that the server has not answered, and the rights that it was made over. */
  const [wanted, setWanted] = useState<{ change: Partial<Rights>; over: Rights }>({
    change: {},
    over: agreed,
  })
  const isWaiting = wanted.over === agreed
  const rights = isWaiting ? { ...agreed, ...wanted.change } : agreed
  const set = (change: Partial<Rights>) => {
    setWanted({ change: { ...(isWaiting && wanted.change), ...change }, over: agreed })
    const answer = model.commands.setRights(change)
    report(answer)
    void answer.then(({ ok }) => ok || setWanted({ change: {}, over: agreed }))
  }
  const reaches = [
    { value: 'all', label: t('all') },
    { value: 'own', label: t('own') },
  ] as const
  return (
    <Dialog title={t('heading')} onClose={onClose}>
      <p>{t('intro')}</p>
      <Choice
        legend={t('board')}
        form="cards"
        value={rights.isLocked ? 'locked' : 'open'}
        options={[
          { value: 'open', label: t('open'), hint: t('openHint'), icon: <LockOpen /> },
          { value: 'locked', label: t('closed'), hint: t('closedHint'), icon: <Lock /> },
        ]}
        onChange={(value) => set({ isLocked: value === 'locked' })}
      />
      <Choice
        legend={t('move')}
        value={rights.participantsMove}
        options={reaches}
        onChange={(participantsMove) => set({ participantsMove })}
      />
      <Choice
        legend={t('write')}
        value={rights.participantsWrite}
        options={reaches}
        onChange={(participantsWrite) => set({ participantsWrite })}
      />
      <Choice
        legend={t('cluster')}
        value={rights.participantsCluster ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('everyone') },
          { value: 'no', label: t('facilitators') },
        ]}
        onChange={(value) => set({ participantsCluster: value === 'yes' })}
      />
    </Dialog>
  )
}
