import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { leftOf, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { clockTime, momentsOfDay, timeField } from '../ui/time-of-day.ts'
import { endAll } from './lead.ts'
import { agendaWords } from './words.ts'
import { shortened, withTimes } from './keep-end.ts'
import { expectedEnd, wishedEnd } from './view.ts'
import './agenda-drawer.css'

/** Asks before everybody's workshop ends. */
export function EndDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  return (
    <Confirm
      title={t('finish')}
      tone="accent"
      text={<p>{t('endAsk')}</p>}
      confirm={t('finish')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        endAll(model)
      }}
    />
  )
}

/** Asks before the agenda goes. */
export function LeaveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(agendaWords)
  const run = useRunCommand()
  return (
    <Confirm
      title={t('lead.leave')}
      text={<p>{t('leaveAsk')}</p>}
      confirm={t('lead.leave')}
      onCancel={onClose}
      onConfirm={() => {
        onClose()
        run({ kind: 'agenda.leave' })
      }}
    />
  )
}

/** Shortens what is left so that the workshop ends on time, and shows it before it is done. */
export function KeepEndDialog({ onClose }: { readonly onClose: () => void }) {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  return agenda && <KeepEnd agenda={agenda} onClose={onClose} />
}

function KeepEnd({ agenda, onClose }: { readonly agenda: Agenda; readonly onClose: () => void }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const [nowMs] = useState(() => model.now())
  const expected = expectedEnd(agenda, nowMs) ?? nowMs
  const [typed, setTyped] = useState(() => wishedEnd(agenda) ?? timeField(expected))
  const momentOf = momentsOfDay(nowMs)
  const end = momentOf(typed)
  const from = nowMs + Math.max(0, leftOf(agenda.clock, nowMs) ?? 0)
  const plan = end === undefined ? undefined : shortened(agenda, { from, end, momentOf })
  const changed = plan?.steps.filter(({ before, after }) => before !== after) ?? []
  const words = () => {
    if (end === undefined || !plan) return undefined
    if (end < nowMs) return t('keepEnd.past')
    const lateMs = plan.end - end
    if (lateMs > 0) return t('keepEnd.lacking', { count: Math.ceil(lateMs / 60_000) })
    return changed.length === 0 ? t('keepEnd.enough') : undefined
  }
  return (
    <Dialog
      title={t('keepEnd.heading')}
      onClose={onClose}
      isForm
      footer={
        <Button
          tone="accent"
          disabled={!plan || changed.length === 0}
          onClick={() => {
            if (!plan) return
            const { edition, template } = agenda
            const { endFrom } = template
            const answers = { ...agenda.answers, ...(endFrom !== undefined && { [endFrom]: typed }) }
            run(
              { kind: 'agenda.edit', edition, template: withTimes(template, plan.steps), answers },
              (outcome) => outcome.ok && onClose(),
            )
          }}
        >
          {t('keepEnd.confirm')}
        </Button>
      }
    >
      <p>{t('keepEnd.now', { time: timeField(expected) })}</p>
      <Field
        type="time"
        label={t('keepEnd.at')}
        hint={t('keepEnd.how')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <output>{words()}</output>
      <ul className="agenda-list__preview tabular">
        {plan?.locked.map(({ phase, at, begins }) => (
          <li key={phase.id} data-late={begins > at || undefined}>
            <span>{fill(phase.title, currentLanguage(), agenda.answers).text}</span>
            <span>
              {begins > at
                ? t('keepEnd.lockMissed', { at: timeField(at), time: timeField(begins) })
                : t('keepEnd.locked', { at: timeField(at) })}
            </span>
          </li>
        ))}
        {changed.map(({ path, before, after }) => (
          <li key={path}>
            <span>{promptOf(agenda, path)}</span>
            <span>{t('keepEnd.becomes', { before: clockTime(before), after: clockTime(after) })}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function promptOf(agenda: Agenda, path: string): string {
  const [first] = findStep(agenda.template, path)?.step.prompt ?? []
  return first ? fill(first, currentLanguage(), agenda.answers).text : path
}
