import { connected, inputsAt, type StepsByActivity } from '#shared/agenda/connect.ts'
import {
  type Phase,
  type Step,
  type Template,
  type Answers,
  type StepPath,
  templateLimits,
} from '#shared/agenda/template.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Language } from '#shared/board/document.ts'
import type { StepEditor } from '../host/step-editor.tsx'
import type { OrderPlace, DragOrder } from './use-drag-order.ts'

/** The editors of all activities that can be a step, by the name of the activity. */
export type StepEditors = ReadonlyMap<string, StepEditor>

/** Everything that the rows of the editor work with. */
export interface Editing {
  readonly template: Template
  readonly answers: Answers
  readonly language: Language
  readonly editors: StepEditors
  readonly edits: AgendaEdits
  /** Steps in which the workshop has been. */
  readonly visited: ReadonlySet<StepPath>
  readonly running: StepPath | null
  /** The number of the first step that may still move. */
  readonly free: number
  readonly drag: DragOrder
  readonly onChange: (template: Template) => void
  readonly onAnswer: (question: string, answer: string | number) => void
}

/** Where a step stands: the numbers of its phase and of itself in it, from 0. */
export interface StepPlace {
  readonly phase: number
  readonly step: number
}

/** Changes of an agenda. Each returns a new template whose inputs can be played. */
export class AgendaEdits {
  readonly #activities: StepsByActivity

  constructor(activities: StepsByActivity) {
    this.#activities = activities
  }

  changePhase(template: Template, phase: number, change: Partial<Phase>): Template {
    return withPhases(
      template,
      template.phases.map((each, index) => (index === phase ? { ...each, ...change } : each)),
    )
  }

  /** The time of day at which a phase begins, as `12:30`. An empty one takes it off. */
  lockPhase(template: Template, phase: number, time: string): Template {
    return withPhases(
      template,
      template.phases.map((each, index) => (index === phase ? locked(each, time) : each)),
    )
  }

  changeStep(template: Template, { phase, step }: StepPlace, change: (step: Step) => Step): Template {
    const steps = template.phases[phase]?.steps ?? []
    return this.changePhase(template, phase, {
      steps: steps.map((each, index) => (index === step ? change(each) : each)),
    })
  }

  addPhase(template: Template, phase: Omit<Phase, 'id' | 'steps'>): Template {
    const id = freeId('phase', template.phases)
    return withPhases(template, [...template.phases, { ...phase, id, steps: [] }])
  }

  removePhase(template: Template, phase: number): Template {
    return this.#connect(
      withPhases(
        template,
        template.phases.filter((_, index) => index !== phase),
      ),
    )
  }

  movePhase(template: Template, phase: number, by: 1 | -1): Template {
    return this.#connect(withPhases(template, swapped(template.phases, phase, phase + by)))
  }

  /** Adds a step at the end of a phase. */
  addStep(template: Template, phase: number, step: Omit<Step, 'id'>): Template {
    const at = template.phases[phase]
    if (!at) return template
    const before = template.phases.slice(0, phase + 1).reduce((sum, { steps }) => sum + steps.length, 0)
    const input = inputsAt(template, before, step.activity, this.#activities)
    const added = {
      ...step,
      id: freeId(step.activity, at.steps),
      ...(input.length > 0 && { input }),
    } as Step
    return this.changePhase(template, phase, { steps: [...at.steps, added] })
  }

  removeStep(template: Template, { phase, step }: StepPlace): Template {
    const steps = template.phases[phase]?.steps ?? []
    return this.#connect(
      this.changePhase(template, phase, { steps: steps.filter((_, index) => index !== step) }),
    )
  }

  /** One place earlier or later, also into the phase beside. */
  moveStep(template: Template, { phase, step }: StepPlace, by: 1 | -1): Template {
    const at = template.phases[phase]
    const moved = at?.steps[step]
    if (!at || !moved) return template
    if (step + by >= 0 && step + by < at.steps.length) {
      return this.#connect(this.changePhase(template, phase, { steps: swapped(at.steps, step, step + by) }))
    }
    const beside = template.phases[phase + by]
    if (!beside) return template
    const taken = { ...moved, id: freeId(moved.id, beside.steps) }
    const without = this.changePhase(template, phase, { steps: at.steps.filter((each) => each !== moved) })
    return this.#connect(
      this.changePhase(without, phase + by, {
        steps: by === 1 ? [taken, ...beside.steps] : [...beside.steps, taken],
      }),
    )
  }

  /** Puts a step before the one at `to`, or at the end of a phase. */
  placeStep(template: Template, from: StepPlace, to: StepPlace): Template {
    const before = template.phases[from.phase]?.steps ?? []
    const after = template.phases[to.phase]?.steps
    const moved = before[from.step]
    if (!moved || !after) return template
    const isBeside = from.phase !== to.phase
    const rest = isBeside ? after : after.filter((each) => each !== moved)
    const at = !isBeside && to.step > from.step ? to.step - 1 : to.step
    const taken = isBeside ? { ...moved, id: freeId(moved.id, after) } : moved
    const without = this.changePhase(template, from.phase, { steps: before.filter((each) => each !== moved) })
    return this.#connect(this.changePhase(without, to.phase, { steps: rest.toSpliced(at, 0, taken) }))
  }

  /** Puts a phase before the one at `to`, or at the end. */
  placePhase(template: Template, from: number, to: number): Template {
    const moved = template.phases[from]
    if (!moved) return template
    const rest = template.phases.filter((each) => each !== moved)
    return this.#connect(withPhases(template, rest.toSpliced(to > from ? to - 1 : to, 0, moved)))
  }

  #connect(template: Template): Template {
    return connected(template, this.#activities)
  }
}

