import type { Audience } from '../workshop/audience.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import type { RightsTable } from '../workshop/policy.ts'
import type { ParameterKind, Step, StepPath, Take, Words } from './template.ts'

/**
 * The shared part of an activity. `types` is never set. It carries the types of the activity's commands, so that their
 * validators, which only the server needs, stay out of the browser.
 */
export interface SharedActivity<Rights extends RightsTable, Types extends ActivityTypes> {
  /** The rows that it adds to the table of rights. */
  readonly rights: Rights
  /** How it is a step of an agenda. Left out: it cannot be one. */
  readonly step?: ActivityStep
  /** Its state is about notes: a restored checkpoint brings it back with them. */
  readonly followsNotes?: true
  readonly types?: Types
}

/** The notes of its steps keep their photos in the room. Reads the server's state of the activity. */
export interface ActivityCards {
  /** The steps that have run, also those that the agenda no longer has. */
  readonly steps: (state: unknown) => ReadonlySet<string>
  /** The notes whose owners let their photo into reports. */
  readonly shown: (state: unknown) => readonly string[]
}

export interface ActivityTypes {
  readonly command: { readonly kind: string }
  /** The codes of its refusals. */
  readonly refusal: string
  /** Fields of the replies to its commands. */
  readonly result: object
}

export interface ActivityStep {
  /** The operations that participants may use while this step runs, of those that a step can close. */
  readonly allows: (step: Step) => readonly string[]
  /** Participants write statements only while this says so of the activity's public state. Left out: as `allows` says. */
  readonly opensStatements?: (state: unknown, path: StepPath) => boolean
  readonly makes: Take | null
  /** It adds to the notes of an earlier step instead of making its own: that step is open again while it runs. */
  readonly addsTo?: (step: Step) => StepPath | undefined
  /** People can do it at tables: all of its steps, or those of which this is true. */
  readonly isForTables?: true | ((step: Step) => boolean)
  /** Its steps open once a purpose was adopted, or by a press that says why it goes on without one. */
  readonly needsPurpose?: true
  /** The things that it can take from earlier steps. */
  readonly takes: readonly Take[]
  /** The notes that a step keeps, and the right that puts one among them. Left out: people write its notes. */
  readonly keeps?: (step: Step) => { readonly kind: NoteKind; readonly operation: string } | undefined
  /** The audiences of words in a field, the usual one first. Left out: those of the step's way of writing. */
  readonly audiences?: (step: Step, field?: string) => readonly [Audience, ...Audience[]] | undefined
  /** The questions whose answers stay on people's desks until a later step takes the shared ones. */
  readonly answers?: (step: Step) => readonly StepAnswer[]
  /** The parts of its settings that have an id and words. */
  readonly parts?: (step: Step) => readonly StepPart[]
  /** The questions whose answers are settings. */
  readonly questions?: (step: Step) => readonly StepQuestion[]
}

/** True when people can do this step at tables. */
export function canBeAtTables(activity: ActivityStep | undefined, step: Step): boolean {
  const is = activity?.isForTables
  return typeof is === 'function' ? is(step) : is === true
}

/** A question that people answer in private, and what becomes of a shared answer. */
export interface StepAnswer {
  readonly id: string
  /** The field of the step that takes it. Left out: no writing step takes it. */
  readonly field?: string
}

export interface StepPart {
  /** Where in the step: `fields/0`. Parts of one list have different ids. */
  readonly path: string
  readonly id: string
  /** By the name of the setting. */
  readonly words: Readonly<Record<string, Words>>
}

export interface StepQuestion {
  /** The setting that names the question. */
  readonly path: string
  readonly id: string
  readonly kind: ParameterKind
}

/** The rows of an activity without rights of its own. */
export const noRights = {} as const satisfies RightsTable

/** An activity without commands of its own. */
export interface NoCommands {
  readonly command: never
  readonly refusal: never
  readonly result: object
}
