import { Type, type Static } from 'typebox'
import { titleLimit } from '../board/limits.ts'
import { carriedParts } from '../board/origin.ts'
import { roundLimits } from '../workshop/round.ts'

const Id = Type.String({ minLength: 1, maxLength: 32 })
const Ids = Type.Array(Id, { maxItems: roundLimits.options })
const Count = Type.Integer({ minimum: 0 })
const Notes = Type.Array(Type.Object({ id: Type.String(), text: Type.String() }))

/** The choice of a facilitator who goes on with a second workshop. */
export const SecondWishSchema = Type.Object({
  title: Type.String({ maxLength: titleLimit, description: 'Empty: that of the template' }),
  open: Type.Union([Type.Null(), Ids], { description: 'Commitments that are still open; null: all of them' }),
  parked: { ...Ids, description: 'Notes of the parking lot that come along' },
})
export type SecondWish = Static<typeof SecondWishSchema>

/** Everything that would come along to a second board. */
export const CarriedSchema = Type.Object({
  sentence: Type.String(),
  number: Count,
  adoptedAt: Type.Number(),
  voices: Type.Object({ answered: Count, entitled: Count }),
  principles: Type.Array(Type.String(), { description: 'The first side of each' }),
  people: Count,
  needs: Count,
  commitments: Notes,
  parked: Notes,
  hashes: Type.Record(Type.Enum(carriedParts), Type.String(), {
    description: 'SHA-256 of each part in hex: with all commitments, and without the parking lot',
  }),
})
export type CarriedFacts = Static<typeof CarriedSchema>
