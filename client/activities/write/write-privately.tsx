import { useWords } from '../../i18n/use-words.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'
import { writeWords } from './words.ts'

/** Asks before private writing begins, and explains it for everyone. */
export function WritePrivately({ onClose }: { onClose: () => void }) {
  const t = useWords(writeWords)
  const run = useRunCommand()
  return (
    <Confirm
      title={t('beginHeading')}
      tone="accent"
      text={
        <>
          <p>{t('beginPeople')}</p>
          <p>{t('beginYou')}</p>
          <p>{t('beginReveal')}</p>
        </>
      }
      confirm={t('beginConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        run({ kind: 'writing.set', mode: 'private' })
      }}
    />
  )
}
