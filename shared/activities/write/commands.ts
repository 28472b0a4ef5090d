import { Type, type Static } from 'typebox'
import { idPattern, stepIdPattern, stepPathPattern } from '../../board/id.ts'
import { altLimit, blankLimits, fromLimit, noteTextLimit } from '../../board/limits.ts'
import { tints } from '../../board/note.ts'
import { photoIdPattern, photoSideLimit } from '../../board/photo.ts'
import { Audience } from '../../workshop/audience.ts'
import { noteKinds } from '../../workshop/note-kind.ts'
import { WritingMode } from '../../workshop/writing.ts'
import type { RefusalTable } from '../../workshop/refusals.ts'

/** From now on people write in private, or together. Drafts stay where they are. */
export const SetWritingSchema = Type.Object({
  kind: Type.Literal('writing.set'),
  mode: Type.Enum(WritingMode),
})

/**
 * Puts the drafts with words that their authors do not hold back on the board, all at once. Writing is shared from then
 * on. In shared writing, too: for drafts that were prepared before.
 */
export const RevealSchema = Type.Object({ kind: Type.Literal('desk.reveal') })

/** The way in which everybody sees the words. */
const audience = Type.Enum({ open: Audience.open, openSigned: Audience.openSigned })

/** Random, made by the author's browser. The server makes the note's id of it and keeps no copy. */
const secret = Type.String({ pattern: '^[A-Za-z0-9_-]{21,64}$' })

/** A picture that its sender has uploaded before. */
const photo = Type.Object({
  id: Type.String({ pattern: photoIdPattern }),
  width: Type.Integer({ minimum: 1, maximum: photoSideLimit }),
  height: Type.Integer({ minimum: 1, maximum: photoSideLimit }),
  alt: Type.Optional(Type.String({ maxLength: altLimit })),
})

const words = {
  text: Type.String({ maxLength: noteTextLimit }),
  blanks: Type.Optional(
    Type.Record(
      Type.String({ pattern: stepIdPattern }),
      Type.String({ minLength: 1, maxLength: blankLimits.letters }),
      { maxProperties: blankLimits.count },
    ),
  ),
  noteKind: Type.Optional(Type.Enum(noteKinds)),
  /** Null takes it off. */
  photo: Type.Optional(Type.Union([photo, Type.Null()])),
}

/**
 * Adds a note to a field of a step. The server writes it: an unsigned one has no id of a person. `isLate`: its step is over,
 * and its author shows it all the same.
 */
export const AddNoteSchema = Type.Object({
  kind: Type.Literal('note.add'),
  step: Type.String({ pattern: stepPathPattern }),
  field: Type.String({ pattern: stepIdPattern }),
  audience,
  secret,
  ...words,
  tint: Type.Optional(Type.Enum(tints)),
  from: Type.Optional(Type.Array(Type.String({ pattern: idPattern }), { maxItems: fromLimit })),
  isLate: Type.Optional(Type.Boolean()),
})

/** Changes the words of an own note while its step runs. */
export const ChangeNoteSchema = Type.Object({ kind: Type.Literal('note.change'), secret, ...words })

/** Takes an own note off the board while its step runs. */
export const TakeBackNoteSchema = Type.Object({ kind: Type.Literal('note.take-back'), secret })

/** Shows a draft to everybody, although the group has shown the notes of its step without it. */
export const ShowDraftSchema = Type.Object({
  kind: Type.Literal('desk.show'),
  draft: Type.String({ pattern: idPattern }),
  audience,
})

export type WriteCommand =
  | Static<typeof SetWritingSchema>
  | Static<typeof RevealSchema>
  | Static<typeof AddNoteSchema>
  | Static<typeof ChangeNoteSchema>
  | Static<typeof TakeBackNoteSchema>
  | Static<typeof ShowDraftSchema>

export const writeRefusals = {
  /** The step does not show words in the way that their field said. */
  wrong_audience: {
    message: 'This step shows words in another way than your field said, so nobody was shown yours.',
    mayRetry: false,
  },
} as const satisfies RefusalTable
