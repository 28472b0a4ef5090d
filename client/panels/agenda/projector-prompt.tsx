import { useStore } from '@nanostores/react'
import { Suspense, type ReactNode } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { Clock } from './clock.tsx'
import { useIsUnseen } from './empty-step.tsx'
import { FigureLine, PhaseMarks } from './figure-line.tsx'
import { FirstWork, Helps } from './prompt.tsx'
import { Reached } from './projector-over-board.tsx'
import { Said } from './said.tsx'
import { sceneOf } from './scene-of.ts'
import { useFittedType } from './use-fitted-type.ts'
import { useOver, useStepView } from './use-agenda-view.tsx'
import { agendaWords } from './words.ts'
import './projector-prompt.css'

const ProjectorTables = lazyPart(async () => (await import('./projector-tables.tsx')).ProjectorTables)

/** For the whole room: where we are, the prompt, the time, how far people are. */
export function ProjectorPrompt() {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  return (
    agenda && (
      <>
        <Shown agenda={agenda} />
        <FirstWork />
      </>
    )
  )
}

function Shown({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const view = useStepView(agenda)
  const { features } = useBoard()
  const over = useOver(agenda)
  const isUnseen = useIsUnseen(agenda)
  if (!view || agenda.now.state !== AgendaState.running) {
    return (
      <section className="projector__prompt projector-step" aria-label={t('heading')}>
        <h2 className="projector__question said">{t('over')}</h2>
        <Reached />
      </section>
    )
  }
  const [first] = view.prompt
  const scene = sceneOf(features, agenda)
  const UnderPrompt = scene?.UnderPrompt
  return (
    <section
      className="projector__prompt projector-step"
      aria-label={t('heading')}
      data-step={view.placed.path}
    >
      <div className="projector-step__place">
        <PhaseMarks view={view}>
          {over === null ? undefined : <h2 className="phase-title one-line">{over}</h2>}
        </PhaseMarks>
      </div>
      {over === null && <Clock agenda={agenda} />}
      <div className="projector-step__line">
        <div className="projector-step__words">
          {over === null && first && (
            <h2 className="projector-step__prompt said">
              <Said sentence={first} />
            </h2>
          )}
          <Helps agenda={agenda} view={view} className="projector-step__help" />
          {view.placed.step.who === 'tables' && !scene?.projectsTables && (
            <Suspense fallback={null}>
              <ProjectorTables />
            </Suspense>
          )}
        </div>
        {!isUnseen && (
          <div className="projector-step__figures">
            <FigureLine agenda={agenda} />
          </div>
        )}
      </div>
      <Suspense fallback={null}>
        {UnderPrompt && (
          <SceneOfStep key={view.placed.path}>
            <UnderPrompt placed={view.placed} />
          </SceneOfStep>
        )}
      </Suspense>
    </section>
  )
}

function SceneOfStep({ children }: { readonly children: ReactNode }) {
  return (
    <div className="projector-step__scene" ref={useFittedType()}>
      {children}
    </div>
  )
}
