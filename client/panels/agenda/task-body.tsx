import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { CalmPage } from './calm-page.tsx'
import { PhaseCard } from './phase-card.tsx'
import { Said } from './said.tsx'
import { sceneOf } from './scene-of.ts'
import { useStepView } from './use-agenda-view.ts'
import { useShown } from './use-shown.ts'
import { stepView } from './view.ts'
import { agendaWords } from './words.ts'

/** What the person does now: where we are when a phase begins, the help of the prompt, and the activity's own screen. */
export function TaskBody({ agenda }: { readonly agenda: Agenda }) {
  const { features } = useBoard()
  const view = useStepView(agenda)
  if (agenda.now.state !== AgendaState.running || !view) return <CalmPage agenda={agenda} />
  const Task = sceneOf(features, agenda)?.Task
  const [, ...helps] = view.prompt
  return (
    <>
      {view.isFirstOfPhase && view.phaseNumber > 1 && <PhaseCard view={view} />}
      {helps.map((help) => (
        <p key={help.text} className="task__help">
          <Said sentence={help} />
        </p>
      ))}
      <Suspense fallback={null}>{Task && <Task key={view.placed.path} placed={view.placed} />}</Suspense>
    </>
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
    <output className="task__strip">
      <span>
        {view ? t('strip', { step: view.phase.text }) : t('over')} {t('stripKeeps')}
      </span>
      <Button tone="neutral" onClick={join}>
        {t('join')}
      </Button>
    </output>
  )
}
