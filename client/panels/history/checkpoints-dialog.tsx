import { Camera } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Checkpoint } from '#shared/wire/http.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { keepCheckpoint, listCheckpoints } from '../../model/http/board-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CheckpointView } from './checkpoint-view.tsx'
import { momentOf, historyWords } from './words.ts'
import './checkpoints-dialog.css'

/** The checkpoints of the board. A new one can be kept; each can be opened to return to it. */
export function CheckpointsDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(historyWords)
  const { asking } = useBoard()
  const [points, setPoints] = useState<readonly Checkpoint[] | null>(null)
  const [chosen, setChosen] = useState<Checkpoint | null>(null)
  const [keeping, setKeeping] = useState<'no' | 'now' | 'done'>('no')
  const [error, setError] = useState('')

  const show = useCallback((answer: Awaited<ReturnType<typeof listCheckpoints>>) => {
    if (answer.ok) setPoints(answer.value)
    else setError(errorSentence(answer.code))
  }, [])
  useEffect(() => void listCheckpoints(asking).then(show), [asking, show])

  const keep = async () => {
    setKeeping('now')
    setError('')
    const answer = await keepCheckpoint(asking)
    setKeeping(answer.ok ? 'done' : 'no')
    if (!answer.ok) return setError(errorSentence(answer.code))
    show(await listCheckpoints(asking))
  }
  if (chosen) return <CheckpointView point={chosen} onBack={() => setChosen(null)} onClose={onClose} />
  return (
    <Dialog
      title={t('heading')}
      onClose={onClose}
      footer={
        <Button tone="accent" icon={<Camera />} isBusy={keeping === 'now'} onClick={() => void keep()}>
          {t('keep')}
        </Button>
      }
    >
      <p className="field__hint">{t('intro')}</p>
      <output>{keeping === 'done' && t('kept')}</output>
      <p className="card__error" role="alert">
        {error}
      </p>
      {points?.length === 0 && <p>{t('empty')}</p>}
      {points !== null && points.length > 0 && (
        <ul className="checkpoints" aria-label={t('list')}>
          {points.map((point) => (
            <li key={point.id}>
              <button type="button" className="checkpoint" onClick={() => setChosen(point)}>
                <time className="checkpoint__time" dateTime={new Date(point.at).toISOString()}>
                  {momentOf(point.at, currentLanguage())}
                </time>
                <span className="quiet">
                  {t('notes', { count: point.notes })}
                  {' · '}
                  {t('groups', { count: point.clusters })}
                </span>
                <span className="checkpoint__reason quiet">{t(`reason.${point.reason}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
