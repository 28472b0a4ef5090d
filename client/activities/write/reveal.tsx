import { useStore } from '@nanostores/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'

/** Asks before the reveal, which cannot be undone, and explains it. */
export function Reveal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { model } = useBoard()
  const { mode, wrote, of } = useStore(model.writing)
  const run = useRunCommand()
  return (
    <Confirm
      title={t('writing.revealHeading')}
      tone="accent"
      text={
        <>
          {mode === 'private' && of > 0 && (
            <p className="tabular">{t('writing.progress', { count: wrote, of })}</p>
          )}
          <p>{t('writing.revealHow')}</p>
          <p>{t('writing.revealWhat')}</p>
        </>
      }
      confirm={t('writing.revealConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        run({ kind: 'desk.reveal' }, (outcome) => {
          if (outcome.ok && outcome.revealed === 0)
            model.notices.show({ text: t('writing.revealedNone'), tone: 'plain' })
        })
      }}
    />
  )
}
