import { useState } from 'react'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { readWords } from './words.ts'

/** Where a list is half full, a facilitator may empty it, with a second press. */
export function ForgetAll({
  list,
  count,
  most,
}: {
  readonly list: 'questions' | 'pairs'
  readonly count: number
  readonly most: number
}) {
  const t = useWords(readWords)
  const run = useRunCommand()
  const [isAsked, setAsked] = useState(false)
  if (!useMay(ReadOperation.settle) || count < most / 2) return null
  const names = { questions: 'forgetQuestions', pairs: 'forgetPairs' } as const
  const press = () => {
    if (isAsked) run({ kind: 'read.forget', list })
    setAsked(!isAsked)
  }
  return (
    <div className="read-task__buttons">
      <p className="read-task__hint">{t('listFills', { count, most })}</p>
      <Button tone="quiet" onClick={press} onBlur={() => setAsked(false)}>
        {isAsked ? t('forgetSurely') : t(names[list])}
      </Button>
    </div>
  )
}
