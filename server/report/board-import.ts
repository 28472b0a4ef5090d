import { asForeignOrigin, originName } from '#shared/board/origin.ts'
import { Compile } from 'typebox/compile'
import * as Y from 'yjs'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { writeAdoption, writeReply } from '#shared/board/adoptions.ts'
import { writeKeptAgenda } from '#shared/board/agenda.ts'
import { writeArea } from '#shared/board/area.ts'
import {
  clustersRoot,
  notesRoot,
  placeRoot,
  schemaVersion,
  statementsRoot,
  textRoot,
  wordingsRoot,
  writeMeta,
} from '#shared/board/document.ts'
import { formerCoordinateLimit, titleLimit } from '#shared/board/limits.ts'
import { placeEntry, readOrigin, markLateNotes, type NoteFacts } from '#shared/board/note.ts'
import { readLook } from '#shared/board/note-look.ts'
import { writeFirstCards } from '#shared/board/kept-photos.ts'
import { readPhoto, type Photo } from '#shared/board/photo.ts'
import { replaceLocks, writeRights } from '#shared/board/rights.ts'
import { writeDecidedWords } from '#shared/board/decided-words.ts'
import { writeRound } from '#shared/board/round.ts'
import type { FileRoot } from '#shared/board/schema.ts'
import { writeComment } from '#shared/board/comments.ts'
import { wordingOf } from '#shared/board/statements.ts'
import { placeIn } from '#shared/board/text-place.ts'
import { addVersion } from '#shared/board/versions.ts'
import { writeSignature } from '#shared/board/signatures.ts'
import { writeTableState } from '#shared/board/tables.ts'
import { writeKeptState, type KeptState } from '#shared/board/activities.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { replyKey } from '#shared/workshop/adoption.ts'
import { nameLimit } from '#shared/workshop/role.ts'
import { RoundState, RoundTarget, roundLimits } from '#shared/workshop/round.ts'
import { hashOfText } from '../basics/hashes.ts'
import { documentLimits } from '../documents/memory-pools.ts'
import { BoardFileSchema, boardFileVersion, type BoardFile } from '../board-file/board-file.ts'
import { frozenTexts } from '../board-file/snapshot.ts'
import type { BadBoardFile, ImportedBoard } from './renderer.ts'

export type ParsedFile = { readonly ok: true; readonly file: BoardFile } | BadBoardFile

/** Reads a board file, or describes its fault in one sentence. */
export function parseBoardFile(bytes: Uint8Array): ParsedFile {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), storable)
  } catch {
    if (beginsAsBoard(bytes))
      return bad(
        'import_damaged',
        'The board in this file is damaged: the file breaks off, or is no JSON inside.',
      )
    return bad('import_invalid', 'This file is not JSON; choose one that was exported from a board as JSON.')
  }
  return problemOf(value) ?? { ok: true, file: value as BoardFile }
}

/** Without fields that every object has: Yjs refuses to write an entry with a `constructor` of its own. */
function storable(field: string, value: unknown): unknown {
  return field in Object.prototype ? undefined : value
}

