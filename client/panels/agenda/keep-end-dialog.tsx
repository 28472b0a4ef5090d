import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { leftOf, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { Button } from '../ui/button.tsx'
import { clockTime } from '../ui/clock-time.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { shortened, withTimes } from './keep-end.ts'
import { expectedEnd } from './view.ts'
import { agendaWords } from './words.ts'
import './agenda-drawer.css'

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
  const end = momentOf(typed, nowMs)
  const leftMs = Math.max(0, leftOf(agenda.clock, nowMs) ?? 0)
  const plan = end === null ? null : shortened(agenda, (end - nowMs - leftMs) / 1_000)
  const changed = plan?.steps.filter(({ before, after }) => before !== after) ?? []
  const words = () => {
    if (end === null) return undefined
    if (end < nowMs) return t('keepEnd.past')
    if (plan && plan.lacking > 0) return t('keepEnd.lacking', { count: Math.ceil(plan.lacking / 60) })
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
            const { edition, template, answers } = agenda
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

/** The end that was wished at the start. */
function wishedEnd({ template, answers }: Agenda): string | undefined {
  const wished = template.endFrom === undefined ? undefined : answers[template.endFrom]
  return typeof wished === 'string' && wished !== '' ? wished : undefined
}

/** As a field of kind time holds it, on the clock of this device. */
function timeField(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** That time today; null when it is none. */
function momentOf(typed: string, nowMs: number): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/u.exec(typed) ?? []
  return hours === undefined ? null : new Date(nowMs).setHours(Number(hours), Number(minutes), 0, 0)
}
