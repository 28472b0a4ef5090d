import { useStore } from '@nanostores/react'
import { Check, ListTree, Map as MapIcon, PanelRight, PencilLine } from 'lucide-react'
import { Suspense, type MouseEvent } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useInColumn } from '../host/column.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { lazyPart } from '../host/entries.tsx'
import {
  isColumnOpen,
  isColumnShown,
  isOutlineOpen,
  isStageAside,
  switchOutline,
} from '../host/stage-aside.ts'
import { useStage } from '../host/slots.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { Clock } from './clock.tsx'
import { DoneButton } from './done-button.tsx'
import { FigureLine } from './figure-line.tsx'
import { PhaseMarks } from './phase-marks.tsx'
import { Said } from './said.tsx'
import { stageKindOf } from './scene-of.ts'
import { StepMenu } from './step-menu.tsx'
import { switchBoard } from './switch-board.ts'
import { taskId } from './task-id.ts'
import { useIsUnsettled, useOver, useStepView } from './use-agenda-view.ts'
import { useLeadKeys } from './use-lead-keys.ts'
import { useNextPress } from './use-next-press.ts'
import { useSeenPress } from './use-seen-press.ts'
import { useShown } from './use-shown.ts'
import { agendaWords } from './words.ts'
import './agenda-bar.css'

const TakeHomeFoot = lazyPart(async () => (await import('./take-home.tsx')).TakeHomeFoot)

/** In the top bar: where the workshop is, how far people are, the time, the way to the board, and the one button. */
export function AgendaBar() {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  if (!agenda) return null
  return <Bar agenda={agenda} />
}

function Bar({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { state } = agenda.now
  const over = useOver(agenda)
  const isUnsettled = useIsUnsettled(agenda)
  const isEnded = state === AgendaState.ended
  const inColumn = useInColumn()
  return (
    <section
      className="agenda-bar"
      ref={keepFocus}
      aria-label={t('heading')}
      data-step={agenda.now.step ?? agenda.now.state}
    >
      <Where agenda={agenda} />
      <span className="agenda-bar__facts">
        <FigureLine agenda={agenda} />
        {isEnded || over !== null ? (
          <span className="agenda-bar__over" data-unsettled={isUnsettled || undefined}>
            {!isUnsettled && <Check aria-hidden="true" />}
            {isEnded ? t('over') : over}
          </span>
        ) : state === AgendaState.ready ? (
          t('beforeStart')
        ) : (
          <Clock agenda={agenda} />
        )}
      </span>
      {!inColumn && <Acts agenda={agenda} />}
      <SkipToTask agenda={agenda} />
    </section>
  )
}

function Where({ agenda }: { readonly agenda: Agenda }) {
  const { title, language } = useStore(useBoard().model.meta)
  const view = useStepView(agenda)
  if (view) {
    return (
      <div className="agenda-bar__where">
        <PhaseMarks view={view} />
      </div>
    )
  }
  return (
    <div className="agenda-bar__where">
      <h2 className="phase-title phase-title--board" lang={language}>
        {title === '' ? (
          <Said sentence={fill(agenda.template.title, currentLanguage(), agenda.answers)} />
        ) : (
          title
        )}
      </h2>
    </div>
  )
}

/** Past the board, on which Tab goes from note to note. A phone has no board between the two. */
function SkipToTask({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { features } = useBoard()
  const isAside = useStore(isStageAside)
  const isColumn = useStore(isColumnShown)
  const isThere = !isAside && (isColumn || stageKindOf(features, agenda) !== 'board')
  if (useMedia(phoneQuery) || !isThere) return null
  return (
    <a
      className="agenda-bar__skip"
      href={`#${taskId}`}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(taskId)?.focus()
      }}
    >
      {t('skipToTask')}
    </a>
  )
}

/** The second click of a double-click does not lead one step further. */
function onceOf(run: () => void): (event: MouseEvent) => void {
  return ({ detail }) => detail < 2 && run()
}

/** Facilitators move the room; all others say that they are done. On a phone both are at its foot. */
function Acts({ agenda }: { readonly agenda: Agenda }) {
  const mayLead = useMay(Operation.leadAgenda)
  const { agenda: shown, isBehind } = useShown()
  return (
    <>
      {shown && <ListSwitch />}
      {shown && <BoardSwitch agenda={shown} />}
      {shown && agenda.now.state !== AgendaState.ended && <ColumnSwitch agenda={shown} mayLead={mayLead} />}
      {!isBehind && <DoneButton agenda={agenda} />}
      <Leading agenda={agenda} mayLead={mayLead} />
    </>
  )
}

/** The same at the foot of a phone, without the two switches. */
export function AgendaFoot() {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const mayLead = useMay(Operation.leadAgenda)
  const { isBehind } = useShown()
  if (!agenda) return null
  return (
    <>
      {!isBehind && <DoneButton agenda={agenda} />}
      {agenda.now.state === AgendaState.ended && (
        <Suspense fallback={null}>
          <TakeHomeFoot />
        </Suspense>
      )}
      <Leading agenda={agenda} mayLead={mayLead} />
    </>
  )
}

/** The outline of the board, one press away from every stage. */
function ListSwitch() {
  const t = useWords(agendaWords)
  const isStage = useStage() !== undefined
  const isOpen = useStore(isOutlineOpen) && !isStage
  if (useMedia(phoneQuery)) return null
  return (
    <IconButton
      label={t('outline')}
      icon={<ListTree />}
      shortcut="L"
      aria-pressed={isOpen}
      onClick={() => switchOutline(isStage)}
    />
  )
}

/** The board is one press away from every stage, and the stage from the board. */
function BoardSwitch({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { features, model } = useBoard()
  const isAside = useStore(isStageAside)
  if (!isAside && stageKindOf(features, agenda) === 'board') return null
  return (
    <Button
      tone="quiet"
      className="agenda-bar__board"
      icon={<MapIcon />}
      aria-keyshortcuts="B"
      onClick={() => switchBoard(model)}
    >
      {t(isAside ? 'toStage' : 'toBoard')} <kbd aria-hidden="true">B</kbd>
    </Button>
  )
}

/** Opens and folds the column beside the stage: the desk of a facilitator, or the list of a step on the board. */
function ColumnSwitch({ agenda, mayLead }: { readonly agenda: Agenda; readonly mayLead: boolean }) {
  const t = useWords(agendaWords)
  const { features } = useBoard()
  const isOpen = useStore(isColumnShown)
  const isAside = useStore(isStageAside)
  if (!mayLead && (isAside || stageKindOf(features, agenda) !== 'board')) return null
  return (
    <IconButton
      label={t(mayLead ? 'desk.label' : 'list')}
      icon={<PanelRight />}
      shortcut="F"
      aria-expanded={isOpen}
      onClick={() => isColumnOpen.set(!isOpen)}
    />
  )
}

function Leading({ agenda, mayLead }: { readonly agenda: Agenda; readonly mayLead: boolean }) {
  const next = useNextPress(agenda)
  const press = useSeenPress()
  useLeadKeys(next, mayLead)
  if (!mayLead) return null
  return (
    <span className="agenda-bar__lead">
      {next &&
        (next.waiting === null ? (
          <Button tone="accent" className="agenda-bar__go" onClick={onceOf(() => press(next.run))}>
            {next.label}
          </Button>
        ) : (
          <Button
            className="agenda-bar__go"
            data-waiting=""
            icon={<PencilLine />}
            onClick={onceOf(() => press(next.run))}
          >
            {next.waiting} · <span className="agenda-bar__same">{next.label}</span>
          </Button>
        ))}
      <StepMenu />
    </span>
  )
}
