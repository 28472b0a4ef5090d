import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { Confirm } from '../ui/dialog.tsx'
import { endAll } from './lead.ts'
import { agendaWords } from './words.ts'

/** Asks before everybody's workshop ends. */
export function EndDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  return (
    <Confirm
      title={t('finish')}
      tone="accent"
      text={<p>{t('endAsk')}</p>}
      confirm={t('finish')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        endAll(model)
      }}
    />
  )
}

/** Asks before the agenda goes. */
export function LeaveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(agendaWords)
  const run = useRunCommand()
  return (
    <Confirm
      title={t('lead.leave')}
      text={<p>{t('leaveAsk')}</p>}
      confirm={t('lead.leave')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        run({ kind: 'agenda.leave' })
      }}
    />
  )
}
