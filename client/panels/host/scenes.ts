import type { ReadableAtom } from 'nanostores'
import type { ComponentType, ReactNode } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import type { ReplayBoard } from '#shared/board/replay.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { FilmMoment } from '../../model/replay/replay-film.ts'
import type { ShownVote } from '../../view/view-state.ts'

/** An activity as a step of an agenda: a board without one never downloads its scene. */
export interface StepEntry {
  readonly fetch: () => Promise<void>
  /** For those who lead: with what a scene does without until the first field of its step is in sight. */
  readonly fetchLead: () => Promise<void>
  /** Undefined before it is here. */
  readonly now: () => StepScene | undefined
}

/** The screens of an activity's steps. */
export interface StepScene {
  /** The one thing to do: on the stage, and on a phone. */
  readonly Task: ComponentType<{ readonly placed: PlacedStep }>
  /** For the whole room, under the prompt, above the board. */
  readonly UnderPrompt?: ComponentType<{ readonly placed: PlacedStep }>
  /** For the whole room, in place of the board, in type that fits. It draws nothing while it has nothing to show. */
  readonly OnProjector?: ComponentType<{ readonly placed: PlacedStep }>
  /** False: this step shows nothing of its own to the room. Left out, each step does that has such a scene. */
  readonly isInRoom?: (step: Step) => boolean
  /** For facilitators, on their desk, beside each table of the running step. */
  readonly AtTable?: ComponentType<{ readonly placed: PlacedStep; readonly table: number }>
  /** `UnderPrompt` shows the tables of the step, too. */
  readonly projectsTables?: true
  /** For facilitators, on their desk, in this step and the later ones of its phase. */
  readonly OnDesk?: ComponentType<{ readonly placed: PlacedStep }>
  /** For the whole room, in place of the board. It draws nothing while it has nothing to show. */
  readonly OverBoard?: ComponentType<{ readonly placed: PlacedStep }>
  /** The one button leads to this step, with so many people who are here. Without it, it names the phase. */
  readonly beginLabel?: (step: Step, people: number, template: Template) => string | undefined
  /** A press that comes before going on, such as closing a vote. Null: none now. */
  readonly lead?: (model: BoardModel) => ReadableAtom<StepPress | StepWarning | StepChoice | null>
  /** How many have done it, where the activity knows better than the button "I am done". */
  readonly figures?: (model: BoardModel, path: StepPath) => ReadableAtom<StepFigures | null>
  /** People say themselves that they are done: in all steps, or in some of them. */
  readonly showsDone: boolean | ((step: Step) => boolean)
  /** A sentence that people should know in an earlier step, before they write there. */
  readonly beforehand?: (template: Template, earlier: StepPath) => string | undefined
  /** Says that private words of such a step are shown to everybody. Without it, that notes are. */
  readonly revealed?: (count: number) => string | undefined
  /** The task stays until a person who has begun words in it joins the group. */
  readonly waitsForWords?: true
}

/** A feature, as far as it is a step. */
export interface SteppedFeature {
  readonly name: string
  readonly step?: StepEntry
  readonly isTaskAboveNotes?: (step: Step) => boolean
  readonly stageKind?: StageKind | ((step: Step) => StageKind)
}

/** In the middle of a desk: one column to write and answer in, cards over the whole width, or the board. */
export type StageKind = 'sheet' | 'gallery' | 'board'

/** Something is missing before going on: the button says it, and one press goes on all the same. */
export interface StepWarning {
  readonly warns: string
}

/** Going on is as always; beside it the room may do something else first. */
export interface StepChoice {
  readonly other: Pick<StepPress, 'label' | 'run'>
}

export interface StepPress {
  readonly label: string
  /** What it closes: others come in its place by themselves, under the same label. */
  readonly about?: string
  /** It interrupts nobody, however many are still answering. */
  readonly isAtOnce?: true
  readonly run: () => void
  /** The other way on, where the room decides between two. */
  readonly other?: StepChoice['other']
}

export interface StepFigures {
  /** Null: it is not told. */
  readonly done: number | null
  readonly of: number
  /** Those who are counted, on the desk: "voted". Left out: "done". */
  readonly label?: string
  /** Nobody is waited for any more. */
  readonly isOver?: boolean
  /** Its outcome, in place of the question. Left out: that it is closed. */
  readonly title?: string
  /** The outcome asks for more: it is not drawn as done. */
  readonly isUnsettled?: boolean
  /** In a sentence. */
  readonly text: string
}

/** The scene of an activity on a phone. */
export interface PhoneScene {
  /** The phone shows `List` in place of the notes. It stays while the keyboard is in it. */
  readonly isShown: (model: BoardModel, features: readonly SteppedFeature[]) => ReadableAtom<boolean>
  /** The word on the switch between list and board. */
  readonly name: (model: BoardModel) => string
  readonly List: ComponentType
  /** Above the list of notes, while that is shown. */
  readonly AboveNotes?: ComponentType
  /** The list has fields of its own: the foot shows none. */
  readonly hasOwnField?: true
  /** At the thumb, below every list: the one button. */
  readonly Foot?: ComponentType
}

/** The scene of an activity on a projector. */
export interface ProjectorScene {
  /** The frame of all others: its prompt stands while it is under way, and results of others beside it. */
  readonly isFrame?: true
  readonly state: (model: BoardModel) => ReadableAtom<ProjectorState>
  /** Runs while the projector is open. Returns its own undo. */
  readonly watch?: (model: BoardModel) => () => void
  /** Shown in the head while it is under way. */
  readonly Prompt: ComponentType
  /** Over the board and the results while it is under way. It draws nothing while it has nothing to show. */
  readonly OverBoard?: ComponentType
}

export interface ProjectorState {
  readonly isUnderWay: boolean
  /** When it last began by the server's clock, milliseconds. Results that are older are not shown any more. */
  readonly beganAt: number
  readonly result?: ProjectorResult | undefined
}

/** Shown beside the board until another activity begins or the facilitator leads everyone on. */
export interface ProjectorResult {
  readonly id: string
  /** Server's clock, milliseconds. */
  readonly at: number
  /** When the group came to the step that has brought this result, now or again. It stands as long as they are there. */
  readonly stepSince?: number | undefined
  readonly draw: () => ReactNode
}

/** The moments of an activity in a replay. */
export interface ReplayScene {
  /** The sentence for a moment of this activity; undefined for moments of others. */
  readonly sentence: (moment: FilmMoment, board: Pick<ReplayBoard, 'rounds'>) => string | undefined
  /** Marks on the notes of the board at this moment. */
  readonly marks?: (board: ReplayBoard, moment: FilmMoment) => ShownVote | null
}
