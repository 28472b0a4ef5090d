import { Type, type Static } from 'typebox'
import { languages } from '../board/document.ts'
import { minViewSide, reachLimit, titleLimit } from '../board/limits.ts'
import { idPattern } from '../board/id.ts'
import { lockLimit, Scope } from '../workshop/rights.ts'
import { nameLimit, participantColours } from '../workshop/role.ts'

const Reach = Type.Number({ minimum: -reachLimit, maximum: reachLimit })
const ViewSide = Type.Number({ minimum: minViewSide, maximum: reachLimit })

/** Schemas are for the server. The client imports types alone, so that no validator reaches the browser. */
const id = Type.String({ pattern: idPattern })

/** `Rights` of shared/workshop/rights.ts. */
export const RightsSchema = Type.Object({
  isLocked: Type.Boolean(),
  participantsMove: Type.Enum(Scope),
  participantsWrite: Type.Enum(Scope),
  participantsCluster: Type.Boolean(),
})

export const RenameBoardSchema = Type.Object({
  kind: Type.Literal('board.rename'),
  title: Type.String({ maxLength: titleLimit }),
})

export const SetLanguageSchema = Type.Object({
  kind: Type.Literal('board.language'),
  language: Type.Enum(languages),
})

export const ChangeParticipantSchema = Type.Object({
  kind: Type.Literal('participant.change'),
  name: Type.String({ maxLength: nameLimit }),
  colour: Type.Integer({ minimum: 0, maximum: participantColours - 1 }),
})

/** A facilitator takes part like everybody, or leads alone. */
export const TakePartSchema = Type.Object({
  kind: Type.Literal('participant.part'),
  takesPart: Type.Boolean(),
})

export const GatherEverybodySchema = Type.Object({
  kind: Type.Literal('board.gather'),
  x: Reach,
  y: Reach,
  width: ViewSide,
  height: ViewSide,
})

/** Projectors show this note or cluster large; null: the whole board again. */
export const ShowToRoomSchema = Type.Object({
  kind: Type.Literal('room.show'),
  id: Type.Union([id, Type.Null()]),
})

/** The most pages that a projector tells of, and letters of the name of what it shows. Not measured. */
const mostPages = 999
const place = Type.String({ pattern: '^[\\w/:.-]{1,80}$' })

/** Projectors show this page, from 0, while they show this place. */
export const TurnPageSchema = Type.Object({
  kind: Type.Literal('room.page'),
  place,
  page: Type.Integer({ minimum: 0, maximum: mostPages }),
})

/** A projector says how many pages it has of the place that it shows. Facilitators alone are told; nothing keeps it. */
export const TellPagesSchema = Type.Object({
  kind: Type.Literal('room.pages'),
  place,
  pages: Type.Integer({ minimum: 1, maximum: mostPages }),
})

/** Sets what participants may do. Fields that are left out stay as they are. */
export const SetRightsSchema = Type.Object({
  kind: Type.Literal('rights.set'),
  rights: Type.Partial(RightsSchema),
})

/** Participants leave these notes and clusters as they are, until they are unlocked. */
export const SetLocksSchema = Type.Object({
  kind: Type.Literal('lock.set'),
  ids: Type.Array(id, { minItems: 1, maxItems: lockLimit }),
  isLocked: Type.Boolean(),
})

/** Commands that every board takes. Activities add theirs. */
export type BoardCommand =
  | Static<typeof RenameBoardSchema>
  | Static<typeof SetLanguageSchema>
  | Static<typeof ChangeParticipantSchema>
  | Static<typeof TakePartSchema>
  | Static<typeof GatherEverybodySchema>
  | Static<typeof ShowToRoomSchema>
  | Static<typeof TurnPageSchema>
  | Static<typeof TellPagesSchema>
  | Static<typeof SetRightsSchema>
  | Static<typeof SetLocksSchema>
