import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { nextDateIn } from '#shared/activities/close/next-date.ts'
import { CloseOperation } from '#shared/activities/close/activity.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { Field } from '../../panels/ui/field.tsx'
import { closeWords } from './words.ts'

/** The facilitator sets the date of the next workshop, while the step runs. */
export function CloseOnDesk({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(closeWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const maySet = useMay(CloseOperation.setDate)
  const date = nextDateIn(useActivityState('close'))
  const isRunning = useStore(model.agenda)?.now.step === path
  // While somebody types, what comes back from the server would take the digits away.
  const [typed, setTyped] = useState<string | null>(null)
  const change = (day: string) => {
    setTyped(day)
    // A year is typed digit by digit: 0002, 0020, 0202, 2027.
    if (!day.startsWith('0')) run({ kind: 'close.date', date: day === '' ? null : day })
  }
  return (
    maySet &&
    isRunning && (
      <Field
        type="date"
        label={t('nextDate')}
        value={typed ?? date ?? ''}
        onChange={({ target }) => change(target.value)}
        onBlur={() => setTyped(null)}
      />
    )
  )
}
