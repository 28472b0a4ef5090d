import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useReducer, type ReactNode } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { phaseSeconds } from '#shared/agenda/steps.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { askedName } from '#shared/board/activities.ts'
import { useWords } from '../../i18n/use-words.ts'
import { areasOfStep } from '../host/areas-of-step.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { useServerTime } from '../host/use-server-time.ts'
import { useIsUnseen } from './empty-step.tsx'
import { FigureLine } from './figure-line.tsx'
import { Pinned } from './pinned.tsx'
import { Said } from './said.tsx'
import { sceneOf } from './scene-of.ts'
import { Unseen } from './step-under-way.tsx'
import { useFigures, useStepView } from './use-agenda-view.tsx'
import { betweenSizes, roomSizes, useFittedType } from './use-fitted-type.ts'
import { isPhaseBegun, type StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './between-phases.css'
import './projector-over-board.css'
import './reached.css'

interface NewPhaseProps {
  readonly agenda: Agenda
  readonly view: StepView
}

/** For the whole room, between two phases: what comes, and what was reached. What the step builds on comes with the work. */
function NewPhase({ agenda, view }: NewPhaseProps) {
  const t = useWords(agendaWords)
  const { phase, phaseNumber, phases, purpose, placed } = view
  const minutes = Math.round(phaseSeconds(placed.phase, agenda.answers) / 60)
  const place = t('phaseOf', { number: phaseNumber, total: phases })
  return (
    <section className="between__words" aria-label={place}>
      <p className="between__place quiet">
        {minutes > 0 ? `${place} · ${t('minutes', { count: minutes })}` : place}
      </p>
      <h2 className="between__title said">
        <Said sentence={phase} />
      </h2>
      {purpose && (
        <p className="between__purpose">
          <Said sentence={purpose} />
        </p>
      )}
      <Reached since={agenda.now.since} />
    </section>
  )
}

/** So many things can be read at a glance. Not measured. */
const mostPinned = 5

const RoomEnd = lazyPart(async () => (await import('./room-end.tsx')).RoomEnd)

/** A short curtain: the room reads it in so long, and then sees the work. Not measured. */
const shownMs = 10_000

/**
 * In place of the board: the scene of a step that has one. Between two phases what was reached, and what comes. At the
 * end what the group leaves with.
 */
export function OverBoard() {
  const t = useWords(agendaWords)
  const agenda = useStore(useBoard().model.agenda)
  return (
    agenda && (
      <section className="over-board" aria-label={t('desk.part')}>
        <SceneOfStep agenda={agenda} />
        <UnseenInRoom agenda={agenda} />
        {agenda.now.state === AgendaState.ended && (
          <Suspense fallback={null}>
            <RoomEnd agenda={agenda} />
          </Suspense>
        )}
        <PhaseInSight key={agenda.now.move} agenda={agenda} />
      </section>
    )
  )
}

/** Below the question: the sheets that lie face down, and how far people are. A scene of the step lies over it. */
function UnseenInRoom({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const view = useStepView(agenda)
  const isUnseen = useIsUnseen(agenda)
  return (
    view &&
    isUnseen && (
      <section className="room-unseen" aria-label={t('underWay.unseen')}>
        <Unseen agenda={agenda} placed={view.placed}>
          <FigureLine agenda={agenda} />
          <ClockWaits agenda={agenda} />
        </Unseen>
      </section>
    )
  )
}

/** While a restart is announced: nobody can work then, so its time is not the group's. The band leaves it to this line. */
function ClockWaits({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const restartAt = useStore(useBoard().model.restartAt)
  const now = useServerTime()
  if (restartAt === null || restartAt <= now || agenda.clock.endsAt === null) return null
  return <span className="agenda-figures">{t('clockWaits')}</span>
}

function SceneOfStep({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const view = useStepView(agenda)
  const { OverBoard: Scene, OnProjector } = sceneOf(features, agenda) ?? {}
  return (
    <Suspense fallback={null}>
      {Scene && view && <Scene key={view.placed.path} placed={view.placed} />}
      {OnProjector && view && (
        <InFittedType key={view.placed.path}>
          <OnProjector placed={view.placed} />
        </InFittedType>
      )}
    </Suspense>
  )
}

function InFittedType({ children }: { readonly children: ReactNode }) {
  return (
    <div className="room-scene">
      <div className="room-scene__fitted" ref={useFittedType(roomSizes)}>
        {children}
      </div>
    </div>
  )
}

/**
 * For a while when a phase begins: its title alone. Then, as long as people only talk and the board is empty, what the step
 * builds on, under its question. Never over a result.
 */
function PhaseInSight({ agenda }: { readonly agenda: Agenda }) {
  const { model } = useBoard()
  const view = useStepView(agenda)
  const isBlank = useSceneFact(
    model.scene,
    ({ notes, areas }) => notes.size === 0 && areasOfStep(agenda, areas) === undefined,
  )
  const isNew = useIsNew(agenda)
  const figures = useFigures(agenda)
  const asks = figures !== null && 'text' in figures
  const asked = askedIn(useStore(model.activity(askedName)), agenda.now.step ?? '')
  // Nobody reads the first two sentences of a duel below a title while their time runs.
  if ((asks && figures.isOver === true) || asked?.until != null) return null
  if (view && isNew) return <Fitted agenda={agenda} view={view} />
  return (
    view &&
    isBlank &&
    !asks && (
      <div className="room-blank">
        <Pinned step={view.placed.step} most={mostPinned} />
      </div>
    )
  )
}

function Fitted(phase: NewPhaseProps) {
  return (
    <div className="between">
      <div ref={useFittedType(betweenSizes)}>
        <NewPhase {...phase} />
      </div>
    </div>
  )
}

/** True for a while after a phase has begun. */
function useIsNew(agenda: Agenda): boolean {
  const { model } = useBoard()
  const { since } = agenda.now
  const isBegun = isPhaseBegun(agenda)
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (!isBegun) return undefined
    const timer = setTimeout(again, since + shownMs - model.now())
    return () => clearTimeout(timer)
  }, [model, since, isBegun])
  return isBegun && since + shownMs > model.now()
}

/** What the group has made so far, in counts; votes that closed before `since`. */
export function Reached({ since = Number.POSITIVE_INFINITY }: { readonly since?: number }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const isOver = useStore(model.agenda)?.now.state === AgendaState.ended
  const notes = useSceneFact(model.scene, (scene) => scene.notes.size)
  const groups = useSceneFact(model.scene, (scene) => scene.clusters.size)
  const last = useStore(model.voting.rounds).findLast(
    ({ state, closedAt }) => state === 'closed' && (closedAt ?? 0) <= since,
  )
  const parts = [
    ...(notes > 0 ? [t('notes', { count: notes })] : []),
    ...(groups > 0 ? [t('groups', { count: groups })] : []),
    ...(last && last.voted > 0 ? [t('ballots', { count: last.voted })] : []),
  ]
  if (parts.length === 0) return null
  return (
    <p className="reached">
      <span className="reached__label">{t(isOver ? 'inAll' : 'reached')}</span> {parts.join(' · ')}
    </p>
  )
}
