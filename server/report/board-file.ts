import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import * as Y from 'yjs'
import { clusterTitleLimit } from '#shared/board/cluster.ts'
import {
  clustersRoot,
  languages,
  notesRoot,
  placeRoot,
  schemaVersion,
  textRoot,
  titleLimit,
  writeMeta,
} from '#shared/board/document.ts'
import { coordinateLimit, noteKinds, noteTextLimit, tints, type NoteFacts } from '#shared/board/note.ts'
import { writeRound } from '#shared/board/round.ts'
import { roundLimits, RoundState, RoundTarget } from '#shared/workshop/round.ts'
import type { ImportedBoard } from './renderer.ts'
import type { BoardSnapshot } from './snapshot.ts'

/** How many notes and clusters a file may bring: twice the largest board the product promises to be quick on. */
const countLimit = 20_000

// Ids become keys of maps: the alphabet of nanoid alone, so nothing can be a path or a property of every object.
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' })
const Time = Type.Number({ minimum: 0, maximum: 8.64e15 })
const Whole = Type.Integer({ minimum: -coordinateLimit, maximum: coordinateLimit })
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/**
 * The whole board as JSON, version 1; `application/json`, at most 20 MB. Authors, ballots and rounds under way are
 * not in it. A reader refuses a higher version and ignores fields that it does not know.
 */
const BoardFileSchema = Type.Object({
  format: Type.Literal('boussole-board'),
  version: Type.Literal(1),
  title: Type.String({ maxLength: titleLimit }),
  language: Type.Enum(languages),
  notes: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.Enum(noteKinds),
      tint: Type.Enum(tints),
      created: Time,
      x: Whole,
      y: Whole,
      z: Whole,
      cluster: Type.Union([Id, Type.Null()]),
      text: Type.String({ maxLength: noteTextLimit }),
    }),
    { maxItems: countLimit },
  ),
  clusters: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String({ maxLength: clusterTitleLimit }),
      tint: Type.Enum(tints),
      isCollapsed: Type.Boolean(),
    }),
    { maxItems: countLimit },
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
})
type BoardFile = Static<typeof BoardFileSchema>

export function writeBoardFile(board: BoardSnapshot): string {
  const file: BoardFile = {
    format: 'boussole-board',
    version: 1,
    title: board.title,
    language: board.language,
    notes: [...board.notes],
    clusters: [...board.clusters],
    rounds: board.rounds.map((round) => ({ ...round, options: [...round.options] })),
  }
  return `${JSON.stringify(file, null, 1)}\n`
}

/** Reads a board file into the state of a new board's document; says in one sentence what is wrong with a bad one. */
export function readBoardFile(bytes: Uint8Array): ImportedBoard {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refused('This file is not JSON; choose one that was exported from a board as JSON.')
  }
  const sentence = problemOf(value)
  if (sentence !== undefined) return refused(sentence)
  const file = value as BoardFile
  const doc = new Y.Doc()
  doc.transact(() => write(doc, file))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return { ok: true, title: file.title.toWellFormed(), language: file.language, update }
}

function refused(problem: string): ImportedBoard {
  return { ok: false, problem }
}

const validator = Compile(BoardFileSchema)

function problemOf(value: unknown): string | undefined {
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  if (format !== 'boussole-board')
    return 'This file is not a board; choose one that was exported from a board as JSON.'
  if (typeof version === 'number' && version > 1) {
    return 'This board was exported by a newer version; update this server to import it.'
  }
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value)
    return `The board in this file is damaged at ${placeOf(first?.instancePath)}: ${first?.message ?? 'wrong form'}.`
  }
  return (
    duplicateOf(value.notes, 'note') ??
    duplicateOf(value.clusters, 'group') ??
    duplicateOf(value.rounds, 'round')
  )
}

function duplicateOf(items: readonly { readonly id: string }[], noun: string): string | undefined {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) return `The board in this file is damaged: two ${noun}s have the same id ${id}.`
    seen.add(id)
  }
  return undefined
}

/** "/notes/3/tint" as a person counts: "notes, number 4, tint". */
function placeOf(path = ''): string {
  const steps = path.split('/').filter((step) => step !== '')
  if (steps.length === 0) return 'its beginning'
  return steps
    .slice(0, 4)
    .map((step) => (/^\d+$/.test(step) ? `number ${Number(step) + 1}` : step.slice(0, 32)))
    .join(', ')
}

/** Writes the roots directly: going through one command a note would look for the topmost note 20,000 times. */
function write(doc: Y.Doc, file: BoardFile): void {
  writeMeta(doc, { schema: schemaVersion, title: file.title.toWellFormed(), language: file.language })
  const clusters = new Set(file.clusters.map(({ id }) => id))
  for (const { id, title, tint, isCollapsed } of file.clusters) {
    const entry = new Y.Map<unknown>()
    entry.set('title', new Y.Text(title.toWellFormed()))
    entry.set('tint', tint)
    entry.set('isCollapsed', isCollapsed)
    clustersRoot(doc).set(id, entry)
  }
  for (const { id, kind, tint, created, x, y, z, cluster, text } of file.notes) {
    notesRoot(doc).set(id, { kind, author: null, tint, created } satisfies NoteFacts)
    placeRoot(doc).set(id, [x, y, z, cluster !== null && clusters.has(cluster) ? cluster : 0])
    textRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  }
  for (const round of file.rounds) {
    const { id, number, title, target, options, budget, cap, isSecret, deadline } = round
    const { openedAt, closedAt, voted, eligible, totals, previous } = round
    writeRound(doc, {
      ...{ id, number, title: title.toWellFormed(), target, options, budget, cap, isSecret, deadline },
      ...{ openedAt, closedAt, voted, eligible, totals, previous, state: RoundState.closed, ballots: null },
    })
  }
}
