import { Type, type Static } from 'typebox'
import { languages } from '../board/document.ts'
import { titleLimit } from '../board/limits.ts'
import type { StoredArea } from '../board/area.ts'
import type { Tint } from '../board/note.ts'
import type { Photo } from '../board/photo.ts'
import { checkpointReasons } from '../workshop/checkpoint.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import { nameLimit, participantColours, roles } from '../workshop/role.ts'
import { formerLimit } from './secrets.ts'

/** Bodies of the HTTP interface, described in OpenAPI from these schemas. The client imports types alone. */
export const RoleSchema = Type.Enum(roles)
export const LanguageSchema = Type.Enum(languages)

export const LinksSchema = Type.Object({
  facilitator: Type.String({ description: 'Address with the secret after #' }),
  participant: Type.String(),
  viewer: Type.String(),
})

export const NewBoardSchema = Type.Object({
  title: Type.String({ maxLength: titleLimit, default: '' }),
  language: Type.Optional(LanguageSchema),
  isRehearsal: Type.Optional(
    Type.Literal(true, { description: 'To try a workshop out with ghosts. Nothing of it can be exported' }),
  ),
  agenda: Type.Optional(
    Type.Object(
      {
        template: Type.Unknown({ description: 'As in /schemas/template-1.json' }),
        answers: Type.Unknown({ description: 'By the id of the question: texts and numbers' }),
      },
      { description: 'The board begins with this agenda' },
    ),
  ),
})
export type NewBoard = Static<typeof NewBoardSchema>

const NotedWords = Type.Object({ en: Type.Optional(Type.String()), fr: Type.Optional(Type.String()) })
export const PhaseNotesSchema = Type.Object({
  notes: Type.Record(Type.String(), NotedWords, { description: 'By the id of the phase' }),
})
export type PhaseNotesAnswer = Static<typeof PhaseNotesSchema>

export const OpeningSchema = Type.Object({
  by: Type.Enum(['anybody', 'secret', 'header', 'oidc'] as const, {
    description:
      'Who may open boards: anybody, whoever knows the secret, or whoever the house has signed in: by its proxy, or by its identity provider at /api/sign-in',
  }),
  signInWith: Type.Optional(Type.String({ description: 'The name of the identity provider' })),
  isAllowed: Type.Boolean({ description: 'The sender may' }),
  version: Type.String({ description: 'Of the server' }),
})
export type Opening = Static<typeof OpeningSchema>

/** The answer to a person who signs out. */
export const SignedOutSchema = Type.Object({
  address: Type.Union([Type.String(), Type.Null()], {
    description: 'Where the person signs out of the identity provider too; null without such an address',
  }),
})
export type SignedOut = Static<typeof SignedOutSchema>

/** The answer to the creator. Later only facilitators get the links: the server keeps them encrypted. */
export const CreatedBoardSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  language: LanguageSchema,
  links: LinksSchema,
  joinCode: Type.String({ description: 'Short code for the participant link, as XXXX-XXXX' }),
})
export type CreatedBoard = Static<typeof CreatedBoardSchema>

const ticket = {
  board: Type.Optional(Type.String({ maxLength: 32 })),
  secret: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'What stands after # in the link; one for another device works once',
    }),
  ),
  code: Type.Optional(Type.String({ maxLength: 16 })),
}

/** Either a link's board and secret, or a join code. */
export const TicketSchema = Type.Object(ticket)
export type TicketBody = Static<typeof TicketSchema>

export const ParticipantSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  colour: Type.Integer(),
})

/** Most people that one search answers with: some five screens. Not measured. */
export const foundPeopleLimit = 60

export const PeopleSearchSchema = Type.Object({ name: Type.String({ minLength: 1, maxLength: nameLimit }) })

export const FoundPeopleSchema = Type.Object({
  people: Type.Array(
    Type.Object({
      ...ParticipantSchema.properties,
      leads: Type.Boolean({ description: 'A facilitator' }),
    }),
  ),
  count: Type.Integer({ description: 'All people found, also beyond the answer' }),
})
export type FoundPeople = Static<typeof FoundPeopleSchema>

const opensInColumn = Type.Optional(
  Type.Literal(true, {
    description:
      'So many people take part that the page of this person opens in one column, without the canvas',
  }),
)

const isLed = Type.Optional(
  Type.Literal(true, { description: 'A workshop is led on the board, whose steps the page shows' }),
)

