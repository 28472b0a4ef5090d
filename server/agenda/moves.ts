import type * as Y from 'yjs'
import { AgendaState, LogKind, type Agenda, type StepFigures } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { readWriting } from '#shared/board/writing.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import type { RunningStep } from '../contracts/activity.ts'

/** So many have written in private so far, as everybody saw it; undefined while people write together. */
export function figuresOfWriting(doc: Y.Doc): StepFigures | undefined {
  const { mode, wrote, of } = readWriting(doc)
  return mode === WritingMode.private && wrote !== null ? { done: wrote, of } : undefined
}

export function runningOf(agenda: Agenda): RunningStep | undefined {
  const { state, step, move, since } = agenda.now
  return state === AgendaState.running ? stepOf(agenda, step, { move, since }) : undefined
}

/** The step that the last move has left; undefined when nothing had run. */
export function leftOf(agenda: Agenda): RunningStep | undefined {
  const { log, now } = agenda
  const last = log.findLast(({ kind, move }) => move === now.move && moveKinds.has(kind))
  const begun = log.findLast(({ kind, move }) => move === now.move - 1 && moveKinds.has(kind))
  return last && stepOf(agenda, last.from, { move: now.move - 1, since: begun?.at ?? last.at })
}

const moveKinds: ReadonlySet<LogKind> = new Set([
  LogKind.start,
  LogKind.on,
  LogKind.back,
  LogKind.skip,
  LogKind.undo,
  LogKind.end,
])

function stepOf(
  { template, answers }: Agenda,
  path: StepPath | null,
  times: Pick<RunningStep, 'move' | 'since'>,
): RunningStep | undefined {
  const placed = findStep(template, path)
  if (!placed) return undefined
  const { phase, step } = placed
  // The tables of a step are known when it has begun.
  return { ...times, path: placed.path, phase, step, template, answers, tables: 0 }
}

export function phaseOf(path: StepPath | null): string | undefined {
  return path?.split('/')[0]
}
