import { useStore } from '@nanostores/react'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { SaidPrinciple } from './principle-card.tsx'
import { usePrinciplesOf } from './use-principles.ts'
import { principlesWords } from './words.ts'
import './step-task.css'

/** The facilitator reads the principles, however small they are on the board. */
export function PrinciplesOnDesk({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const { step, path } = placed
  const running = agenda?.now.step
  if (step.activity !== 'principles' || !agenda || !running) return null
  // They are settled on the stage.
  if (step.does === 'settle') return null
  return isLatest(agenda.template, path, running) && <ToRead path={path} />
}

/** No later step of principles has begun. */
function isLatest(template: Template, path: StepPath, running: StepPath): boolean {
  const steps = stepsOf(template)
  const indexOf = (wanted: StepPath) => steps.findIndex((each) => each.path === wanted)
  return !steps
    .slice(indexOf(path) + 1, indexOf(running) + 1)
    .some(({ step }) => step.activity === 'principles')
}

function ToRead({ path }: { readonly path: StepPath }) {
  const t = useWords(principlesWords)
  const ids = usePrinciplesOf(path)
  if (ids.length === 0) return null
  return (
    <section className="principles" aria-label={t('toRead', { count: ids.length })}>
      <details>
        <summary>{t('toRead', { count: ids.length })}</summary>
        <ol className="principles__settled">
          {ids.map((id) => (
            <li key={id}>
              <SaidPrinciple id={id} hasSigns />
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
