import { Type, type Static } from 'typebox'
import { WritingMode } from '../../workshop/writing.ts'

/** From now on people write in private, or together. Drafts stay where they are. */
export const SetWritingSchema = Type.Object({
  kind: Type.Literal('writing.set'),
  mode: Type.Enum(WritingMode),
})

/**
 * Puts every draft with words that its author does not hold back on the board, all at once. Writing is shared from then
 * on. In shared writing, too: for drafts that were prepared before.
 */
export const RevealSchema = Type.Object({ kind: Type.Literal('desk.reveal') })

export type WriteCommand = Static<typeof SetWritingSchema> | Static<typeof RevealSchema>
