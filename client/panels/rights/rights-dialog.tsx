import { useStore } from '@nanostores/react'
import { Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useBoard } from '../board/board-context.tsx'
import { useOutcome } from '../board/use-outcome.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Choice } from '../ui/field.tsx'

/** What participants may do on this board; each choice holds as soon as it is made. */
export function RightsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { model } = useBoard()
  const tell = useOutcome()
  const rights = useStore(model.rights)
  const set = (change: Partial<typeof rights>) => tell(model.commands.setRights(change))
  const reaches = [
    { value: 'all', label: t('rights.all') },
    { value: 'own', label: t('rights.own') },
  ] as const
  return (
    <Dialog title={t('rights.heading')} onClose={onClose}>
      <p>{t('rights.intro')}</p>
      <Choice
        legend={t('rights.board')}
        form="cards"
        value={rights.isLocked ? 'locked' : 'open'}
        options={[
          { value: 'open', label: t('rights.open'), hint: t('rights.openHint'), icon: <LockOpen /> },
          { value: 'locked', label: t('rights.closed'), hint: t('rights.closedHint'), icon: <Lock /> },
        ]}
        onChange={(value) => set({ isLocked: value === 'locked' })}
      />
      <Choice
        legend={t('rights.move')}
        value={rights.participantsMove}
        options={reaches}
        onChange={(participantsMove) => set({ participantsMove })}
      />
      <Choice
        legend={t('rights.write')}
        value={rights.participantsWrite}
        options={reaches}
        onChange={(participantsWrite) => set({ participantsWrite })}
      />
      <Choice
        legend={t('rights.cluster')}
        value={rights.participantsCluster ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('rights.everyone') },
          { value: 'no', label: t('rights.facilitators') },
        ]}
        onChange={(value) => set({ participantsCluster: value === 'yes' })}
      />
    </Dialog>
  )
}
