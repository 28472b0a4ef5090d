import { Type, type Static } from 'typebox'
import { purposeLimits } from '../workshop/purpose-page.ts'
import { LanguageSchema } from './http.ts'

/** Bodies of the purpose page's HTTP interface, for facilitators. */
const line = (maxLength: number) => Type.String({ maxLength })
const Colour = Type.String({ pattern: '^#[0-9a-f]{6}$' })
const Time = Type.Number({ description: 'Milliseconds since 1970' })

export const PurposeDraftSchema = Type.Object({
  name: line(purposeLimits.name),
  meanings: Type.Array(
    Type.Object({ phrase: line(purposeLimits.phrase), means: line(purposeLimits.means) }),
    { maxItems: purposeLimits.meanings, description: 'Words of the sentence, and what they mean' },
  ),
  people: Type.Union(
    // Null comes first: Fastify would make an empty entry of it.
    [Type.Null(), Type.Array(Type.String({ maxLength: 32 }), { maxItems: purposeLimits.people })],
    { description: 'Ids of the people for whom the team works; null: all with a need' },
  ),
  promises: Type.Array(line(purposeLimits.promise), { maxItems: purposeLimits.promises }),
  shown: Type.Array(line(64), {
    maxItems: purposeLimits.shown,
    default: [],
    description: 'Ids of what else the page shows, as a preview offers them',
  }),
  reviewOn: Type.Union([Type.Null(), Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })]),
  colours: Type.Object(
    { sentence: Colour, accent: Colour },
    { description: 'Contrast to #f7f3ea: at least 4.5' },
  ),
  // Not a record: its form of keys would refuse words on several lines.
  translations: Type.Unsafe<Record<string, string>>({
    type: 'object',
    description: 'Words in the other language, by the exact words',
    additionalProperties: { type: 'string', maxLength: purposeLimits.translation },
    maxProperties: purposeLimits.translations,
  }),
})

const Revision = Type.String({ description: 'Tells these texts from others: send it as If-Match' })

const VersionSchema = Type.Object({ number: Type.Integer(), at: Time })

export const PurposePageSchema = Type.Object({
  draft: PurposeDraftSchema,
  revision: Revision,
  emblem: Type.Boolean({ description: 'The next version has one' }),
  address: Type.Union([Type.String(), Type.Null()], {
    description: 'Where everybody who has it can read the page; null while nothing is published',
  }),
  withdrawn: Type.Union([Time, Type.Null()]),
  versions: Type.Array(VersionSchema),
  views: Type.Array(Type.Object({ day: Type.String(), count: Type.Integer() }), {
    description: 'By day in UTC; nobody is told apart',
  }),
})
export type PurposePageState = Static<typeof PurposePageSchema>

export const PurposePreviewWishSchema = Type.Object({
  timeZone: Type.Optional(Type.String({ maxLength: 64, description: 'Whose days are written' })),
})
export type PurposePreviewWish = Static<typeof PurposePreviewWishSchema>

export const PublishWishSchema = Type.Object({
  ...PurposePreviewWishSchema.properties,
  seen: Type.Optional(
    Type.String({ maxLength: 64, description: 'That of a preview: publishes this page or nothing' }),
  ),
})
export type PublishWish = Static<typeof PublishWishSchema>

export const PurposePreviewSchema = Type.Object({
  address: Type.Union([Type.String(), Type.Null()], {
    description: 'Where the preview can be seen for ten minutes; null without an adopted sentence',
  }),
  revision: Revision,
  seen: Type.String({
    description: 'Tells this page from others, but for its counts: send it when you publish',
  }),
  sentence: Type.Union([Type.String(), Type.Null()]),
  language: LanguageSchema,
  name: Type.String({ description: 'That of the board, when the draft has none' }),
  people: Type.Array(
    Type.Object({ id: Type.String(), who: Type.String(), needs: Type.Array(Type.String()) }),
  ),
  offers: Type.Array(
    Type.Object({
      id: Type.String(),
      part: Type.Enum(['promises', 'cases', 'welcome', 'stories', 'pictures', 'strangers'] as const),
      text: Type.String(),
      more: Type.String(),
    }),
    { description: 'What else the page can show, each by choice' },
  ),
  phrases: Type.Array(Type.String(), { description: 'Words of the sentence that came from notes' }),
  texts: Type.Array(Type.String(), { description: 'All words of people on the page, for a translation' }),
})
export type PurposePreview = Static<typeof PurposePreviewSchema>

export const SavedDraftSchema = Type.Object({ revision: Revision })
export type SavedDraft = Static<typeof SavedDraftSchema>

export const PublishedPageSchema = Type.Object({ address: Type.String(), number: Type.Integer() })
export type PublishedPage = Static<typeof PublishedPageSchema>
