import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { Button } from '../ui/button.tsx'
import { phoneQuery, useMedia } from '../ui/use-media.ts'
import { CalmPage } from './calm-page.tsx'
import { LateInTask } from './late-in-task.tsx'
import { Pinned } from './pinned.tsx'
import { Prompt } from './prompt.tsx'
import { LateCard, PhaseLine } from './phase-card.tsx'
import { sceneOf } from './scene-of.ts'
import { useStepView } from './use-agenda-view.ts'
import { useShown } from './use-shown.ts'
import { stepName, stepView, type StepView } from './view.ts'
import { agendaWords } from './words.ts'

const TableCard = lazyPart(async () => (await import('./table-card.tsx')).TableCard)
const TableHandUp = lazyPart(async () => (await import('./hand-up.tsx')).TableHandUp)

/** The work of the person now: where we are when a phase begins, the prompt, and the activity's own screen. */
export function TaskBody({ agenda, onBoard }: { readonly agenda: Agenda; readonly onBoard?: true }) {
  const { features, model } = useBoard()
  const view = useStepView(agenda)
  const me = useStore(model.me)
  // With the adopted sentence the card would fill the first screen of a phone.
  const isAdopted = useStore(model.adoptions).length > 0
  const isBelow = useMedia(phoneQuery) && isAdopted
  if (agenda.now.state !== AgendaState.running || !view)
    return (
      <>
        <CalmPage agenda={agenda} />
        <LateInTask agenda={agenda} />
      </>
    )
  const Task = sceneOf(features, agenda)?.Task
  const isAtTable = view.placed.step.who === 'tables' && takesPart({ role: model.role, participant: me })
  return (
    <>
      {!isBelow && !onBoard && <Arrival agenda={agenda} view={view} />}
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
      {isAtTable && (
        <Suspense fallback={null}>
          <TableCard agenda={agenda} />
        </Suspense>
      )}
      <Suspense fallback={null}>{Task && <Task key={view.placed.path} placed={view.placed} />}</Suspense>
      {isAtTable && (
        <Suspense fallback={null}>
          <TableHandUp placed={view.placed} />
        </Suspense>
      )}
      <LateInTask agenda={agenda} isBelow />
      {isBelow && <Arrival agenda={agenda} view={view} />}
    </>
  )
}

/** When a phase begins its line, and for people who come later what was reached. */
function Arrival({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const { cameTo } = useShown()
  if (cameTo === agenda.now.move && view.number > 1) return <LateCard agenda={agenda} view={view} />
  return view.isFirstOfPhase && view.phaseNumber > 1 && <PhaseLine agenda={agenda} view={view} />
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
    <output className="task__strip">
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
