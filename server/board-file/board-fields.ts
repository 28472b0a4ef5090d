import { Type, type TSchema } from 'typebox'
import {
  adoptionLimits,
  altLimit,
  arrowLimit,
  areaLimit,
  areaSideLimit,
  blankLimits,
  commentLimits,
  formerCoordinateLimit,
  fromLimit,
  graftLimit,
  stackLimit,
  mergedTitleLimit,
  mergedWordingLimit,
  mergeFactor,
  noteTextLimit,
  sizeLimits,
  statementLimit,
  titleLimit,
  versionLimit,
} from '#shared/board/limits.ts'
import { templateLimits } from '#shared/agenda/template.ts'
import { languages } from '#shared/board/document.ts'
import { areaIdPattern, idPattern, stepIdPattern, stepPathPattern } from '#shared/board/id.ts'
import { tints } from '#shared/board/note.ts'
import { noteKinds } from '#shared/workshop/note-kind.ts'
import { photoIdPattern, photoSideLimit } from '#shared/board/photo.ts'
import type { FileField } from '#shared/board/schema.ts'
import { RightsSchema } from '#shared/wire/board-commands.ts'
import { AdoptionKind } from '#shared/workshop/adoption.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import { ChoiceWeight, mostAgreement, PollMethod, roundLimits, RoundTarget } from '#shared/workshop/round.ts'
import { defaultPlaces } from '#shared/workshop/tally.ts'
import { tablesLimit } from '#shared/workshop/tables.ts'
import { KeptAgendaSchema } from './kept-agenda.ts'
import { latestTime } from './snapshot.ts'

/** Limit of notes and of clusters in a file: twice the largest board that the product promises to be quick on. */
const countLimit = 20_000

const Id = Type.String({ pattern: idPattern })
export const PhotoId = Type.String({ pattern: photoIdPattern })
const PhotoSide = Type.Integer({ minimum: 1, maximum: photoSideLimit })
const timeBounds = { minimum: 0, maximum: latestTime }
const Time = Type.Number(timeBounds)
const isImported = Type.Optional(
  Type.Literal(true, { description: 'It came with a file: the board knows nothing of how it came about' }),
)
/** Files of earlier versions have notes farther out than a board: the import brings them inside. */
const Whole = Type.Integer({ minimum: -formerCoordinateLimit, maximum: formerCoordinateLimit })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

const AreaId = Type.String({ pattern: areaIdPattern })
const AreaTitle = Type.Object({
  en: Type.Optional(Type.String({ maxLength: titleLimit })),
  fr: Type.Optional(Type.String({ maxLength: titleLimit })),
})
const StepId = Type.String({ pattern: stepIdPattern })
const Side = Type.Integer({ minimum: 1, maximum: areaSideLimit })

/** The part of a note that says where it comes from. */
const origin = {
  step: Type.Optional(Type.String({ pattern: stepPathPattern, description: 'Where it was written' })),
  field: Type.Optional(StepId),
  blanks: Type.Optional(
    Type.Record(Type.String({ pattern: stepIdPattern }), Type.String({ maxLength: blankLimits.letters }), {
      maxProperties: blankLimits.count,
      description: 'By blank: an owner, a date or words',
    }),
  ),
  from: Type.Optional(
    Type.Array(Id, { maxItems: fromLimit, description: 'Notes that it grew from; they may be gone' }),
  ),
}

const look = {
  form: Type.Optional(Type.Literal('text', { description: 'Words without paper' })),
  size: Type.Optional(
    Type.Integer({
      minimum: sizeLimits.least,
      maximum: sizeLimits.most,
      description: 'In percent of the usual size',
    }),
  ),
  arrows: Type.Optional(
    Type.Array(Id, {
      maxItems: arrowLimit,
      description: 'Notes and groups to which its arrows lead; they may be gone',
    }),
  ),
}

