import { useStore } from '@nanostores/react'
import { waitingIn } from '#shared/activities/pass/received.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { passWords } from './words.ts'
import './step-task.css'

/** People who came late get a text once a facilitator deals to them. */
export function PassOnDesk({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(passWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const waiting = waitingIn(useStore(model.activity('pass')), path)
  const isRunning = useStore(model.agenda)?.now.step === path
  if (waiting === 0 || !isRunning) return null
  return (
    <div className="pass-task__part">
      <p>{t('wait', { count: waiting })}</p>
      <p className="quiet">{t('dealHint')}</p>
      <Button tone="neutral" onClick={() => run({ kind: 'pass.deal' })}>
        {t('deal')}
      </Button>
    </div>
  )
}
