import { useTranslation } from '../../i18n/use-translation.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'

/** Asks before private writing begins, and explains it for everyone. */
export function WritePrivately({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const run = useRunCommand()
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
        run({ kind: 'writing.set', mode: 'private' })
      }}
    />
  )
}