/** The fields that the table of roots puts into a file. */
export const boardFields = {
  title: Type.String({ maxLength: titleLimit }),
  language: Type.Enum(languages),
  notes: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum(noteKinds),
      tint: Type.Enum(tints),
      created: Time,
      signature: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: nameLimit,
          description: 'Name with which its author signed it',
        }),
      ),
      isLate: Type.Optional(Type.Literal(true, { description: 'It was added when its step was over' })),
      photo: Type.Optional(
        Type.Object({
          id: PhotoId,
          width: PhotoSide,
          height: PhotoSide,
          alt: Type.Optional(Type.String({ maxLength: altLimit })),
          isPrivate: Type.Optional(Type.Literal(true, { description: 'No report shows it' })),
        }),
      ),
      x: Whole,
      y: Whole,
      z: Type.Integer({ minimum: -stackLimit, maximum: stackLimit }),
      cluster: Type.Union([Id, Type.Null()]),
      area: Type.Optional(AreaId),
      ...origin,
      ...look,
      text: Type.String({ maxLength: mergeFactor * noteTextLimit }),
    }),
    { maxItems: countLimit },
  ),
  clusters: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String({ maxLength: mergedTitleLimit }),
      tint: Type.Enum(tints),
      isCollapsed: Type.Boolean(),
    }),
    { maxItems: countLimit },
  ),
  areas: Type.Optional(
    Type.Array(
      Type.Object({
        id: AreaId,
        title: AreaTitle,
        phaseTitle: Type.Optional(AreaTitle),
        blanks: Type.Optional(
          Type.Array(Type.Object({ id: StepId, label: AreaTitle }), { maxItems: blankLimits.count }),
        ),
        row: Type.Optional(Type.Integer({ minimum: 1, maximum: areaLimit })),
        x: Whole,
        y: Whole,
        width: Side,
        height: Side,
      }),
      { maxItems: areaLimit, description: 'Titled places for notes, each for one field of a step' },
    ),
  ),
  // Files of the first versions lack both: participants may then work on everything, and nothing is locked.
  rights: Type.Optional(RightsSchema),
  locked: Type.Optional(
    Type.Array(Id, {
      maxItems: 2 * countLimit,
      description: 'Notes and clusters that are locked themselves',
    }),
  ),
  rounds: Type.Array(
    Type.Object({
      id: Id,
      number: Type.Integer({ minimum: 1, maximum: 100_000 }),
      method: Type.Optional(Type.Enum(PollMethod, { description: 'Absent: dots' })),
      title: Type.String({ maxLength: roundLimits.title }),
      target: Type.Enum(RoundTarget),
      options: Type.Array(Id, { maxItems: roundLimits.options }),
      about: Type.Optional(
        Type.String({ pattern: idPattern, description: 'The version of a statement that it is about' }),
      ),
      texts: Type.Optional(
        Type.Record(Id, Type.String({ maxLength: mergeFactor * noteTextLimit }), {
          maxProperties: roundLimits.options,
          description:
            'Of a round of texts: the exact text of each option. Of notes and clusters: the words when it opened, of options that have other words by now',
        }),
      ),
      labels: Type.Optional(
        Type.Record(Id, Type.String({ maxLength: roundLimits.label }), {
          description: 'Of a round of texts that differ by a name: the name in each',
        }),
      ),
      budget: Type.Integer({ minimum: 1, maximum: mostAgreement * roundLimits.options }),
      cap: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
      isSecret: Type.Boolean(),
      deadline: Type.Union([Time, Type.Null()]),
      openedAt: Time,
      closedAt: Time,
      voted: Count,
      eligible: Count,
      totals: Type.Union([Type.Record(Id, Count), Type.Null()]),
      scores: Type.Optional(
        Type.Record(Id, Type.Array(Count, { minItems: ChoiceWeight.yes + 1, maxItems: mostAgreement + 1 }), {
          description: 'How many voters gave each option 0, 1, 2 points and so on',
        }),
      ),
      passes: Type.Optional(
        Type.Record(Id, Count, { description: 'How many voters passed, in a round of agreement or choice' }),
      ),
      reasons: Type.Optional(
        Type.Array(
          Type.Object({
            option: Id,
            text: Type.String({ maxLength: roundLimits.reason }),
            name: Type.Union([Type.String({ maxLength: nameLimit }), Type.Null()], {
              description: 'Null: not signed',
            }),
            answer: Type.Optional(
              Type.Integer({ minimum: 0, maximum: mostAgreement, description: 'Absent: 0' }),
            ),
            reply: Type.Optional(
              Type.Object(
                { text: Type.String({ maxLength: adoptionLimits.reply }), at: Time },
                { description: 'The answer to it in writing' },
              ),
            ),
          }),
          { maxItems: roundLimits.reasons, description: 'Reasons for answers' },
        ),
      ),
      awaited: Type.Optional(
        Type.Record(Id, Count, { description: 'For so many answers of 0 a reason is awaited' }),
      ),
      withheld: Type.Optional(
        Type.Array(Id, {
          maxItems: roundLimits.options,
          description: 'Options with too few answers to publish them',
        }),
      ),
      hands: Type.Optional(
        Type.Object(
          { voters: Count, counts: Type.Record(Id, Count) },
          { description: 'The part of the totals that a show of hands brought' },
        ),
      ),
      previous: Type.Union([Id, Type.Null()]),
      step: Type.Optional(Type.String({ maxLength: 90, description: 'phase/step of the agenda' })),
      builtOn: Type.Optional(
        Type.Record(Id, Type.Array(Id, { maxItems: roundLimits.options }), {
          maxProperties: roundLimits.options,
          description: 'By option the options on which it was built, when the round opened',
        }),
      ),
      isRunOff: Type.Optional(
        Type.Literal(true, { description: 'Its options are the band of an earlier vote' }),
      ),
      places: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: defaultPlaces,
          description: 'So many go on, where an earlier vote has chosen some',
        }),
      ),
      isImported,
    }),
    {
      maxItems: roundLimits.rounds,
      description: 'Options of all rounds together: as many as a board may have',
    },
  ),
  adoptions: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        number: Type.Integer({ minimum: 1, maximum: 100_000 }),
        version: Id,
        statement: Id,
        text: Type.String({ minLength: 1, maxLength: mergedWordingLimit }),
        hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the UTF-8 text, in hex' }),
        language: Type.Enum(languages),
        at: Time,
        kind: Type.Enum(AdoptionKind),
        round: Type.Union([Id, Type.Null()]),
        voices: Type.Object({ answered: Count, entitled: Count }),
        reason: Type.Optional(Type.String({ maxLength: adoptionLimits.reason })),
        isImported,
        claimedAt: Type.Optional(
          Type.Number({ ...timeBounds, description: 'When a facilitator said that it is theirs' }),
        ),
      }),
      {
        maxItems: adoptionLimits.count,
        description: 'Sentences that were adopted, oldest first; the last one is the purpose',
      },
    ),
  ),
  agenda: Type.Optional(KeptAgendaSchema),
  statements: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        step: Type.String({ pattern: stepPathPattern, description: 'The step that made it' }),
        number: Type.Integer({ minimum: 1, maximum: 100_000 }),
        from: Type.Array(Id, { maxItems: fromLimit, description: 'Notes or versions that it grew from' }),
        at: Time,
        text: Type.String({ maxLength: mergedWordingLimit, description: 'Its words now' }),
      }),
      { maxItems: statementLimit, description: 'Sentences that people wrote together' },
    ),
  ),
  versions: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        statement: Id,
        number: Type.Integer({ minimum: 1, maximum: 100_000 }),
        text: Type.String({ maxLength: mergedWordingLimit }),
        at: Time,
        hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the text in UTF-8' }),
        step: Type.Optional(Type.String({ pattern: stepPathPattern, description: 'Where it was kept' })),
        parents: Type.Array(Id, { maxItems: fromLimit, description: 'Versions that it grew from' }),
        grafts: Type.Optional(
          Type.Array(
            Type.Object({
              start: Count,
              end: Count,
              from: Type.String({ pattern: idPattern, description: 'A statement or a version' }),
              text: Type.String({ maxLength: mergedWordingLimit }),
            }),
            { maxItems: graftLimit, description: 'Phrases that came from other statements' },
          ),
        ),
      }),
      { maxItems: versionLimit, description: 'Wordings that people kept; nothing changes them' },
    ),
  ),
  comments: Type.Optional(
    Type.Array(
      Type.Object({
        id: Id,
        statement: Id,
        start: Count,
        end: Count,
        quote: Type.String({ maxLength: mergedWordingLimit, description: 'The words as they were' }),
        text: Type.String({ maxLength: commentLimits.letters }),
        at: Time,
        isDone: Type.Boolean(),
      }),
      { maxItems: commentLimits.count, description: 'Remarks about words of statements' },
    ),
  ),
  activities: Type.Optional(
    Type.Record(Type.String({ pattern: stepIdPattern }), Type.Unknown(), {
      maxProperties: 100,
      description: 'What activities keep beside notes and votes, such as questions',
    }),
  ),
  handedUp: Type.Optional(
    Type.Array(
      Type.Object({
        step: Type.String({ pattern: stepPathPattern }),
        table: Type.Integer({ minimum: 1, maximum: tablesLimit }),
        items: Type.Array(Id, { maxItems: countLimit }),
      }),
      {
        maxItems: templateLimits.steps * tablesLimit,
        description: 'Notes and clusters that tables handed up',
      },
    ),
  ),
} satisfies Record<FileField, TSchema>
