import type { Answers, Phase, Step, StepPath, Template, Words } from './template.ts'

/** A step and its place in the agenda. */
export interface PlacedStep {
  readonly path: StepPath
  /** From 0, over all phases. */
  readonly index: number
  readonly phase: Phase
  readonly step: Step
}

export function stepPath(phase: Pick<Phase, 'id'>, step: Pick<Step, 'id'>): StepPath {
  return `${phase.id}/${step.id}`
}

/** All steps in the order in which they are played. */
export function stepsOf({ phases }: Pick<Template, 'phases'>): readonly PlacedStep[] {
  return phases
    .flatMap((phase) => phase.steps.map((step) => ({ path: stepPath(phase, step), phase, step })))
    .map((placed, index) => ({ ...placed, index }))
}

/** It is asked about each of thousands of notes, so it makes nothing for the other steps. */
export function findStep(
  { phases }: Pick<Template, 'phases'>,
  path: StepPath | null,
): PlacedStep | undefined {
  let index = 0
  for (const phase of phases) {
    const isHere = path?.startsWith(phase.id) === true
    for (const step of phase.steps) {
      if (isHere && stepPath(phase, step) === path) return { path, index, phase, step }
      index += 1
    }
  }
  return undefined
}

/** False as long as people have only talked or prepared themselves: no step up to this one has a field for notes. */
export function hasFieldsBy(template: Pick<Template, 'phases'>, path: StepPath | null): boolean {
  const steps = stepsOf(template)
  const index = findStep(template, path)?.index ?? steps.length
  return steps.slice(0, index + 1).some(({ step }) => 'fields' in step && step.fields.length > 0)
}

/**
 * The step to which the group goes on from this one. The first one for null; undefined after the last. It does not stop
 * at steps at one's own pace: people do these ahead.
 */
export function nextStep(
  template: Pick<Template, 'phases' | 'begins'>,
  path: StepPath | null,
): PlacedStep | undefined {
  const first = (findStep(template, template.begins ?? null)?.index ?? 0) - 1
  const from = path === null ? first : findStep(template, path)?.index
  if (from === undefined) return undefined
  return stepsOf(template).find((placed) => placed.index > from && isOfGroup(placed))
}

/** The step before this one. Undefined before the first. */
export function previousStep(template: Pick<Template, 'phases'>, path: StepPath): PlacedStep | undefined {
  return neighbour(template, path, -1)
}

/** The planned time of a step. Null: it takes the time that it takes. */
export function stepSeconds({ seconds, secondsFrom }: Step, answers: Answers): number | null {
  const minutes = secondsFrom === undefined ? undefined : answers[secondsFrom]
  return typeof minutes === 'number' ? minutes * 60 : seconds
}

/**
 * The number of notes or groups that each table hands up, to which later steps keep; null when a step passes on
 * everything. Private notes are on nobody's table yet.
 */
export function handUpLimit({ who, writing, makes }: Pick<Step, 'who' | 'writing' | 'makes'>): number | null {
  return who === 'tables' && writing !== 'private' ? (makes?.most ?? null) : null
}

/** True for a vote on principles: of those that a step makes, or of those that an earlier vote has chosen. */
export function isAboutPrinciples(template: Pick<Template, 'phases'>, { input = [] }: Step): boolean {
  return input.some(({ from, show }) => {
    const source = show === 'pour' ? findStep(template, from)?.step : undefined
    if (!source) return false
    return (
      source.makes?.kind === 'principle' ||
      (source.activity === 'vote' && isAboutPrinciples(template, source))
    )
  })
}

/** True for a step that is at tables whoever comes. A small group of others may stay together. */
export function isSurelyAtTables({ who, tables }: Pick<Step, 'who' | 'tables'>): boolean {
  return who === 'tables' && tables?.above === undefined
}

/** The planned time of a phase: the sum of its steps. */
export function phaseSeconds({ steps }: Pick<Phase, 'steps'>, answers: Answers): number {
  return steps.reduce((sum, step) => sum + (stepSeconds(step, answers) ?? 0), 0)
}

/** The planned time of the whole agenda. */
export function templateSeconds({ phases }: Pick<Template, 'phases'>, answers: Answers): number {
  return phases.reduce((sum, phase) => sum + phaseSeconds(phase, answers), 0)
}

/** The moment of a time of day, as `12:30`, milliseconds since 1970. Undefined when it is none. */
export type MomentOf = (time: string) => number | undefined

/** The moment at which this step begins at the earliest: its phase is locked, and begins with it. */
export function lockOf({ phase, step }: PlacedStep, momentOf: MomentOf): number | undefined {
  return phase.lockedAt !== undefined && phase.steps[0] === step ? momentOf(phase.lockedAt) : undefined
}

/**
 * The moment at which the agenda ends if every later step takes its planned time, and no locked phase begins early.
 * `leftMs` is the rest of the step at `path`; nothing is left of a step whose time is over.
 */
export function endTime(
  template: Pick<Template, 'phases'>,
  answers: Answers,
  {
    path,
    leftMs,
    nowMs,
    momentOf,
  }: {
    readonly path: StepPath | null
    readonly leftMs: number
    readonly nowMs: number
    readonly momentOf: MomentOf
  },
): number {
  const later = stepsOf(template).slice((findStep(template, path)?.index ?? -1) + 1)
  // People do steps at their own pace ahead: the group spends no time on them.
  return later
    .filter(isOfGroup)
    .reduce(
      (at, placed) =>
        Math.max(at, lockOf(placed, momentOf) ?? at) + (stepSeconds(placed.step, answers) ?? 0) * 1_000,
      nowMs + Math.max(0, leftMs),
    )
}

function isOfGroup({ step }: PlacedStep): boolean {
  return step.pace !== 'own'
}

function neighbour(
  template: Pick<Template, 'phases'>,
  path: StepPath,
  distance: number,
): PlacedStep | undefined {
  const found = findStep(template, path)
  return found && stepsOf(template)[found.index + distance]
}

/** The notes of a template that only facilitators may read, by phase. They never enter a shared document. */
export type PhaseNotes = Readonly<Record<string, Words>>

export function notesOfPhases({ phases }: Pick<Template, 'phases'>): PhaseNotes {
  return Object.fromEntries(phases.flatMap(({ id, notes }) => (notes ? [[id, notes]] : [])))
}

/** The part of a template that everybody may see. */
export function withoutNotes(template: Template): Template {
  return { ...template, phases: template.phases.map(withoutOwn) }
}

function withoutOwn(phase: Phase): Phase {
  const { notes: _, ...others } = phase
  return others
}

export function withNotes(template: Template, notes: PhaseNotes): Template {
  const noted = template.phases.map((phase) => {
    const own = Object.hasOwn(notes, phase.id) ? notes[phase.id] : undefined
    return own ? { ...phase, notes: own } : phase
  })
  return { ...template, phases: noted }
}

/** The notes after an edit. A page edits a template without notes: those of phases that it says nothing about stay. */
export function editedNotes(before: PhaseNotes, template: Template): PhaseNotes {
  return notesOfPhases(withNotes(withoutNotes(template), { ...before, ...notesOfPhases(template) }))
}