/** True when the step can be moved in that direction. `first`: the number of the first step that may still change its place. */
export function canMove(template: Template, { phase, step }: StepPlace, by: 1 | -1, first: number): boolean {
  const index = indexOf(template, { phase, step })
  if (index < first || (by === -1 && index === first && step > 0)) return false
  const steps = template.phases[phase]?.steps.length ?? 0
  const inPhase = step + by >= 0 && step + by < steps
  if (inPhase) return true
  const beside = template.phases[phase + by]
  if (!beside) return false
  // Into a phase that has begun only behind its steps that ran.
  return by === 1 || indexOf(template, { phase: phase - 1, step: beside.steps.length }) >= first
}

/** True when a step, or a phase where `step` is null, can go there, and it is another place. */
export function canPlace(template: Template, from: OrderPlace, to: OrderPlace, first: number): boolean {
  const start = ({ phase, step }: OrderPlace) => indexOf(template, { phase, step: step ?? 0 })
  if (start(from) < first || start(to) < first) return false
  if (from.step === null || to.step === null) return to.phase !== from.phase && to.phase !== from.phase + 1
  if (from.phase !== to.phase) return (template.phases[to.phase]?.steps.length ?? 0) < templateLimits.steps
  return to.step !== from.step && to.step !== from.step + 1
}

/** The number of a step over all phases, from 0. */
export function indexOf({ phases }: Pick<Template, 'phases'>, { phase, step }: StepPlace): number {
  return phases.slice(0, phase).reduce((sum, { steps }) => sum + steps.length, 0) + step
}

/** The number of the first step that has not run. */
export function firstFree(template: Template, visited: ReadonlySet<string>): number {
  return 1 + stepsOf(template).findLastIndex(({ path }) => visited.has(path))
}

function locked(phase: Phase, time: string): Phase {
  const { lockedAt: _, ...others } = phase
  return time === '' ? others : { ...others, lockedAt: time }
}

function withPhases(template: Template, phases: readonly Phase[]): Template {
  return { ...template, phases }
}

function swapped<Item>(items: readonly Item[], a: number, b: number): readonly Item[] {
  const [first, second] = [items[a], items[b]]
  if (first === undefined || second === undefined) return items
  return items.with(a, second).with(b, first)
}

function freeId(wish: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  if (!ids.has(wish)) return wish
  for (let number = 2; ; number += 1) {
    const id = `${wish}-${number}`
    if (!ids.has(id)) return id
  }
}
