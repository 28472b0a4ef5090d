import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { deleteBoard } from '../../model/http/board-api.ts'
import { forgetBoard } from '../../model/memory/sessions.ts'
import { go } from '../../routing/route.ts'
import { Confirm } from '../ui/dialog.tsx'
import { useBoard } from '../host/board-context.tsx'
import { boardWords } from './words.ts'

/** Asks before the board is deleted, and says that it is deleted for everybody. */
export function DeleteBoard({ onClose }: { onClose: () => void }) {
  const t = useWords(boardWords)
  const { model, asking } = useBoard()
  const { title } = useStore(model.meta)
  const run = async () => {
    const outcome = await deleteBoard(asking)
    if (!outcome.ok) return void model.notices.show({ text: errorSentence(outcome.code), tone: 'danger' })
    forgetBoard(model.id)
    go('/')
  }
  return (
    <Confirm
      title={t('deletion.heading')}
      text={
        <>
          <p>{t('deletion.what', { title: title === '' ? t('common.untitledBoard') : title })}</p>
          <p>{t('deletion.forGood')}</p>
        </>
      }
      confirm={t('deletion.confirm')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        void run()
      }}
    />
  )
}
