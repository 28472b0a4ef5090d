import {
  AgendaState,
  clockOf,
  leftOf,
  noClock,
  visitedSteps,
  withTime,
  type Agenda,
  type StepClock,
} from '#shared/agenda/agenda.ts'
import { findStep, stepSeconds, stepsOf } from '#shared/agenda/steps.ts'
import type { Answers, Template } from '#shared/agenda/template.ts'

/**
 * While the agenda runs, wording and minutes of the running step may change, and everything about later ones. Steps
 * that have run keep their place and their kind. Undefined: the edit may be taken.
 */
export function editProblem(agenda: Agenda, next: Template): 'agenda_running' | undefined {
  const visited = visitedSteps(agenda)
  const kept = stepsOf(agenda.template).filter(({ path }) => visited.has(path))
  const after = stepsOf(next)
  let last = -1
  for (const { path, step } of kept) {
    const found = after.find((placed) => placed.path === path)
    if (!found || found.step.activity !== step.activity || found.index <= last) return 'agenda_running'
    last = found.index
  }
  return undefined
}

/** The clock of the running step after an edit: what its planned time gained or lost. */
export function editedClock(
  { template, answers, now, clock }: Agenda,
  next: Template,
  nextAnswers: Answers,
  nowMs: number,
): StepClock {
  const before = findStep(template, now.step)
  const after = findStep(next, now.step)
  if (now.state !== AgendaState.running || !before || !after) return clock
  const [old, planned] = [stepSeconds(before.step, answers), stepSeconds(after.step, nextAnswers)]
  if (old === planned) return clock
  if (planned === null) return noClock
  if (old === null || leftOf(clock, nowMs) === null) return clockOf(after.step, nextAnswers, nowMs)
  return withTime(clock, planned - old, nowMs)
}
