import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { SteppedFeature, StepScene } from '../host/scenes.ts'

/** The screens of the activity of the running step. */
export function sceneOf(
  features: readonly SteppedFeature[],
  { template, now }: Pick<Agenda, 'template' | 'now'>,
): StepScene | undefined {
  return now.state === AgendaState.running ? sceneOfStep(features, findStep(template, now.step)) : undefined
}

export function sceneOfStep(
  features: readonly SteppedFeature[],
  placed: PlacedStep | undefined,
): StepScene | undefined {
  return placed && features.find(({ name }) => name === placed.step.activity)?.step
}
