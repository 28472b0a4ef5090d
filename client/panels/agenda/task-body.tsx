import { useStore } from '@nanostores/react'
import { Suspense, useMemo, useState } from 'react'
import { AgendaState, LogKind, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { ownPaceSteps } from '#shared/agenda/own-pace.ts'
import { phaseSeconds, findStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { begunOf, unsentIn } from '../../model/memory/begun.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { lateTextsOf } from '../host/late-texts.ts'
import { useOrigin } from '../host/use-origin.ts'
import { Adopted } from '../ui/adopted.tsx'
import { Button } from '../ui/button.tsx'
import { isWriting } from '../ui/keys.ts'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { AheadSteps } from './ahead.tsx'
import { FirstWork, Prompt } from './prompt.tsx'
import { Pinned } from './pinned.tsx'
import { Reached } from './projector-over-board.tsx'
import { Said } from './said.tsx'
import { sceneOf } from './scene-of.ts'
import { TableCard, TableHandUp } from './table-card.tsx'
import { useStepView } from './use-agenda-view.tsx'
import { useShown } from './use-shown.ts'
import { stepName, stepView, type StepView } from './view.ts'
import { agendaWords } from './words.ts'

const LateWords = lazyPart(async () => (await import('../host/late-words.tsx')).LateWords)

/** Steps in which people have time for texts of an earlier one. */
const idle: ReadonlySet<string> = new Set(['reveal', 'read', 'talk', 'close'])

interface LateProps {
  readonly agenda: Agenda
  /** Folded, under a task that has fields: these stay on the first screen. */
  readonly isBelow?: boolean
}

/** Above the task of a later step, and at the end: the texts of this person that the group went on without. */
function LateInTask({ agenda, isBelow = false }: LateProps) {
  const { model } = useBoard()
  const { state, step } = agenda.now
  const running = state === AgendaState.running ? step : null
  // The words of a step whose fields this screen still shows are there.
  const late = useStore(lateTextsOf(model)).filter(
    ({ begun: text }) => text === undefined || text.step !== running,
  )
  const { id } = useStore(model.me)
  const begun = useStore(useMemo(() => begunOf(model.id, id), [model.id, id]))
  if (late.length === 0) return null
  const placed = running === null ? undefined : findStep(agenda.template, running)
  // The place is that of the step: it does not change under the hand that decides about one text after the other.
  const asks = placed !== undefined && !idle.has(placed.step.activity)
  if (asks !== isBelow) return null
  const isBusy = () =>
    placed !== undefined &&
    (asks || unsentIn(begun, placed.path).length > 0 || isWriting(document.activeElement))
  return (
    <Suspense fallback={null}>
      <LateWords texts={late} isFolded={isBusy()} />
    </Suspense>
  )
}

const AfterDay = lazyPart(async () => (await import('../after/after-day.tsx')).AfterDay)
const EndPoster = lazyPart(async () => (await import('./end-poster.tsx')).EndPoster)

/** Before the start the way that lies ahead; after the end what the group leaves with. */
function CalmPage({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { template, answers, now } = agenda
  const language = currentLanguage()
  if (now.state === AgendaState.ended) return <End agenda={agenda} />
  return (
    <section className="calm">
      <AheadSteps agenda={agenda} />
      {template.about && (
        <p className="calm__lead headline">
          <Said sentence={fill(template.about, language, answers)} />
        </p>
      )}
      <p className="calm__soon">{t(ownPaceSteps(template).length > 0 ? 'later' : 'soon')}</p>
      <ol className="calm__phases">
        {template.phases.map((phase) => {
          const minutes = Math.round(phaseSeconds(phase, answers) / 60)
          return (
            <li key={phase.id}>
              <span className="calm__phase">
                <Said sentence={fill(phase.title, language, answers)} />
              </span>
              {minutes > 0 && (
                <span className="calm__minutes tabular">{t('minutes', { count: minutes })}</span>
              )}
              {phase.purpose && (
                <span className="calm__purpose">
                  <Said sentence={fill(phase.purpose, language, answers)} />
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** So long the room is still together, and its facilitators see what everybody sees. Not measured. */
const partingMs = 3_600_000

function endOf({ log, now }: Agenda): number {
  return log.findLast(({ kind }) => kind === LogKind.end)?.at ?? now.since
}

/** The results that the group leaves with. Facilitators who open the board later find what comes after the day, and the rest behind a press. */
function End({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const isAdopted = useStore(model.adoptions).length > 0
  const [isOver] = useState(() => model.now() - endOf(agenda) > partingMs)
  const [isPoster, setIsPoster] = useState(!isOver)
  const isLeading = isAdopted && model.may(Operation.publishPurpose)
  return (
    <Suspense fallback={null}>
      {isLeading && !isPoster ? <AfterDay title={t('after')} /> : <EndPoster agenda={agenda} />}
      {isLeading && isOver && (
        <p className="calm__switch">
          <Button tone="quiet" onClick={() => setIsPoster(!isPoster)}>
            {t(isPoster ? 'after' : 'dayResult')}
          </Button>
        </p>
      )}
    </Suspense>
  )
}

/** The work of the person now: where we are when a phase begins, the prompt, and the activity's own screen. */
export function TaskBody({ agenda, onBoard }: { readonly agenda: Agenda; readonly onBoard?: true }) {
  const { features, model } = useBoard()
  const view = useStepView(agenda)
  const me = useStore(model.me)
  if (agenda.now.state !== AgendaState.running || !view)
    return (
      <>
        <CalmPage agenda={agenda} />
        <LateInTask agenda={agenda} />
        <FirstWork />
      </>
    )
  const Task = sceneOf(features, agenda)?.Task
  const isAtTable = view.placed.step.who === 'tables' && takesPart({ role: model.role, participant: me })
  return (
    <>
      {!onBoard && <Arrival agenda={agenda} view={view} />}
      {!onBoard && <Prompt agenda={agenda} view={view} />}
      <LateInTask agenda={agenda} />
      {features.map(({ name, step }) => {
        const told = step?.now()?.beforehand?.(agenda.template, view.placed.path)
        return (
          told !== undefined && (
            <p key={name} className="task__help">
              {told}
            </p>
          )
        )
      })}
      <Pinned step={view.placed.step} />
      {isAtTable && <TableCard agenda={agenda} />}
      <Suspense fallback={null}>
        {Task && <Task key={view.placed.path} placed={view.placed} />}
        <FirstWork />
      </Suspense>
      {isAtTable && <TableHandUp placed={view.placed} />}
      <LateInTask agenda={agenda} isBelow />
    </>
  )
}

/** For people who come later what was reached. When a phase begins its title, which the header of a desk has. */
function Arrival({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const { cameTo } = useShown()
  const isPhone = useMedia(phoneQuery)
  if (cameTo === agenda.now.move && view.number > 1) return <LateCard agenda={agenda} view={view} />
  if (!isPhone || !view.isFirstOfPhase || view.phaseNumber === 1) return null
  return (
    <p className="phase-line">
      <Said sentence={view.phase} />
    </p>
  )
}

/** The group is at another step while this person finishes their words. */
export function JoinStrip() {
  const t = useWords(agendaWords)
  const { model } = useBoard()
  const { isBehind, join } = useShown()
  const agenda = useStore(model.agenda)
  if (!isBehind || !agenda) return null
  const view = stepView(agenda, currentLanguage())
  return (
    <output className="task__strip apart">
      <span>
        {view ? t('strip', { step: stepName(view.placed, currentLanguage(), agenda.answers) }) : t('over')}{' '}
        {t('stripKeeps')}
      </span>
      <Button tone="neutral" onClick={join}>
        {t('join')}
      </Button>
    </output>
  )
}

/** For people who come later: what has been reached, folded above their task. */
function LateCard({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const t = useWords(agendaWords)
  // The stage of this step has the sentence itself.
  const isOnStage = view.placed.step.activity === 'consent'
  return (
    <details className="late-card">
      <summary>{t('late')}</summary>
      {!isOnStage && <Purpose />}
      <Reached since={agenda.now.since} />
    </details>
  )
}

/** The sentence that the group has adopted, for people who come later and at the end. */
function Purpose() {
  const adoption = useStore(useBoard().model.adoptions).at(-1)
  const openOrigin = useOrigin()
  return adoption && <Adopted adoption={adoption} onOrigin={() => openOrigin()} />
}
