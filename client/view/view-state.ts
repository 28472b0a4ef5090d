import type { Photo } from '#shared/board/photo.ts'
import type { Point, Size } from '#shared/geometry/rect.ts'
import type { PollMethod } from '#shared/workshop/round.ts'
import type { RankedOption } from '#shared/workshop/tally.ts'
import type { SceneNote } from '../model/document/scene.ts'
import type { Arriving } from './reveal-animation.ts'

/** The state of this screen beyond the document: a plain value, so that painting needs nothing else. */
export interface Shown {
  readonly selection: ReadonlySet<string>
  readonly found: ReadonlySet<string>
  /** Drawn on the lifted layer, or covered by the editor: left out of the board. */
  readonly lifted: ReadonlySet<string>
  /** The note or cluster being edited on this screen: the editor shows its text. */
  readonly editing: string | null
  /** Other people's selections, by note or cluster. */
  readonly others: ReadonlyMap<string, readonly OtherMark[]>
  /** Offsets of notes that others are dragging, from their places in the document. */
  readonly drags: ReadonlyMap<string, Point>
  /** Locked notes and clusters. */
  readonly locked: ReadonlySet<string>
  /** Notes of a reveal on their way in. */
  readonly arriving: Arriving
  readonly vote: ShownVote | null
  readonly pictureOf: PhotoOf
}

/**
 * The image of a photo note, large enough to cover `frame` (board units) at so many device pixels a unit, or the best one
 * so far. A missing image is fetched, and the note is painted again.
 */
export type PhotoOf = (note: SceneNote, photo: Photo, frame: Size, scale: number) => ImageBitmap | undefined

export interface OtherMark {
  readonly participant: string
  /** Initials, or a number for an anonymous person. */
  readonly initials: string
  /** Index into the palette's people. */
  readonly colour: number
  readonly isEditing: boolean
}

export type ShownVote =
  | {
      readonly kind: 'open'
      readonly method: PollMethod
      readonly options: ReadonlySet<string>
      /** This person's own dots, or their points. */
      readonly dots: Readonly<Record<string, number>>
      readonly cap: number
      /** False for viewers, and when the budget is spent. */
      readonly canPlace: boolean
      readonly mayVote: boolean
    }
  | {
      readonly kind: 'closed'
      readonly dots: Readonly<Record<string, number>>
      readonly ranked: ReadonlyMap<string, RankedOption>
    }

export const nothingShown: Shown = {
  selection: new Set(),
  found: new Set(),
  lifted: new Set(),
  editing: null,
  others: new Map(),
  drags: new Map(),
  locked: new Set(),
  arriving: new Map(),
  vote: null,
  pictureOf: () => undefined,
}