/** A file of which a download has lost the end still begins as every exported board. */
function beginsAsBoard(bytes: Uint8Array): boolean {
  return /^\s*\{\s*"format"\s*:\s*"boussole-board"/u.test(new TextDecoder().decode(bytes.subarray(0, 200)))
}

/** A file of a newer server, whose version was not raised: without its agenda it would be another board. */
export const unplayable: BadBoardFile = bad(
  'import_newer',
  'The agenda in this file has steps that this server does not know; update this server to import it.',
)

function bad(code: BadBoardFile['code'], problem: string): BadBoardFile {
  return { ok: false, code, problem }
}

/** The document of a new board. */
export function readBoardFile(
  bytes: Uint8Array,
  isPlayable: IsPlayable = () => false,
  isRehearsal = false,
  readKeptStates?: ReadKeptStates,
  /** Of the activities, where the file has none. */
  states: Readonly<Record<string, unknown>> = {},
): ImportedBoard {
  const parsed = parseBoardFile(bytes)
  if (!parsed.ok) return parsed
  const file = {
    ...parsed.file,
    activities: { ...(states as BoardFile['activities']), ...parsed.file.activities },
  }
  return boardOf(file, { photoOf: (photo) => photo, isPlayable, readKeptStates, isRehearsal })
}

/** True for a template that this server can play. */
export type IsPlayable = (template: unknown) => boolean

/** The states of a file that activities keep, by their names. */
export type ReadKeptStates = (
  states: Readonly<Record<string, unknown>>,
) => readonly (readonly [name: string, kept: KeptState])[]

export interface ImportRules {
  /** A note's photo on the new board; undefined for none. */
  readonly photoOf: (photo: Photo) => Photo | undefined
  /** An agenda that this server cannot play is left out. */
  readonly isPlayable: IsPlayable
  /** Without it, no state of an activity is taken. */
  readonly readKeptStates?: ReadKeptStates | undefined
  /** The new board is a rehearsal. */
  readonly isRehearsal?: boolean
  /** The file comes from outside: its results say so, and nobody of this board has claimed them. */
  readonly isForeign?: boolean
}

/** The document of a parsed file. A new board must not be larger than a board may become. */
export function boardOf(
  { agenda: kept, ...file }: BoardFile,
  { photoOf, isPlayable, readKeptStates = () => [], isRehearsal = false, isForeign = false }: ImportRules,
): ImportedBoard {
  const title = cleanLine(file.title, titleLimit)
  const doc = new Y.Doc()
  const used = new Set<string>()
  const notes = file.notes.map(({ photo: named, ...note }) => {
    const photo = named && photoOf(readPhoto(named) ?? named)
    if (photo) used.add(photo.id)
    return { ...note, ...(photo && { photo }) }
  })
  const agenda = kept && isPlayable(kept.template) && isAtStep(kept) ? kept : undefined
  doc.transact(() => {
    const whole = { ...file, title, notes, ...(agenda && { agenda }) }
    write(doc, isForeign ? asImported(whole) : whole)
    for (const [name, state] of readKeptStates(file.activities ?? {}))
      writeKeptState(doc, name, isForeign && name === originName ? asForeignOrigin(state) : state)
    if (isRehearsal) writeMeta(doc, { isRehearsal })
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  if (update.byteLength > documentLimits.boardBytes) return tooLarge
  return { ok: true, title, language: file.language, update, photos: [...used] }
}

/** Anybody can write a file: this server vouches for nothing that it says was decided. */
function asImported(file: BoardFile): BoardFile {
  const isImported = true as const
  return {
    ...file,
    rounds: file.rounds.map((round) => ({ ...round, isImported })),
    ...(file.adoptions && {
      adoptions: file.adoptions.map((adoption) => {
        const { claimedAt: _, ...imported } = { ...adoption, isImported }
        return imported
      }),
    }),
  }
}

/** A step that runs is one of the template. */
function isAtStep({ template, now: { state, step } }: NonNullable<BoardFile['agenda']>): boolean {
  return state !== AgendaState.running || findStep(template, step) !== undefined
}

const tooLarge: ImportedBoard = {
  ok: false,
  code: 'too_large',
  problem: `The board in this file is larger than a board may be, which is ${documentLimits.boardBytes / 1_048_576} MB without its pictures.`,
}

const validator = Compile(BoardFileSchema)

function problemOf(value: unknown): BadBoardFile | undefined {
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  if (format !== 'boussole-board')
    return bad(
      'import_invalid',
      'This file is not a board; choose one that was exported from a board as JSON.',
    )
  if (typeof version === 'number' && version > boardFileVersion) {
    return bad('import_newer', 'This board was exported by a newer version; update this server to import it.')
  }
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value)
    const place = placeOf(first?.instancePath)
    return bad(
      'import_damaged',
      `The board in this file is damaged at ${place}: ${first?.message ?? 'wrong form'}.`,
    )
  }
  return (
    tooManyOptionsIn(value.rounds) ??
    duplicateOf(value.notes, 'note') ??
    duplicateOf(value.clusters, 'group') ??
    duplicateOf(value.areas ?? [], 'area') ??
    duplicateOf(value.rounds, 'round') ??
    duplicateOf(value.statements ?? [], 'statement') ??
    duplicateOf(value.versions ?? [], 'version') ??
    duplicateOf(value.comments ?? [], 'comment') ??
    damagedVersionOf(value.versions ?? []) ??
    duplicateOf(value.adoptions ?? [], 'adoption') ??
    forgedAmong(value.adoptions ?? [])
  )
}

/** Of rounds that a board has, every browser holds the options. */
function tooManyOptionsIn(rounds: BoardFile['rounds']): BadBoardFile | undefined {
  const count = rounds.reduce((sum, { options }) => sum + options.length, 0)
  return count > roundLimits.allOptions
    ? bad(
        'import_damaged',
        `The rounds in this file have ${count} options, and a board may have ${roundLimits.allOptions}.`,
      )
    : undefined
}

/** A version is its exact words. A file whose words and digest differ is not the file that was exported. */
function damagedVersionOf(versions: NonNullable<BoardFile['versions']>): BadBoardFile | undefined {
  const damaged = versions.find(({ text, hash }) => hashOfText(text) !== hash)
  return damaged
    ? bad(
        'import_damaged',
        `The board in this file is damaged: the words of version ${damaged.id} are not those that were kept.`,
      )
    : undefined
}

function duplicateOf(items: readonly { readonly id: string }[], noun: string): BadBoardFile | undefined {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id))
      return bad('import_damaged', `The board in this file is damaged: two ${noun}s have the same id ${id}.`)
    seen.add(id)
  }
  return undefined
}

