import { agendaEnd, visitedSteps, type Agenda } from '#shared/agenda/agenda.ts'
import { findStep, nextStep, stepPath, stepsOf } from '#shared/agenda/steps.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { declarations } from '#shared/activities/declared.ts'
import { askedIn, isShown, type Asked } from '#shared/asking/asked.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { showOnce } from '../../model/commands/notices.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { reportRefusal } from '../host/outcome.ts'

type Plan = Pick<Agenda, 'template' | 'now'>
type Lived = Plan & Pick<Agenda, 'log'>

/** New steps, and the first of them. */
interface Inserted {
  readonly template: Template
  readonly path: StepPath
}

/** A step without the things that every inserted step has. */
type NewStep = Pick<Step, 'activity' | 'seconds' | 'writing'> & {
  readonly prompts: readonly string[]
} & Pick<Step, 'input'>

const casesAgain: NewStep = { activity: 'cases', seconds: 600, writing: 'none', prompts: ['prompt'] }

/** The template with steps after another one; after the last phase where that one is not there. */
function withSteps(
  template: Template,
  after: StepPath | null,
  added: readonly NewStep[],
): Inserted | undefined {
  const placed = findStep(template, after)
  const phase = placed?.phase ?? template.phases.at(-1)
  const words = declarations['cases']?.words
  if (!phase || !words) return undefined
  const taken = new Set(phase.steps.map(({ id }) => id))
  const both = (key: string) => ({ en: words.en[key] ?? '', fr: words.fr[key] ?? '' })
  const steps = added.map(({ prompts, ...rest }): Step => {
    const { activity } = rest
    const names = [activity, ...[...taken].map((_, index) => `${activity}-${index + 2}`)]
    const id = names.find((name) => !taken.has(name)) ?? activity
    taken.add(id)
    return { ...rest, id, prompt: prompts.map(both) } as Step
  })
  const [first] = steps
  if (!first) return undefined
  const place = placed ? phase.steps.indexOf(placed.step) + 1 : phase.steps.length
  const all = [...phase.steps.slice(0, place), ...steps, ...phase.steps.slice(place)]
  const phases = template.phases.map((each) => (each === phase ? { ...phase, steps: all } : each))
  return { template: { ...template, phases }, path: stepPath(phase, first) }
}

/** The template with a step that asks the settled cases again: after the step that ran last. */
export function withCases({ template, now }: Plan): Inserted | undefined {
  return withSteps(template, now.step, [casesAgain])
}

/** The words differ from those of the last adoption: only consent makes them the purpose. */
export function isNewSentence({ about }: Pick<Asked, 'about'>, adoption: Pick<Adoption, 'text'>): boolean {
  return about !== undefined && about !== null && about.text.trim() !== adoption.text.trim()
}

/** The last step that has asked the cases. Reworked principles lead back to an earlier one, and the day goes on from here. */
export function lastAsking({ template, now, log }: Lived): StepPath | null {
  const visited = visitedSteps({ template, log })
  const asking = stepsOf(template).findLast(
    ({ step, path }) => step.activity === casesAgain.activity && visited.has(path),
  )
  return asking?.path ?? now.step
}

/**
 * With a step in which the room consents to the new words of the sentence. `from`: the step that made it. Undefined where
 * the agenda has no such step.
 */
export function withConsent(agenda: Lived, from: StepPath): Inserted | undefined {
  const { template } = agenda
  const input = inputFrom(template, from)
  return (
    input &&
    withSteps(template, lastAsking(agenda), [
      { activity: 'consent', seconds: 600, writing: 'none', prompts: ['consent'], input },
    ])
  )
}

/**
 * With the steps in which the words are reworked and the cases asked once more. Of principles alone: the step that settled
 * them, after which the cases come. Undefined where the agenda has no step that made the words.
 */
export function withRework(
  { template, now }: Plan,
  from: StepPath,
  areOnlyPrinciples: boolean,
): Inserted | undefined {
  const settled = stepsOf(template).findLast(
    ({ step }) => step.activity === 'principles' && step.does === 'settle',
  )
  if (areOnlyPrinciples && settled) {
    const added = withSteps(template, settled.path, [casesAgain])
    return added && { template: added.template, path: settled.path }
  }
  const input = inputFrom(template, from)
  return input
    ? withSteps(template, now.step, [
        {
          activity: 'rewrite',
          seconds: 720,
          writing: 'shared',
          prompts: ['reworked', 'reworkedHelp'],
          input,
        },
        casesAgain,
      ])
    : undefined
}

