import { useStore } from '@nanostores/react'
import { toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Confirm } from '../../panels/ui/dialog.tsx'
import { writeWords } from './words.ts'

/** Asks before the reveal, which cannot be undone, and explains it. */
export function Reveal({ onClose }: { onClose: () => void }) {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const { mode, wrote, of } = useStore(model.writing)
  const run = useRunCommand()
  return (
    <Confirm
      title={t('revealHeading')}
      tone="accent"
      text={
        <>
          {mode === 'private' && of > 0 && (
            <p className="tabular">{toldProgress('wrote', { done: wrote, of })}</p>
          )}
          <p>{t('revealHow')}</p>
          <p>{t('revealWhat')}</p>
        </>
      }
      confirm={t('revealConfirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        run({ kind: 'desk.reveal' }, (outcome) => {
          if (outcome.ok && outcome.revealed === 0)
            model.notices.show({ text: t('revealedNone'), tone: 'plain' })
        })
      }}
    />
  )
}

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