/** What was adopted is what its hash says, byte for byte. */
function forgedAmong(adoptions: NonNullable<BoardFile['adoptions']>): BadBoardFile | undefined {
  const forged = adoptions.find(({ text, hash }) => hashOfText(text) !== hash)
  return (
    forged &&
    bad(
      'import_damaged',
      `The board in this file is damaged: the adopted sentence ${forged.id} is not the one that its hash belongs to.`,
    )
  )
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

/** Writes the roots directly: by commands, each of 20,000 notes would look for the topmost note. */
function write(doc: Y.Doc, file: BoardFile): void {
  for (const writeRoot of Object.values(writers)) writeRoot(doc, file)
}

/** Locks come last: only notes and clusters of the board can be locked. */
const writers = {
  meta: (doc, { title, language, rights }) => {
    writeMeta(doc, { schema: schemaVersion, title, language })
    if (rights) writeRights(doc, rights)
  },
  clusters: (doc, { clusters }) => {
    for (const { id, title, tint, isCollapsed } of clusters) {
      const entry = new Y.Map<unknown>()
      entry.set('title', new Y.Text(title.toWellFormed()))
      entry.set('tint', tint)
      entry.set('isCollapsed', isCollapsed)
      clustersRoot(doc).set(id, entry)
    }
  },
  areas: (doc, { areas = [] }) => {
    for (const area of areas) writeArea(doc, area)
  },
  notes: (doc, { notes }) => {
    for (const { id, kind, tint, created, photo, ...note } of notes) {
      const more = { ...readOrigin(note), ...readLook(note) }
      const facts: NoteFacts = { kind, author: null, tint, created, ...(photo && { photo }), ...more }
      notesRoot(doc).set(id, facts)
    }
  },
  place: (doc, { notes, clusters, areas = [] }) => {
    const placed = new Set(areas.map(({ id }) => id))
    const known = new Set(clusters.map(({ id }) => id))
    for (const { id, x, y, z, cluster, area } of restacked(notes)) {
      const group = cluster !== null && known.has(cluster) ? cluster : null
      placeRoot(doc).set(
        id,
        placeEntry({ x, y, z, cluster: group, area: area && placed.has(area) ? area : null }),
      )
    }
  },
  text: (doc, { notes }) => {
    for (const { id, text } of notes) textRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  },
  late: (doc, { notes }) => {
    markLateNotes(
      doc,
      notes.flatMap(({ id, isLate }) => (isLate ? [id] : [])),
    )
  },
  signatures: (doc, { notes }) => {
    for (const { id, signature = '' } of notes) writeSignature(doc, id, cleanLine(signature, nameLimit))
  },
  photos: (doc, { notes }) => {
    const kept = notes.filter(({ photo }) => photo?.isPrivate).toReversed()
    writeFirstCards(doc, new Map(kept.flatMap(({ id, photo }) => (photo ? [[photo.id, id]] : []))))
  },
  rounds: (doc, { rounds }) => {
    for (const round of rounds) writeFileRound(doc, round)
  },
  decided: (doc, { rounds }) => {
    for (const round of rounds) writeDecidedWords(doc, round)
  },
  statements: (doc, { statements = [] }) => {
    for (const { id, step, number, from, at } of statements)
      statementsRoot(doc).set(id, { step, number, from, at })
  },
  wordings: (doc, { statements = [] }) => {
    for (const { id, text } of statements) wordingsRoot(doc).set(id, new Y.Text(text.toWellFormed()))
  },
  versions: (doc, { versions = [] }) => {
    for (const version of versions) addVersion(doc, version)
  },
  comments: (doc, { comments = [] }) => {
    for (const { start, end, ...comment } of comments) {
      const wording = wordingOf(doc, comment.statement)
      if (!wording) continue
      const from = Math.min(start, wording.length)
      const to = Math.min(Math.max(from, end), wording.length)
      writeComment(doc, { ...comment, ...placeIn(wording, { start: from, end: to }) })
    }
  },
  replies: (doc, { rounds }) => {
    for (const round of rounds)
      for (const [index, { reply }] of reasonsIn(round).entries())
        if (reply) writeReply(doc, replyKey(round.id, index), { ...reply, text: reply.text.toWellFormed() })
  },
  adoptions: (doc, { adoptions = [] }) => {
    for (const { reason, ...adoption } of adoptions)
      writeAdoption(doc, { ...adoption, ...(reason !== undefined && { reason: reason.toWellFormed() }) })
  },
  agenda: (doc, { agenda }) => {
    if (agenda) writeKeptAgenda(doc, agenda)
  },
  tables: (doc, { handedUp = [] }) => {
    for (const { step, table, items } of handedUp) writeTableState(doc, step, table, { handed: items })
  },
  locks: (doc, { locked }) => {
    if (locked) replaceLocks(doc, locked)
  },
} satisfies Record<Exclude<FileRoot, 'activities'>, (doc: Y.Doc, file: BoardFile) => void>

/** Above a note at the limit of the stacking order nothing could be put: such a board is stacked anew from 1. */
function restacked(notes: BoardFile['notes']): BoardFile['notes'] {
  if (notes.every(({ z }) => Math.abs(z) <= formerCoordinateLimit)) return notes
  return notes.toSorted((a, b) => a.z - b.z).map((note, index) => ({ ...note, z: index + 1 }))
}

function reasonsIn({
  options,
  reasons = [],
}: BoardFile['rounds'][number]): NonNullable<BoardFile['rounds'][number]['reasons']> {
  return reasons.filter(({ option }) => options.includes(option))
}

function writeFileRound(doc: Y.Doc, round: BoardFile['rounds'][number]): void {
  const { id, number, title, target, options, budget, cap, isSecret, deadline } = round
  const { openedAt, closedAt, voted, eligible, previous } = round
  const totals =
    round.totals && Object.fromEntries(options.map((option) => [option, round.totals?.[option] ?? 0]))
  // Those of a round about the board are beside it: see `decided`.
  const frozen = target === RoundTarget.texts && frozenTexts(round, (text) => text.toWellFormed())
  const rules = {
    title: title.toWellFormed(),
    target,
    options,
    ...frozen,
    budget,
    cap,
    isSecret,
    deadline,
  }
  const outcome = { state: RoundState.closed, closedAt, voted, eligible, totals, ballots: null }
  const step = round.step !== undefined && { step: round.step }
  const method = round.method !== undefined && { method: round.method }
  const scores = round.scores && { scores: knownOf(round.scores, options) }
  const passes = round.passes && { passes: knownOf(round.passes, options) }
  const reasons = round.reasons && {
    reasons: reasonsIn(round).map(({ option, text, name, answer }) => ({
      option,
      text: text.toWellFormed(),
      name: name && name.toWellFormed(),
      ...(answer !== undefined && { answer }),
    })),
  }
  const withheld = round.withheld && {
    withheld: round.withheld.filter((option) => options.includes(option)),
  }
  const hands = round.hands && {
    hands: { voters: round.hands.voters, counts: knownOf(round.hands.counts, options) },
  }
  writeRound(doc, {
    id,
    number,
    openedAt,
    previous,
    ...method,
    ...rules,
    ...outcome,
    ...scores,
    ...passes,
    ...reasons,
    // Nobody who could give an awaited reason is here.
    ...withheld,
    ...hands,
    ...step,
    ...(round.isImported && { isImported: round.isImported }),
  })
}

/** The counts of these options alone. */
function knownOf<Value>(
  counts: Readonly<Record<string, Value>>,
  options: readonly string[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(options.flatMap((option) => (counts[option] ? [[option, counts[option]]] : [])))
}