function inputFrom(template: Template, from: StepPath): Step['input'] {
  return findStep(template, from) ? [{ from, take: 'statements', show: 'pour' }] : undefined
}

/** Asks the settled cases again, now: everybody is led to the new step. */
export async function askCases(model: BoardModel): Promise<void> {
  await alone(model, async (agenda) => void (await leadTo(model, agenda, withCases(agenda))))
}

/** The words stay: a new sentence is asked for consent, everything else goes on as it was planned. */
export async function keepCaseWords(model: BoardModel, asked: Asked): Promise<void> {
  await alone(model, async (agenda) => {
    const adoption = model.adoptions.get().at(-1)
    if (adoption && isNewSentence(asked, adoption)) {
      const from = await stepOf(model, adoption)
      const { versions } = await model.statements()
      const version = versions.get().findLast(({ statement }) => statement === adoption.statement)
      const isThere = await leadTo(model, agenda, withConsent(agenda, from))
      // Others of the same step may stand beside it. Where it is the only one, it was taken already.
      const reason = say('chosen')
      if (isThere && version)
        reportRefusal(model, model.run({ kind: 'consent.choose', version: version.id, reason }))
      return
    }
    const to = nextStep(agenda.template, lastAsking(agenda))?.path ?? agendaEnd
    const moved = model.run({ kind: 'agenda.move', from: agenda.now.move, to })
    reportRefusal(model, moved)
    if ((await moved).ok) model.notices.show({ tone: 'calm', text: say('kept') })
  })
}

/** The words are not good enough yet: everybody reworks them, and the cases are asked once more. */
export async function reworkCaseWords(model: BoardModel, asked: Asked): Promise<void> {
  await alone(model, async (agenda) => {
    const adoption = model.adoptions.get().at(-1)
    const from = adoption ? await stepOf(model, adoption) : ''
    const hasNewPrinciples = Object.keys(asked.about?.options ?? {}).some((key) => key.startsWith('was '))
    const areOnlyPrinciples = hasNewPrinciples && !(adoption && isNewSentence(asked, adoption))
    await leadTo(model, agenda, withRework(agenda, from, areOnlyPrinciples))
  })
}

/** Boards on which a press leads at this moment. */
const leading = new WeakSet<BoardModel>()

/** A second press, while the first is under way, would insert its steps twice: it does nothing. */
async function alone(model: BoardModel, lead: (agenda: Agenda) => Promise<void>): Promise<void> {
  const agenda = model.agenda.get()
  if (!agenda || leading.has(model)) return
  leading.add(model)
  try {
    await lead(agenda)
  } finally {
    leading.delete(model)
  }
}

/** The step that made the adopted sentence. */
async function stepOf(model: BoardModel, { statement }: Pick<Adoption, 'statement'>): Promise<StepPath> {
  const { all } = await model.statements()
  return all.get().find(({ id }) => id === statement)?.step ?? ''
}

/** False where somebody is in the way, or no step can be inserted, and the person has heard it. */
async function leadTo(
  model: BoardModel,
  { edition, answers, now }: Agenda,
  inserted: Inserted | undefined,
): Promise<boolean> {
  if (!inserted) {
    showOnce(model.notices, { tone: 'warn', text: say('noStep') })
    return false
  }
  const edited = model.run({ kind: 'agenda.edit', edition, template: inserted.template, answers })
  reportRefusal(model, edited)
  if (!(await edited).ok) return false
  const moved = model.run({ kind: 'agenda.move', from: now.move, to: inserted.path })
  reportRefusal(model, moved)
  return (await moved).ok
}

function say(key: string): string {
  return declarations['cases']?.words[currentLanguage()][key] ?? ''
}

/** True once dilemmas were settled in a step. `state`: of the questions, unchecked. */
export function hasSettled(template: Template, state: unknown): boolean {
  return stepsOf(template).some(
    ({ step, path }) => declarations[step.activity]?.cases !== undefined && isShown(askedIn(state, path)),
  )
}
