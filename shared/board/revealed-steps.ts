import { AgendaState, type Agenda, type AgendaNow } from '../agenda/agenda.ts'
import { findStep, stepsOf, type PlacedStep } from '../agenda/steps.ts'
import type { Step, StepPath, Template } from '../agenda/template.ts'
import { WritingMode, type Writing } from '../workshop/writing.ts'
import type { Draft } from './draft.ts'
import { readOrigin, type NoteOrigin } from './note.ts'

/** What decides about a draft, or about words that would be one. */
export interface DraftToShow extends NoteOrigin, Pick<Draft, 'isHeld' | 'isForNext' | 'kind'> {
  readonly id?: string
}

/** The drafts that a reveal takes. */
export interface RevealedSteps {
  /** The step and field of the draft's note. Undefined: the reveal leaves it on its desk. */
  readonly originOf: (draft: DraftToShow) => NoteOrigin | undefined
  /** Left out: a note is signed if its draft is. */
  readonly isSigned?: boolean
}

/** Without an agenda: the drafts of no step. */
export const ofNoStep: RevealedSteps = {
  originOf: (draft) => (draft.isHeld || draft.step !== undefined ? undefined : readOrigin(draft)),
}

/**
 * While this step runs: its own drafts, and those of the steps that it goes on with. Where a facilitator has switched to
 * private writing in another step: the drafts of no step.
 */
export function ofRunningStep(template: Template, running: PlacedStep): RevealedSteps {
  return isPrivate(running) ? ofSteps(template, [running, ...inputsOf(template, running)]) : ofNoStep
}

/**
 * In a step that reveals: the drafts of the steps whose notes it takes, and of the passes between. A step that names none
 * takes those of the private steps since the reveal before it.
 */
export function ofRevealStep(template: Template, revealing: PlacedStep): RevealedSteps {
  const inputs = inputsOf(template, revealing)
  return ofSteps(template, inputs.length > 0 ? inputs : sinceLastReveal(template, revealing))
}

/** Names the reveal of a step: an agenda that is led again counts its moves from 1 again. */
export function revealOf({ move, since }: Pick<AgendaNow, 'move' | 'since'>): string {
  return `step:${move}:${since}`
}

/** The group has gone on without this draft, or its author holds it: no reveal that is still to come takes it. */
export function isLate(
  draft: DraftToShow,
  agenda: Agenda | null,
  { mode, revealed }: Pick<Writing, 'mode' | 'revealed'>,
): boolean {
  const isPrivate = mode === WritingMode.private
  if (agenda === null) return !isPrivate
  const { template, now } = agenda
  if (now.state === AgendaState.ready) return false
  const running = now.state === AgendaState.running ? findStep(template, now.step) : undefined
  if (!running) return true
  if (isPrivate && ofRunningStep(template, running).originOf(draft)) return false
  // A step that has just begun may not have made its reveal yet.
  const first = revealed === revealOf(now) ? running.index + 1 : running.index
  return !stepsOf(template).some(
    (placed) =>
      placed.index >= first &&
      placed.step.activity === 'reveal' &&
      ofRevealStep(template, placed).originOf(draft),
  )
}

function inputsOf(template: Template, { step }: PlacedStep): readonly PlacedStep[] {
  const from = new Set(step.input?.map((input) => input.from))
  return stepsOf(template).filter(({ path }) => from.has(path))
}

function sinceLastReveal(template: Template, { index, step }: PlacedStep): readonly PlacedStep[] {
  const before = stepsOf(template).slice(0, index)
  const last = before.findLastIndex((one) => one.step.activity === step.activity)
  return before.slice(last + 1)
}

function ofSteps(template: Template, steps: readonly PlacedStep[]): RevealedSteps {
  const first = steps.find(isPrivate)
  const own = new Set(steps.filter(isPrivate).map(({ path }) => path))
  const passes = passesOf(template, own)
  return {
    originOf: (draft) => {
      if (draft.isHeld) return undefined
      if (draft.step !== undefined && own.has(draft.step)) return readOrigin(draft)
      const isOfPass = draft.step !== undefined && passes.has(draft.step)
      const isDue = first && (isOfPass || (draft.isForNext && draft.kind === kindIn(first)))
      return isDue ? originIn(first, draft) : undefined
    },
  }
}

/** A step that goes on with the private notes of another one belongs to it: a pass. */
function passesOf(template: Template, paths: ReadonlySet<StepPath>): ReadonlySet<StepPath> {
  const passes = stepsOf(template).filter(
    ({ path, step }) =>
      !paths.has(path) && step.writing === 'private' && !('fields' in step) && takesFrom(step, paths),
  )
  return new Set(passes.map(({ path }) => path))
}

function takesFrom({ input = [] }: Step, paths: ReadonlySet<StepPath>): boolean {
  return input.some(({ from }) => paths.has(from))
}

function isPrivate({ step }: PlacedStep): boolean {
  return step.writing === 'private'
}

function kindIn({ step }: PlacedStep): Draft['kind'] {
  return step.makes?.kind ?? 'idea'
}

/** It comes as a note of the step that is shown now. */
function originIn({ path, step }: PlacedStep, draft: DraftToShow): NoteOrigin {
  const field = 'fields' in step ? step.fields[0]?.id : undefined
  return { ...readOrigin(draft), step: path, ...(field !== undefined && { field }) }
}
