import { AgendaState, type Agenda } from './agenda.ts'
import { findStep } from './steps.ts'
import type { Step, StepPath } from './template.ts'

/**
 * True while notes come into the fields of this step: it runs, or the running one has no fields and goes on with those of this
 * step, as when people are still missing on a map.
 */
export function takesNotesNow({ now, template }: Pick<Agenda, 'now' | 'template'>, path: StepPath): boolean {
  if (now.state !== AgendaState.running) return false
  if (now.step === path) return true
  const running = findStep(template, now.step)?.step
  if (!running || ('fields' in running && running.fields.length > 0)) return false
  return running.activity === findStep(template, path)?.step.activity && isInput(running, path)
}

function isInput({ input = [] }: Step, path: StepPath): boolean {
  return input.some(({ from }) => from === path)
}
