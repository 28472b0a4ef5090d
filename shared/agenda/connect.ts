import type { ActivityStep } from './activity.ts'
import { stepsOf, type PlacedStep } from './steps.ts'
import type { Input, Step, Take, Template } from './template.ts'

export type StepsByActivity = Readonly<Record<string, ActivityStep | undefined>>

/**
 * The template with inputs that can be played. After a move, an insertion or a removal an input may point to a later step,
 * or to none. Such an input goes. A step that had inputs and has lost them all takes from the nearest earlier step that
 * makes something for it.
 */
export function connected(template: Template, activities: StepsByActivity): Template {
  const all = stepsOf(template)
  const inputsOf = new Map(all.map((placed) => [placed.path, inputsFor(placed, all, activities)]))
  const phases = template.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => withInputs(step, inputsOf.get(`${phase.id}/${step.id}`) ?? [])),
  }))
  return { ...template, phases }
}

function withInputs(step: Step, input: readonly Input[]): Step {
  if (input.length > 0) return { ...step, input }
  const { input: _, ...others } = step
  return others
}

function inputsFor(
  { index, step }: PlacedStep,
  all: readonly PlacedStep[],
  activities: StepsByActivity,
): readonly Input[] {
  const { input = [] } = step
  if (input.length === 0) return []
  const takes = activities[step.activity]?.takes ?? []
  const earlier = all.slice(0, index)
  const kept = input.filter(({ from, take }) => {
    const source = earlier.find(({ path }) => path === from)
    return source && takes.includes(take) && activities[source.step.activity]?.makes === take
  })
  if (kept.length > 0) return kept
  const found = nearest(earlier, takes, activities)
  return found ? [{ ...found, show: input[0]?.show ?? 'pour' }] : []
}

/** The inputs of a step that is put at this place. */
export function inputsAt(
  template: Template,
  index: number,
  activity: string,
  activities: StepsByActivity,
): readonly Input[] {
  const takes = activities[activity]?.takes ?? []
  const found = nearest(stepsOf(template).slice(0, index), takes, activities)
  return found ? [{ ...found, show: 'pour' }] : []
}

function nearest(
  earlier: readonly PlacedStep[],
  takes: readonly Take[],
  activities: StepsByActivity,
): Pick<Input, 'from' | 'take'> | undefined {
  for (const { path, step } of earlier.toReversed()) {
    const take = activities[step.activity]?.makes
    if (take && takes.includes(take)) return { from: path, take }
  }
  return undefined
}
