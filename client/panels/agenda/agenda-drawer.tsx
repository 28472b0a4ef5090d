import { useStore } from '@nanostores/react'
import { X } from 'lucide-react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { templateSeconds } from '#shared/agenda/steps.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { agendaEditor } from '../agenda-editor/editor-entry.ts'
import { editorWords } from '../agenda-editor/words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { useServerTime } from '../host/use-server-time.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { clockTime } from '../ui/time-of-day.ts'
import { scrollByKeys } from '../ui/focus.ts'
import { AheadLines } from './ahead.tsx'
import { Said } from './said.tsx'
import { listedSteps, type ListedStep } from './view.ts'
import { agendaWords } from './words.ts'
import './agenda-drawer.css'

/** The times of the steps change no faster. */
const everyMs = 5_000

/** All phases and steps: what was planned, and how long it took. */
export function AgendaDrawer({ onClose }: Closable) {
  const t = useWords(agendaWords)
  const te = useWords(editorWords)
  const { model, shell } = useBoard()
  const mayEdit = useMay(Operation.editAgenda)
  const agenda = useStore(model.agenda)
  return (
    <aside className="drawer" aria-label={t('heading')}>
      <header className="drawer__head apart">
        <h2 className="drawer__title">{t('heading')}</h2>
        <IconButton label={t('common.close')} icon={<X />} side="left" onClick={onClose} />
      </header>
      <div className="drawer__body" ref={scrollByKeys}>
        {agenda && <Phases agenda={agenda} />}
      </div>
      {mayEdit && (
        <footer className="drawer__foot">
          <Button onClick={() => shell.open(agendaEditor)}>{te('open')}</Button>
        </footer>
      )}
    </aside>
  )
}

function Phases({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { template, answers, now } = agenda
  const steps = listedSteps(agenda, useServerTime(everyMs))
  const language = currentLanguage()
  return (
    <>
      {now.state !== AgendaState.ready && <AheadLines agenda={agenda} />}
      <p className="agenda-list__total tabular">
        {t('total', { count: Math.round(templateSeconds(template, answers) / 60) })}
      </p>
      <ol className="agenda-list">
        {template.phases.map((phase) => (
          <li key={phase.id}>
            <h3 className="agenda-list__phase">
              <Said sentence={fill(phase.title, language, answers)} />
            </h3>
            <ol>
              {steps
                .filter((listed) => listed.phase.id === phase.id)
                .map((listed) => (
                  <Row key={listed.path} listed={listed} agenda={agenda} />
                ))}
            </ol>
          </li>
        ))}
      </ol>
    </>
  )
}

function Row({ listed, agenda }: { readonly listed: ListedStep; readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { step, planned, actual, isNow } = listed
  const [first] = step.prompt
  const times = [
    planned === null ? t('noTime') : t('planned', { time: clockTime(planned) }),
    ...(actual === null ? [] : [t('actual', { time: clockTime(actual) })]),
  ]
  return (
    <li className="agenda-list__step" aria-current={isNow ? 'step' : undefined}>
      <span className="agenda-list__prompt">
        {first && <Said sentence={fill(first, currentLanguage(), agenda.answers)} />}
      </span>
      <span className="agenda-list__times tabular">
        {isNow && <strong>{t('now')}</strong>} {times.join(' · ')}
      </span>
    </li>
  )
}
