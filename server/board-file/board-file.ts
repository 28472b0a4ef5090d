import { Type, type Static, type TSchema } from 'typebox'
import { clusterTitleLimit } from '#shared/board/cluster.ts'
import { languages, titleLimit } from '#shared/board/document.ts'
import { idPattern } from '#shared/board/id.ts'
import { coordinateLimit, noteKinds, noteTextLimit, tints } from '#shared/board/note.ts'
import { altLimit, photoIdPattern, photoSideLimit } from '#shared/board/photo.ts'
import type { FileField } from '#shared/board/schema.ts'
import { mergeFactor } from '#shared/board/text.ts'
import { RightsSchema } from '#shared/wire/board-commands.ts'
import { roundLimits, RoundTarget } from '#shared/workshop/round.ts'
import { photoTypes } from '../basics/photo-kind.ts'
import { latestTime, type BoardSnapshot } from './snapshot.ts'

/** How many notes and clusters a file may bring: twice the largest board the product promises to be quick on. */
const countLimit = 20_000

/** Letters of a picture's bytes; ours have some 0.6 million. */
const photoTextLimit = 14_000_000

const Id = Type.String({ pattern: idPattern })
const PhotoId = Type.String({ pattern: photoIdPattern })
const PhotoSide = Type.Integer({ minimum: 1, maximum: photoSideLimit })
const Time = Type.Number({ minimum: 0, maximum: latestTime })
const Whole = Type.Integer({ minimum: -coordinateLimit, maximum: coordinateLimit })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/** What the table of roots puts into a file. */
const fields = {
  title: Type.String({ maxLength: titleLimit }),
  language: Type.Enum(languages),
  notes: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum(noteKinds),
      tint: Type.Enum(tints),
      created: Time,
      photo: Type.Optional(
        Type.Object({
          id: PhotoId,
          width: PhotoSide,
          height: PhotoSide,
          alt: Type.Optional(Type.String({ maxLength: altLimit })),
        }),
      ),
      x: Whole,
      y: Whole,
      z: Whole,
      cluster: Type.Union([Id, Type.Null()]),
      text: Type.String({ maxLength: mergeFactor * noteTextLimit }),
    }),
    { maxItems: countLimit },
  ),
  clusters: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String({ maxLength: mergeFactor * clusterTitleLimit }),
      tint: Type.Enum(tints),
      isCollapsed: Type.Boolean(),
    }),
    { maxItems: countLimit },
  ),
  // Not in files of the first versions: participants work on everything then, and nothing is locked.
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
      title: Type.String({ maxLength: roundLimits.title }),
      target: Type.Enum(RoundTarget),
      options: Type.Array(Id, { maxItems: roundLimits.options }),
      budget: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
      cap: Type.Integer({ minimum: 1, maximum: roundLimits.budget }),
      isSecret: Type.Boolean(),
      deadline: Type.Union([Time, Type.Null()]),
      openedAt: Time,
      closedAt: Time,
      voted: Count,
      eligible: Count,
      totals: Type.Union([Type.Record(Id, Count), Type.Null()]),
      previous: Type.Union([Id, Type.Null()]),
    }),
    { maxItems: 1_000 },
  ),
} satisfies Record<FileField, TSchema>

/**
 * The whole board as JSON, version 1; `application/json`. Authors, ballots and rounds under way are not in it. A reader
 * refuses a higher version and ignores fields that it does not know.
 */
export const BoardFileSchema = Type.Object({
  format: Type.Literal('boussole-board'),
  version: Type.Literal(1),
  ...fields,
  /** By id. A note whose picture is missing here comes back without it. */
  photos: Type.Optional(
    Type.Record(
      PhotoId,
      Type.Object({
        type: Type.Enum(photoTypes),
        data: Type.String({ description: 'Base64', maxLength: photoTextLimit }),
      }),
    ),
  ),
})
export type BoardFile = Static<typeof BoardFileSchema>

/** Without `photos` it says which pictures there are, and does not have them. */
export function writeBoardFile(board: BoardSnapshot, photos?: BoardFile['photos']): string {
  const file: BoardFile = {
    format: 'boussole-board',
    version: 1,
    title: board.title,
    language: board.language,
    notes: [...board.notes],
    clusters: [...board.clusters],
    rights: board.rights,
    locked: [...board.locked],
    ...(photos && { photos }),
    rounds: board.rounds.map((round) => ({ ...round, options: [...round.options] })),
  }
  return `${JSON.stringify(file, null, 1)}\n`
}
