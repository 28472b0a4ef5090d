import { useStore } from '@nanostores/react'
import { Check, ListTree, Map as MapIcon, PanelRight, PencilLine } from 'lucide-react'
import { Suspense, type MouseEvent, useMemo, useState, useEffect, useEffectEvent } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { begunOf, unsentIn } from '../../model/memory/begun.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import {
  useInColumn,
  isColumnOpen,
  isColumnShown,
  isOutlineOpen,
  isStageAside,
  switchOutline,
} from '../host/column.ts'
import { keepFocus } from '../host/keep-focus.ts'
import { lazyPart } from '../host/entries.tsx'
import { useOutcome } from '../host/outcome.ts'
import { maySend } from './unsent-words.tsx'
import { useStage } from '../host/slots.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { isWriting } from '../ui/keys.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { Clock } from './clock.tsx'
import { FigureLine, PhaseMarks } from './figure-line.tsx'
import { moveTo, runSeen, sawPress } from './lead.ts'
import { type NextPress, nextPress } from './remote.ts'
import { Said } from './said.tsx'
import { stageKindOf, saysDone } from './scene-of.ts'
import { switchBoard } from './switch-board.ts'
import { taskId } from './follow-agenda.ts'
import { useIsUnsettled, useOver, useStepView, useLead } from './use-agenda-view.tsx'
import { useShown } from './use-shown.ts'
import { stepBehind } from './view.ts'
import { agendaWords } from './words.ts'
import './agenda-bar.css'

/** Places that scroll or choose with these keys. */
const ownKeys = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="tree"], .drawer'

/** PageDown and PageUp, the keys of a presentation remote, lead on and back on the page of a facilitator. */
function useLeadKeys(next: NextPress | null, isOn: boolean): void {
  const { model, shell } = useBoard()
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, repeat, ctrlKey, metaKey, altKey, shiftKey } = event
    const leads = key === 'PageDown' || key === 'PageUp'
    if (!leads || ctrlKey || metaKey || altKey || shiftKey || event.defaultPrevented) return
    if (isWriting(target) || shell.dialog.get() !== null) return
    if (target instanceof Element && target.closest(ownKeys)) return
    event.preventDefault()
    if (repeat) return
    if (key === 'PageDown') return next ? runSeen(model, next, next.run) : undefined
    const agenda = model.agenda.get()
    const behind = agenda && stepBehind(agenda)
    if (behind) moveTo(model, behind.path)
  })
  useEffect(() => {
    if (!isOn) return undefined
    const onKey = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOn])
}

const UnsentWords = lazyPart(async () => (await import('./unsent-words.tsx')).UnsentWords)

/** The words about which somebody was asked when they were done, and the move in which they were. */
interface Asked {
  readonly move: number
  readonly places: readonly string[]
}

/** "I am done". The bar says how many are. Nobody waits for facilitators who do not take part. */
function DoneButton({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model, features } = useBoard()
  const isDone = useStore(model.ownDone.isDone)
  const me = useStore(model.me)
  const maySay = useMay(Operation.finishStep) && takesPart({ role: model.role, participant: me })
  const report = useOutcome()
  const inColumn = useInColumn()
  const { id } = useStore(model.me)
  const store = useMemo(() => begunOf(model.id, id), [model.id, id])
  const { move, step } = agenda.now
  const texts = useStore(store)
  const unsent = step === null ? [] : unsentIn(texts, step).filter(({ secret }) => secret === undefined)
  const [asked, setAsked] = useState<Asked>()
  const open = asked?.move === move ? unsent.filter(({ place }) => asked.places.includes(place)) : []
  const say = (is: boolean) => {
    setAsked(undefined)
    report(model.ownDone.say(is))
  }
  /** Done, once all of them are sent. A text that lacks something stays, and its author completes it or leaves it. */
  const sayWhenSent = ({ places }: Asked) => {
    const look = () => {
      const isMoved = model.agenda.get()?.now.move !== move
      const left = step === null ? [] : unsentIn(store.get(), step)
      if (!isMoved && left.some(({ place }) => places.includes(place))) return
      stop()
      if (!isMoved) say(true)
    }
    const stop = store.listen(look)
    look()
  }
  const press = () => {
    const places = unsent.map(({ place }) => place).filter(maySend)
    if (isDone || places.length === 0) say(!isDone)
    else setAsked({ move, places })
  }
  if (!maySay || !saysDone(features, agenda)) return null
  return (
    <div className="task__done">
      {asked && open.length > 0 && (
        <Suspense fallback={null}>
          <UnsentWords texts={open} onSent={() => sayWhenSent(asked)} onLeft={() => say(true)} />
        </Suspense>
      )}
      <Button
        className="task__done-button"
        aria-pressed={isDone}
        icon={isDone ? <Check /> : undefined}
        isWide={inColumn}
        onClick={press}
      >
        {t('done')}
      </Button>
    </div>
  )
}

const StepMenu = lazyPart(async () => (await import('./step-menu.tsx')).StepMenu)
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
      <h2 className="phase-title phase-title--board one-line" lang={language}>
        <Said
          sentence={
            title === ''
              ? fill(agenda.template.title, currentLanguage(), agenda.answers)
              : { text: title, language }
          }
        />
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
  const { model } = useBoard()
  const press = (run: () => void) => next && runSeen(model, next, run)
  useEffect(() => {
    if (next) sawPress(model, next)
  }, [model, next])
  useLeadKeys(next, mayLead)
  if (!mayLead) return null
  const other = next?.other
  return (
    <span className="agenda-bar__lead">
      {other && <Button onClick={onceOf(() => press(other.run))}>{other.label}</Button>}
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
      <Suspense fallback={null}>
        <StepMenu />
      </Suspense>
    </span>
  )
}

/** The same for a component, which is drawn again with everything that it says. */
function useNextPress(agenda: Agenda): NextPress | null {
  const board = useBoard()
  useWords(agendaWords)
  useLead(agenda)
  useStore(board.model.presence.count)
  useStore(board.model.stepBegun)
  return nextPress(board)
}
