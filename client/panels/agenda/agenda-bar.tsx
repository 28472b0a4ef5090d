import { useStore } from '@nanostores/react'
import { PencilLine } from 'lucide-react'
import type { MouseEvent } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { keepFocus } from '../host/keep-focus.ts'
import { Button } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { Clock } from './clock.tsx'
import { FigureLine } from './figure-line.tsx'
import { Said } from './said.tsx'
import { StepMenu } from './step-menu.tsx'
import { taskId } from './task-id.ts'
import { useIsOver, useStepView } from './use-agenda-view.ts'
import { useLeadKeys } from './use-lead-keys.ts'
import { useNextPress } from './use-next-press.ts'
import { agendaWords } from './words.ts'
import './agenda-bar.css'

/** The bar of the workshop: where it is, the sentence to read out, the time, how far people are; the one button. */
export function AgendaBar() {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  if (!agenda) return null
  return <Bar agenda={agenda} />
}

function Bar({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const isOver = useIsOver(agenda)
  return (
    <section className="agenda-bar" ref={keepFocus} aria-label={t('heading')} data-state={agenda.now.state}>
      <Where agenda={agenda} />
      <span className="agenda-bar__facts">
        <FigureLine agenda={agenda} />
        {!isOver && <Clock agenda={agenda} />}
      </span>
      <Leading agenda={agenda} />
      <SkipToTask />
    </section>
  )
}

function Where({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const view = useStepView(agenda)
  const isOver = useIsOver(agenda)
  const [first] = view?.prompt ?? []
  if (view && first) {
    const { phase, number, total } = view
    return (
      <div className="agenda-bar__where">
        <p className="agenda-bar__place">{t('place', { phase: phase.text, number, total })}</p>
        <h2 className="agenda-bar__prompt" title={first.text}>
          {isOver ? t('isClosed') : <Said sentence={first} />}
        </h2>
      </div>
    )
  }
  const title = fill(agenda.template.title, currentLanguage(), agenda.answers)
  return (
    <div className="agenda-bar__where">
      <p className="agenda-bar__place">
        {t(agenda.now.state === AgendaState.ended ? 'over' : 'beforeStart')}
      </p>
      <h2 className="agenda-bar__prompt">
        <Said sentence={title} />
      </h2>
    </div>
  )
}

/** Past the board, on which Tab goes from note to note. A phone has no board between the two. */
function SkipToTask() {
  const t = useWords(agendaWords)
  const mayLead = useMay(Operation.leadAgenda)
  if (useMedia(phoneQuery)) return null
  return (
    <a
      className="agenda-bar__skip"
      href={`#${taskId}`}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(taskId)?.focus()
      }}
    >
      {t(mayLead ? 'skipToDesk' : 'skipToTask')}
    </a>
  )
}

/** The second click of a double-click does not lead one step further. */
function onceOf(run: () => void): (event: MouseEvent) => void {
  return ({ detail }) => detail < 2 && run()
}

function Leading({ agenda }: { readonly agenda: Agenda }) {
  const mayLead = useMay(Operation.leadAgenda)
  const next = useNextPress(agenda)
  useLeadKeys(next, mayLead)
  if (!mayLead) return null
  return (
    <span className="agenda-bar__lead">
      {next &&
        (next.waiting === null ? (
          <Button tone="accent" className="agenda-bar__go" onClick={onceOf(next.run)}>
            {next.label}
          </Button>
        ) : (
          <Button className="agenda-bar__go" data-waiting="" icon={<PencilLine />} onClick={onceOf(next.run)}>
            {next.waiting} · <span className="agenda-bar__same">{next.label}</span>
          </Button>
        ))}
      <StepMenu />
    </span>
  )
}
