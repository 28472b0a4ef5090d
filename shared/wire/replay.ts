import { Type, type Static } from 'typebox'
import { tints } from '../board/note.ts'
import { noteKinds } from '../workshop/note-kind.ts'
import { replayMarks } from '../board/replay.ts'
import { checkpointReasons } from '../workshop/checkpoint.ts'
import { RoundState, RoundTarget } from '../workshop/round.ts'

/** Bodies of the replay's part of the HTTP interface. shared/board/replay.ts explains the fields. */
const Time = Type.Number({ description: 'Milliseconds since 1970' })

export const ReplaySchema = Type.Object({
  days: Type.Integer({ description: 'How far back this server keeps it; 0: nothing is kept' }),
  pages: Type.Array(
    Type.Object({
      id: Type.Integer(),
      from: Time,
      until: Time,
    }),
    { description: 'Oldest first; each goes on from those before it' },
  ),
  moments: Type.Array(Type.Object({ at: Time, reason: Type.Enum(checkpointReasons) }), {
    description: 'Points to return to that were kept in this time',
  }),
  gaps: Type.Array(Type.Object({ from: Time, until: Type.Union([Time, Type.Null()]) }), {
    description: 'What was damaged on disk and cannot be shown; until null: the end is not recorded yet',
  }),
})
export type Replay = Static<typeof ReplaySchema>

export const ReplayPagePathSchema = Type.Object({
  id: Type.String({ maxLength: 32 }),
  page: Type.Integer({ minimum: 1 }),
})

const Id = Type.String()
const Words = Type.Object({ en: Type.Optional(Type.String()), fr: Type.Optional(Type.String()) })

export const ReplayStepSchema = Type.Object(
  {
    at: Time,
    isWhole: Type.Optional(Type.Literal(true)),
    title: Type.Optional(Type.String()),
    gone: Type.Optional(Type.Array(Id)),
    notes: Type.Optional(
      Type.Array(
        Type.Object({
          id: Id,
          kind: Type.Optional(Type.Enum(noteKinds)),
          tint: Type.Optional(Type.Enum(tints)),
          x: Type.Optional(Type.Integer()),
          y: Type.Optional(Type.Integer()),
          z: Type.Optional(Type.Integer()),
          cluster: Type.Optional(Type.Union([Id, Type.Null()])),
          area: Type.Optional(Type.Union([Id, Type.Null()])),
          photo: Type.Optional(
            Type.Union([
              Type.Object({
                id: Id,
                width: Type.Integer(),
                height: Type.Integer(),
                alt: Type.Optional(Type.String()),
              }),
              Type.Null(),
            ]),
          ),
          look: Type.Optional(
            Type.Union([
              Type.Object({
                form: Type.Optional(Type.Literal('text')),
                size: Type.Optional(Type.Integer()),
                arrows: Type.Optional(Type.Array(Id)),
              }),
              Type.Null(),
            ]),
          ),
          text: Type.Optional(Type.String()),
        }),
      ),
    ),
    dissolved: Type.Optional(Type.Array(Id)),
    clusters: Type.Optional(
      Type.Array(
        Type.Object({
          id: Id,
          title: Type.Optional(Type.String()),
          tint: Type.Optional(Type.Enum(tints)),
          isCollapsed: Type.Optional(Type.Boolean()),
        }),
      ),
    ),
    areas: Type.Optional(
      Type.Array(
        Type.Object({
          id: Id,
          title: Type.Object({ en: Type.Optional(Type.String()), fr: Type.Optional(Type.String()) }),
          x: Type.Integer(),
          y: Type.Integer(),
          width: Type.Integer(),
          height: Type.Integer(),
        }),
      ),
    ),
    rounds: Type.Optional(
      Type.Array(
        Type.Object({
          id: Id,
          number: Type.Integer(),
          title: Type.String(),
          target: Type.Enum(RoundTarget),
          options: Type.Array(Id),
          texts: Type.Optional(Type.Record(Id, Type.String())),
          state: Type.Enum(RoundState),
          totals: Type.Union([Type.Record(Id, Type.Integer()), Type.Null()]),
        }),
      ),
    ),
    marks: Type.Optional(
      Type.Array(
        Type.Object({
          kind: Type.Enum(replayMarks),
          round: Type.Optional(Id),
          phase: Type.Optional(Words),
          prompt: Type.Optional(Words),
          text: Type.Optional(Type.String()),
        }),
      ),
    ),
  },
  { description: 'Changes of what was to be seen, without authors, ballots or drafts' },
)
