import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StageKind, SteppedFeature, StepScene } from '../host/scenes.ts'

/** The activity of the running step, before its screens are here. */
function runningFeature(
  features: readonly SteppedFeature[],
  { template, now }: Pick<Agenda, 'template' | 'now'>,
): SteppedFeature | undefined {
  return now.state === AgendaState.running ? featureOfStep(features, findStep(template, now.step)) : undefined
}

/** The screens of the activity of the running step. Everything that asks is drawn once all scenes are here. */
export function sceneOf(
  features: readonly SteppedFeature[],
  { template, now }: Pick<Agenda, 'template' | 'now'>,
): StepScene | undefined {
  return runningFeature(features, { template, now })?.step?.now()
}

/** The stage at a desk. Before the start and after the end a sheet says what comes, and what came out. */
export function stageKindOf(
  features: readonly SteppedFeature[],
  { template, now }: Pick<Agenda, 'template' | 'now'>,
): StageKind {
  const placed = findStep(template, now.step)
  const kind = runningFeature(features, { template, now })?.stageKind ?? 'sheet'
  return typeof kind === 'function' ? (placed ? kind(placed.step) : 'sheet') : kind
}

/** True where a phone shows the notes below the task. */
export function isTaskAboveNotes(
  features: readonly SteppedFeature[],
  agenda: Pick<Agenda, 'template' | 'now'>,
): boolean {
  const placed = findStep(agenda.template, agenda.now.step)
  return (placed && runningFeature(features, agenda)?.isTaskAboveNotes?.(placed.step)) ?? false
}

/** True where people say themselves that they are done. */
export function saysDone(
  features: readonly SteppedFeature[],
  agenda: Pick<Agenda, 'template' | 'now'>,
): boolean {
  const shows = sceneOf(features, agenda)?.showsDone
  const placed = findStep(agenda.template, agenda.now.step)
  return typeof shows === 'function' ? placed !== undefined && shows(placed.step) : shows === true
}

export function sceneOfStep(
  features: readonly SteppedFeature[],
  placed: PlacedStep | undefined,
): StepScene | undefined {
  return featureOfStep(features, placed)?.step?.now()
}

function featureOfStep(
  features: readonly SteppedFeature[],
  placed: PlacedStep | undefined,
): SteppedFeature | undefined {
  return placed && features.find(({ name }) => name === placed.step.activity)
}
