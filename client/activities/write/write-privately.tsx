import { useTranslation } from '../../i18n/use-translation.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'

/** Says what private writing means for everyone before it begins. */
export function WritePrivately({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { model } = useBoard()
  const tell = useOutcome()
  return (
    <Confirm
      title={t('writing.beginHeading')}
      tone="accent"
      text={
        <>
          <p>{t('writing.beginPeople')}</p>
          <p>{t('writing.beginYou')}</p>
          <p>{t('writing.beginReveal')}</p>
        </>
      }
      confirm={t('writing.beginConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        tell(model.commands.setWriting('private'))
      }}
    />
  )
}
