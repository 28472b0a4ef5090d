import { Type, type Static } from 'typebox'
import { AgendaState } from '../agenda/agenda.ts'
import { areaIdPattern, idPattern, stepIdPattern } from '../board/id.ts'
import { blankLimits, noteTextLimit } from '../board/limits.ts'
import { tints } from '../board/note.ts'
import { Audience } from '../workshop/audience.ts'
import { noteKinds } from '../workshop/note-kind.ts'

/** The things that programs read and write over HTTP: notes, and the place in the agenda. */
const NamedNoteSchema = Type.Object({
  id: Type.String(),
  text: Type.String(),
  kind: Type.Enum(noteKinds),
  tint: Type.Enum(tints),
  at: Type.Number({ description: 'When it was written, milliseconds since 1970' }),
  signature: Type.Optional(Type.String({ description: 'The name that its author signed with' })),
})

export const NoteListQuerySchema = Type.Object({
  phase: Type.Optional(Type.String({ maxLength: 40, description: 'Areas of this phase alone' })),
  area: Type.Optional(Type.String({ maxLength: 170, description: 'This area alone' })),
  group: Type.Optional(Type.String({ maxLength: 32, description: 'This group alone' })),
})

export const NoteListSchema = Type.Object({
  title: Type.String({ description: 'Of the board' }),
  outline: Type.Array(
    Type.Object({
      area: Type.Union([
        Type.Object({
          id: Type.String({ description: '`phase/step/field`, at tables with the number of the table' }),
          title: Type.String(),
        }),
        Type.Null(),
      ]),
      group: Type.Union([Type.Object({ id: Type.String(), title: Type.String() }), Type.Null()]),
      notes: Type.Array(NamedNoteSchema),
    }),
    {
      description:
        'In reading order: areas, in them groups and then the other notes; at last what is in no area',
    },
  ),
})
export type NoteList = Static<typeof NoteListSchema>

export const PostedNoteSchema = Type.Object({
  text: Type.String({ maxLength: noteTextLimit }),
  area: Type.Optional(
    Type.String({
      pattern: areaIdPattern,
      description: 'The field of the running step in which people would write it: `phase/step/field`',
    }),
  ),
  group: Type.Optional(Type.String({ pattern: idPattern, description: 'The group into which it goes' })),
  audience: Type.Optional(
    Type.Enum({ open: Audience.open, openSigned: Audience.openSigned } as const, {
      description: 'In an area: unsigned (the default), or signed with the name of the sender',
    }),
  ),
  kind: Type.Optional(Type.Enum(noteKinds)),
  tint: Type.Optional(Type.Enum(tints)),
  blanks: Type.Optional(
    Type.Record(
      Type.String({ pattern: stepIdPattern }),
      Type.String({ minLength: 1, maxLength: blankLimits.letters }),
      { maxProperties: blankLimits.count, description: 'In an area: the words of the blanks of its notes' },
    ),
  ),
  key: Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 64,
      description: 'Made by the sender. The same key adds the note once, however often it is sent',
    }),
  ),
})
export type PostedNote = Static<typeof PostedNoteSchema>

export const AddedNoteSchema = Type.Object({ id: Type.String() })

const StepSchema = Type.Object({
  path: Type.String({ description: '`phase/step`' }),
  phase: Type.String({ description: 'The title of its phase' }),
  title: Type.String({ description: 'Its question' }),
  activity: Type.String(),
  seconds: Type.Union([Type.Number(), Type.Null()], { description: 'The planned time; null without one' }),
})

export const AgendaPlaceSchema = Type.Object({
  state: Type.Enum(
    { none: 'none', ...AgendaState },
    { description: 'none: the board has no agenda. ready: it has not begun' },
  ),
  move: Type.Integer({ description: 'The number of moves so far, for `from` of the next one' }),
  now: Type.Union([StepSchema, Type.Null()], { description: 'The step that runs, or the last one that ran' }),
  next: Type.Union([StepSchema, Type.Null()], { description: 'Null: the workshop ends next, or has ended' }),
  endsAt: Type.Union([Type.Number(), Type.Null()], {
    description:
      'When the time of the step is over, milliseconds since 1970; null while its clock stands or without one',
  }),
})
export type AgendaPlace = Static<typeof AgendaPlaceSchema>

export const AgendaMoveSchema = Type.Object({
  to: Type.Enum(['next', 'previous'] as const, {
    description: 'next: the next step, the first one at the start, the end after the last',
  }),
  from: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: '`move` of the agenda that the sender has seen: after another move nothing happens (409)',
    }),
  ),
})
export type AgendaMove = Static<typeof AgendaMoveSchema>