/** The target of a link or code, before the person enters. */
export const InvitationSchema = Type.Object({
  board: Type.String(),
  title: Type.String(),
  language: LanguageSchema,
  role: RoleSchema,
  opensInColumn,
  isLed,
  activity: Type.Optional(
    Type.String({ description: 'The activity of the step that runs, whose code the page downloads first' }),
  ),
  participant: Type.Optional(
    Type.Object(ParticipantSchema.properties, {
      description: 'Who would come in on one more device, for a link made for that',
    }),
  ),
})
export type Invitation = Static<typeof InvitationSchema>

export const NewSessionSchema = Type.Object({
  ...ticket,
  name: Type.Optional(
    Type.String({
      maxLength: nameLimit,
      description: 'Not used on one more device, and no more is the colour',
    }),
  ),
  colour: Type.Optional(Type.Integer({ minimum: 0, maximum: participantColours - 1 })),
  formerly: Type.Optional(
    Type.Array(Type.String({ maxLength: 64 }), {
      maxItems: formerLimit,
      description:
        'Secrets of sessions that have ended: if one did because its link was switched off, and the role and the name are the same, this is one of the same participant, with the same colour, drafts and dots',
    }),
  ),
  orLooksOn: Type.Optional(
    Type.Boolean({
      description:
        'While the server cannot write, give a session for looking on, which is not kept, instead of a refusal',
    }),
  ),
})
export type NewSession = Static<typeof NewSessionSchema>

export const CreatedSessionSchema = Type.Object({
  session: Type.String({
    description: 'Secret: Bearer token over HTTP, second subprotocol of the websocket',
  }),
  board: Type.String(),
  title: Type.String(),
  language: LanguageSchema,
  role: RoleSchema,
  participant: ParticipantSchema,
  opensInColumn,
  isLed,
})
export type CreatedSession = Static<typeof CreatedSessionSchema>

export const BoardPathSchema = Type.Object({ id: Type.String({ maxLength: 32 }) })
export const LinkPathSchema = Type.Object({ id: Type.String({ maxLength: 32 }), role: RoleSchema })

export const BoardSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  language: LanguageSchema,
  /** The caller's. */
  role: RoleSchema,
  participant: ParticipantSchema,
  participants: Type.Integer({
    description: 'How many people have joined with a facilitator or participant link',
  }),
})

export const LinkStateSchema = Type.Object({
  role: RoleSchema,
  isActive: Type.Boolean(),
  created: Type.Number({ description: 'Milliseconds since 1970' }),
  link: Type.Optional(
    Type.String({ description: 'Address with the secret after #, when the server keeps it for the caller' }),
  ),
  joinCode: Type.Optional(Type.String({ description: 'Only with the participant link' })),
  isByHost: Type.Optional(Type.Literal(true, { description: 'The host has made it for somebody' })),
  embedIn: Type.Optional(
    Type.Array(Type.String(), {
      description:
        'Only with the viewer link: origins whose pages may show the board in a frame, at /embed/{id}',
    }),
  ),
})
export type LinkState = Static<typeof LinkStateSchema>

const linkSecret = Type.Optional(
  Type.String({ maxLength: 64, description: 'What stands after # in the link' }),
)

/** Links that the caller's browser knows. */
export const KnownSecretsSchema = Type.Object({
  facilitator: linkSecret,
  participant: linkSecret,
  viewer: linkSecret,
  joinCode: Type.Optional(Type.String({ maxLength: 16 })),
})
export type KnownSecrets = Static<typeof KnownSecretsSchema>

export const RenewedLinkSchema = Type.Object({
  role: RoleSchema,
  link: Type.String(),
  joinCode: Type.Optional(Type.String({ description: 'Only for the participant link' })),
})
export type RenewedLink = Static<typeof RenewedLinkSchema>

export const DevicePathSchema = Type.Object({
  ...BoardPathSchema.properties,
  device: Type.String({ maxLength: 16 }),
})
/** One of the devices that a person is signed in on. */
export const DeviceSchema = Type.Object({
  id: Type.String({ description: 'Tells it from the caller’s others; opens nothing' }),
  since: Type.Number({ description: 'When the caller came in there, milliseconds since 1970' }),
  isThis: Type.Boolean({ description: 'It is the one that asks' }),
})
export type Device = Static<typeof DeviceSchema>

export const DeviceLinkSchema = Type.Object({
  link: Type.String({ description: 'Address with a secret after # that works once' }),
  until: Type.Number({ description: 'When it is over, milliseconds since 1970' }),
})
export type DeviceLink = Static<typeof DeviceLinkSchema>

