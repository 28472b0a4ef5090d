import { Type, type Static } from 'typebox'
import type { Json } from '#shared/board/activities.ts'
import type { Version } from '#shared/board/versions.ts'
import { photoTypes } from '../basics/photo-kind.ts'
import type { Account } from './account.ts'
import { boardFields, PhotoId } from './board-fields.ts'
import { agendaInFile } from './kept-agenda.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** Letters of a photo's bytes in base64. Photos that the server made have some 0.6 million. */
const photoTextLimit = 14_000_000

/**
 * The version of the files that this server writes. Raise it with every field that people would miss: a reader ignores
 * unknown fields, so a server of the former version would import a part of the board and say nothing. With 1, the first
 * servers dropped agendas, statements and adoptions. Every field that came later is optional, so all versions are read alike. 3: kinds of
 * notes of a second workshop.
 */
export const boardFileVersion = 3

/**
 * The whole board as JSON (`application/json`), without ids of authors, ballots and open rounds. A reader refuses a higher
 * version and ignores unknown fields.
 */
export const BoardFileSchema = Type.Object({
  format: Type.Literal('boussole-board'),
  version: Type.Integer({ minimum: 1, maximum: boardFileVersion }),
  ...boardFields,
  account: Type.Optional(
    Type.Unsafe<Account>({
      type: 'object',
      description: 'What came of it, computed from the rest; an import does not read it',
    }),
  ),
  /** Photos by id. A note whose photo is missing here is imported without it. */
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

export interface FileAdditions {
  readonly photos?: BoardFile['photos']
  readonly account?: Account
  /** The state that each activity keeps in files, by its name. */
  readonly activities?: Readonly<Record<string, Json>>
}

/** Writes a board file. Without `photos` it names the photos and does not contain them. */
export function writeBoardFile(
  board: BoardSnapshot,
  { photos, account, activities = {} }: FileAdditions = {},
): string {
  const file: BoardFile = {
    format: 'boussole-board',
    version: boardFileVersion,
    title: board.title,
    language: board.language,
    notes: board.notes.map(({ from, arrows, ...note }) => ({
      ...note,
      ...(from && { from: [...from] }),
      ...(arrows && { arrows: [...arrows] }),
    })),
    clusters: [...board.clusters],
    ...(board.areas.length > 0 && {
      areas: board.areas.map(({ blanks, ...area }) => ({ ...area, ...(blanks && { blanks: [...blanks] }) })),
    }),
    rights: board.rights,
    locked: [...board.locked],
    ...(photos && { photos }),
    rounds: board.rounds.map(({ scores, reasons, withheld, builtOn, ...round }) => ({
      ...round,
      ...(withheld && { withheld: [...withheld] }),
      ...(reasons && { reasons: [...reasons] }),
      options: [...round.options],
      ...(scores && { scores: listsOf(scores) }),
      ...(builtOn && { builtOn: listsOf(builtOn) }),
    })),
    ...(board.adoptions.length > 0 && {
      adoptions: board.adoptions.map(({ voices, ...adoption }) => ({ ...adoption, voices: { ...voices } })),
    }),
    ...(board.agenda && { agenda: agendaInFile(board.agenda) }),
    ...(board.statements.length > 0 && {
      statements: board.statements.map((statement) => ({ ...statement, from: [...statement.from] })),
    }),
    ...(board.versions.length > 0 && { versions: board.versions.map(versionInFile) }),
    ...(board.comments.length > 0 && { comments: board.comments.map((comment) => ({ ...comment })) }),
    ...(board.handedUp.length > 0 && {
      handedUp: board.handedUp.map(({ items, ...handUp }) => ({ ...handUp, items: [...items] })),
    }),
    ...(Object.keys(activities).length > 0 && { activities: { ...activities } }),
    ...(account && { account }),
  }
  return `${JSON.stringify(file, null, 1)}\n`
}

function versionInFile({ parents, grafts, ...version }: Version): NonNullable<BoardFile['versions']>[number] {
  return {
    ...version,
    parents: [...parents],
    ...(grafts && { grafts: grafts.map((graft) => ({ ...graft })) }),
  }
}

function listsOf<Item>(lists: Readonly<Record<string, readonly Item[]>>): Record<string, Item[]> {
  return Object.fromEntries(Object.entries(lists).map(([option, each]) => [option, [...each]]))
}
