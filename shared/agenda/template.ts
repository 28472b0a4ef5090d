import type { NoteKind } from '../workshop/note-kind.ts'

/** A sentence in one language or both. A gap such as `{question}` stands for an answer to `ask`. */
export interface Words {
  readonly en?: string
  readonly fr?: string
}
export type WordsLanguage = keyof Words

/**
 * The agenda of a workshop: plain JSON. Fields that this version does not know stay in it.
 * `server/templates/` checks its form and its references.
 */
export interface Template {
  readonly format: 'boussole-template'
  readonly version: 1
  readonly id: string
  readonly title: Words
  /** What people leave with. */
  readonly about?: Words
  readonly people?: { readonly from: number; readonly to: number }
  /** The questions to the facilitator at the start. */
  readonly ask: readonly Parameter[]
  /** The question of kind `time` whose answer is the end of the workshop. */
  readonly endFrom?: string
  /** The step with which it begins, where another board brought what the steps before it make. Left out: the first one. */
  readonly begins?: StepPath
  readonly phases: readonly Phase[]
}

export const ParameterKind = { text: 'text', minutes: 'minutes', count: 'count', time: 'time' } as const
export type ParameterKind = (typeof ParameterKind)[keyof typeof ParameterKind]

export interface Parameter {
  readonly id: string
  readonly kind: ParameterKind
  readonly label: Words
  readonly default?: string | number
  readonly isOptional?: boolean
}

export interface Phase {
  readonly id: string
  readonly title: Words
  readonly purpose?: Words
  /** For facilitators alone. */
  readonly notes?: Words
  /** The time of day at which it begins, as `12:30`, whatever came before. */
  readonly lockedAt?: string
  readonly steps: readonly Step[]
}

export const Take = {
  notes: 'notes',
  clusters: 'clusters',
  shortlist: 'shortlist',
  statements: 'statements',
} as const
/** What a step makes, and what a later step takes from it. */
export type Take = (typeof Take)[keyof typeof Take]

export interface StepBase {
  readonly id: string
  readonly prompt: readonly Words[]
  /** Planned time. Null: it takes the time that it takes. */
  readonly seconds: number | null
  /** The question of kind `minutes` whose answer is the planned time. */
  readonly secondsFrom?: string
  /** Shortening the agenda leaves at least so many seconds. */
  readonly least?: number
  readonly pace?: 'together' | 'own'
  /** Dates between which a step at one's own pace can be done, in ISO 8601. */
  readonly opens?: string
  readonly closes?: string
  readonly writing: 'private' | 'shared' | 'none'
  /** `tables`: in groups that the server draws. */
  readonly who?: 'all' | 'tables' | 'facilitators' | 'drawn'
  /** People of a table, about. `above`: with at most so many people, all stay together. */
  readonly tables?: { readonly size: number; readonly above?: number }
  /** `step`, the default, allows what its activity needs. `open` allows what the board does. */
  readonly rights?: 'step' | 'open'
  readonly input?: readonly Input[]
  /** At tables each hands up `most` notes or groups: later steps take these alone. */
  readonly makes?: { readonly kind?: NoteKind; readonly target?: number; readonly most?: number }
}

export interface Input {
  /** An earlier step. */
  readonly from: StepPath
  readonly take: Take
  readonly show: 'pour' | 'pin'
  /** Of notes: only those of this field. A reveal moves those that are poured to the notes that it reveals. */
  readonly field?: string
}

/** A titled place for notes. */
export interface Field {
  readonly id: string
  readonly title: Words
  readonly blanks?: readonly Blank[]
  /** The kinds of its notes; of several, their writers choose one. Left out: the kind of the step. */
  readonly kinds?: readonly NoteKind[]
}

/** A line of a note that asks for something of its own. */
export interface Blank {
  readonly id: string
  readonly label: Words
  readonly kind: 'text' | 'owner' | 'date'
}

/**
 * The settings of a step by its activity. Each activity adds its own in its folder, with `declare module` in
 * `shared/activities/<name>/activity.ts`. `talk` has none, and neither have others that say so.
 */
export interface StepSettings {
  readonly talk: NoSettings
}
export type NoSettings = object

export type StepActivity = keyof StepSettings
export type StepOf<Activity extends StepActivity> = StepBase & {
  readonly activity: Activity
} & StepSettings[Activity]
export type Step = { [Activity in StepActivity]: StepOf<Activity> }[StepActivity]

/** `phase/step`, each an id. */
export type StepPath = string

/** The answers to `ask`, by the id of the question. */
export type Answers = Readonly<Record<string, string | number>>

/** Sizes of templates. None is measured; the purpose day has 10 phases and some 40 steps. */
export const templateLimits = {
  /** Bytes of the JSON. */
  bytes: 200_000,
  /** Lists and objects inside each other. */
  depth: 40,
  title: 200,
  words: 2_000,
  ask: 20,
  phases: 40,
  steps: 40,
  prompts: 12,
  inputs: 8,
  fields: 12,
  blanks: 8,
  people: 100_000,
  /** A day. */
  seconds: 86_400,
  /** Notes that a step asks for or hands on. */
  notes: 10_000,
} as const
