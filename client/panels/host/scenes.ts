import type { ReadableAtom } from 'nanostores'
import type { ComponentType, ReactNode } from 'react'
import type { ReplayBoard } from '#shared/board/replay.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { FilmMoment } from '../../model/replay/replay-film.ts'
import type { ShownVote } from '../../view/view-state.ts'

/** The scene of an activity on a phone. */
export interface PhoneScene {
  /** The phone shows `List` in place of the notes. It stays while the keyboard is in it. */
  readonly isShown: (model: BoardModel) => ReadableAtom<boolean>
  /** The word on the switch between list and board. */
  readonly name: () => string
  readonly List: ComponentType
  /** Above the list of notes, while that is shown. */
  readonly AboveNotes?: ComponentType
}

/** The scene of an activity on a projector. */
export interface ProjectorScene {
  readonly state: (model: BoardModel) => ReadableAtom<ProjectorState>
  /** Shown in the head while it is under way. */
  readonly Prompt: ComponentType
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
  readonly draw: () => ReactNode
}

/** The moments of an activity in a replay. */
export interface ReplayScene {
  /** The sentence for a moment of this activity; undefined for moments of others. */
  readonly sentence: (moment: FilmMoment, board: Pick<ReplayBoard, 'rounds'>) => string | undefined
  /** Marks on the notes of the board at this moment. */
  readonly marks?: (board: ReplayBoard, moment: FilmMoment) => ShownVote | null
}