export const exportFormats = [
  'pdf',
  'report',
  'png',
  'csv',
  'markdown',
  'canvas',
  'json',
  'replay',
  'evidence',
] as const
export type ExportFormat = (typeof exportFormats)[number]
export const exportPapers = ['one', 'a3', 'a4'] as const
export type ExportPaper = (typeof exportPapers)[number]

export const NewExportSchema = Type.Object({
  /** pdf: the board as drawn; report: the written report as PDF; replay and evidence: one HTML file; evidence is signed. */
  format: Type.Enum(exportFormats),
  /** pdf only: one page as large as the board, or tiled. */
  paper: Type.Optional(Type.Enum(exportPapers)),
  language: Type.Optional(LanguageSchema),
  timeZone: Type.Optional(
    Type.String({ maxLength: 64, description: 'Whose days are written, as Europe/Paris; else the server’s' }),
  ),
})
export type NewExport = Static<typeof NewExportSchema>

/** The file does not show everything as it was written. */
export const FileRemarksSchema = Type.Object({
  shortened: Type.Integer({ description: 'Notes that are cut: their texts would stop the export' }),
  starts: Type.Array(Type.String(), { description: 'How the first of them begin' }),
  missing: Type.String({ description: 'Signs that no font has. The file shows a white square for each' }),
})
export type FileRemarks = Static<typeof FileRemarksSchema>

export const ExportStateSchema = Type.Object({
  id: Type.String(),
  state: Type.Union([Type.Literal('working'), Type.Literal('ready'), Type.Literal('failed')]),
  /** 0 to 1. */
  progress: Type.Number(),
  fileName: Type.String(),
  code: Type.Optional(Type.String({ description: 'Why it failed: a code as in errors' })),
  remarks: Type.Optional(FileRemarksSchema),
})
export type ExportState = Static<typeof ExportStateSchema>

/** The answer to a picture's bytes sent to `POST /api/boards/:id/photos`, to be put on a note as its `photo`. */
export const StoredPhotoSchema = Type.Object({
  photo: Type.Object({
    id: Type.String({ description: 'SHA-256 of the stored bytes, base64url' }),
    width: Type.Integer({ description: 'Of the stored picture, pixels' }),
    height: Type.Integer(),
  }),
})
export type StoredPhoto = Static<typeof StoredPhotoSchema>

export const PhotoPathSchema = Type.Object({
  id: Type.String({ maxLength: 32 }),
  photo: Type.String({ maxLength: 64 }),
})

export const CheckpointSchema = Type.Object({
  id: Type.String(),
  at: Type.Number({ description: 'Milliseconds since 1970' }),
  reason: Type.Enum(checkpointReasons),
  notes: Type.Integer(),
  clusters: Type.Integer({ description: 'Groups that have notes' }),
})
export type Checkpoint = Static<typeof CheckpointSchema>

export const CheckpointPathSchema = Type.Object({
  id: Type.String({ maxLength: 32 }),
  checkpoint: Type.String({ maxLength: 32 }),
})

export const RestoreSchema = Type.Object({
  /**
   * copy: a new board with new links. rehearsal: the same, to be played with ghosts; nothing of it can be exported.
   * inPlace: the board's notes and groups become those of the checkpoint.
   */
  as: Type.Union([Type.Literal('copy'), Type.Literal('rehearsal'), Type.Literal('inPlace')]),
})
export type Restore = Static<typeof RestoreSchema>

export const RestoredSchema = Type.Object({
  undo: Type.String({
    description: 'Checkpoint of the board as it was just before: restoring it undoes this',
  }),
})
export type Restored = Static<typeof RestoredSchema>

/** The fields of a checkpoint's board file that the page reads. The file has more. */
export interface CheckpointPreview {
  readonly title: string
  /** In reading order. */
  readonly notes: readonly {
    readonly id: string
    readonly kind: NoteKind
    readonly tint: Tint
    readonly x: number
    readonly y: number
    readonly z: number
    readonly cluster: string | null
    readonly area?: string | null
    readonly photo?: Photo
    readonly text: string
  }[]
  readonly clusters: readonly { readonly id: string; readonly title: string; readonly tint: Tint }[]
  /** Missing in checkpoints of earlier versions. */
  readonly areas?: readonly StoredArea[]
}

export const ErrorSchema = Type.Object({
  code: Type.String(),
  message: Type.String(),
  /** The same request may succeed later, without a change. */
  mayRetry: Type.Boolean(),
})

/** Where other devices of the network reach the server. Null for pages that are not on its own computer. */
export const NetworkAddressSchema = Type.Object({ address: Type.Union([Type.String(), Type.Null()]) })
export type NetworkAddress = Static<typeof NetworkAddressSchema>
