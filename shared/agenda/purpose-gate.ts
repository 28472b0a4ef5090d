import type { LogEntry } from './agenda.ts'
import { findStep } from './steps.ts'
import type { Step, Template } from './template.ts'

interface PurposeGate {
  readonly template: Template
  readonly log: readonly Pick<LogEntry, 'to' | 'despite'>[]
  readonly hasPurpose: boolean
  readonly needsPurpose: (step: Step) => boolean
}

/**
 * True when the group may not go to this step: it needs a purpose, and none was adopted. Once a facilitator has said why the
 * group goes on without one, all such steps are open.
 */
export function isPurposeMissing(
  target: Step,
  { template, log, hasPurpose, needsPurpose }: PurposeGate,
): boolean {
  if (hasPurpose || !needsPurpose(target)) return false
  return !log.some(({ to, despite }) => {
    const reached = despite === undefined ? undefined : findStep(template, to)
    return reached !== undefined && needsPurpose(reached.step)
  })
}
