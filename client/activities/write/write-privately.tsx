import { useTranslation } from '../../i18n/use-translation.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'

/** Says what private writing means for everyone before it begins. */
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
