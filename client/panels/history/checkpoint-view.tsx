import { ArrowLeft, Copy, History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Checkpoint, CheckpointPreview } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { copyCheckpoint, readCheckpoint, restoreCheckpoint } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { useBoard } from '../host/board-context.tsx'
import { keepCreated, showCreated } from '../home/enter-created.ts'
import { Button } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { useIsLeft } from '../ui/use-is-left.ts'
import { BoardPicture } from './board-picture.tsx'
import { CheckpointNotes } from './checkpoint-notes.tsx'
import { momentOf } from './moment.ts'
import { historyWords } from './words.ts'

/** One checkpoint: its content, and the two ways to return to it. */
export function CheckpointView({
  point,
  onBack,
  onClose,
}: {
  readonly point: Checkpoint
  readonly onBack: () => void
  readonly onClose: () => void
}) {
  const t = useWords(historyWords)
  const { model, asking } = useBoard()
  const [board, setBoard] = useState<CheckpointPreview | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState('')
  const moment = momentOf(point.at, currentLanguage())
  const counts = {
    notes: t('notes', { count: point.notes }),
    groups: t('groups', { count: point.clusters }),
  }

  const isLeft = useIsLeft()
  useEffect(() => {
    let isShown = true
    const show = (answer: Awaited<ReturnType<typeof readCheckpoint>>) => {
      if (!isShown) return
      if (answer.ok) setBoard(answer.value)
      else setError(errorSentence(answer.code))
    }
    void readCheckpoint(asking, point.id).then(show)
    return () => {
      isShown = false
    }
  }, [asking, point.id])

  const fail = (code: string) => {
    setIsBusy(false)
    setError(errorSentence(code))
    // The message is shown even when the dialog was closed meanwhile.
    if (isLeft()) model.notices.show({ text: errorSentence(code), tone: 'warn' })
  }
  const copy = async () => {
    setIsBusy(true)
    setError('')
    const created = await copyCheckpoint(asking, point.id, 'copy', keptCreateSecret())
    if (!created.ok) return fail(created.code)
    const problem = await keepCreated(created.value)
    if (problem !== undefined) return fail(problem)
    setIsBusy(false)
    if (!isLeft()) return showCreated(created.value)
    // A person who closed the dialog meanwhile is doing something else and stays there.
    model.notices.show({
      text: t('copied', { moment }),
      tone: 'calm',
      isLasting: true,
      action: { label: t('openCopy'), run: () => showCreated(created.value) },
    })
  }
  const undo = async (checkpoint: string) => {
    const answer = await restoreCheckpoint(asking, checkpoint)
    model.notices.show(
      answer.ok ? { text: t('undone'), tone: 'calm' } : { text: errorSentence(answer.code), tone: 'warn' },
    )
  }
  const restore = async () => {
    setIsAsking(false)
    setIsBusy(true)
    setError('')
    const answer = await restoreCheckpoint(asking, point.id)
    if (!answer.ok) return fail(answer.code)
    setIsBusy(false)
    onClose()
    model.notices.show({
      text: t('restored', { moment }),
      tone: 'calm',
      action: { label: t('common.undo'), run: () => void undo(answer.value.undo) },
    })
  }

  return (
    <Dialog
      title={moment}
      onClose={onClose}
      size="large"
      isText
      footer={
        <>
          <Button tone="quiet" icon={<ArrowLeft />} onClick={onBack}>
            {t('back')}
          </Button>
          <Button icon={<Copy />} isBusy={isBusy} onClick={() => void copy()}>
            {t('copy')}
          </Button>
          <Button tone="accent" icon={<History />} isBusy={isBusy} onClick={() => setIsAsking(true)}>
            {t('here')}
          </Button>
        </>
      }
    >
      <p>
        {t(`reason.${point.reason}`)}
        {' · '}
        {counts.notes}
        {' · '}
        {counts.groups}
      </p>
      <p className="field__hint">{t('copyHint')}</p>
      <p className="card__error" role="alert">
        {error}
      </p>
      {board && (
        <>
          <BoardPicture board={board} />
          <CheckpointNotes board={board} />
        </>
      )}
      {isAsking && (
        <Confirm
          title={t('askHeading')}
          text={
            <>
              <p>{t('ask', { moment, ...counts })}</p>
              <p>{t('askSafe')}</p>
            </>
          }
          confirm={t('here')}
          tone="accent"
          onCancel={() => setIsAsking(false)}
          onConfirm={() => void restore()}
        />
      )}
    </Dialog>
  )
}
