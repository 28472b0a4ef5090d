import { readFile } from 'node:fs/promises'
import * as Y from 'yjs'
import { titleLimit } from '#shared/board/limits.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { wordsIn } from '#shared/agenda/fill.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import type { CarriedFacts } from '#shared/wire/second.ts'
import type { ReportActivities } from '../board-file/account.ts'
import { snapshotOf } from '../board-file/snapshot.ts'
import { boardOf, parseBoardFile, unplayable, type IsPlayable, type ReadKeptStates } from './board-import.ts'
import { carriedFrom, chosenOf, hashesOf, secondBoard, type Carried } from './carry-over.ts'
import type { BadBoardFile, ImportedBoard, ImportJob } from './renderer.ts'

type CarryJob = Extract<ImportJob, { kind: 'carry' }>

/** The document of a second board, with everything that could come along; or the reason why there is none. */
export async function carryBoard(
  { source, wish, template, now }: CarryJob,
  isPlayable: IsPlayable,
  readKeptStates: ReadKeptStates,
  { accountOf }: Pick<ReportActivities, 'accountOf'>,
): Promise<ImportedBoard> {
  const isForeign = 'path' in source
  const read = isForeign ? await uploaded(source.path, isPlayable, readKeptStates) : source
  if ('problem' in read) return read
  const doc = new Y.Doc()
  Y.applyUpdate(doc, read.update)
  const board = snapshotOf(doc)
  doc.destroy()
  const carried = carriedFrom(board, accountOf(board, { participants: 0, now }))
  if (!carried) return noPurpose
  if (carried === 'damaged') return damaged
  const title = cleanLine(wish.title, titleLimit) || wordsIn(template.title, carried.language).text
  const chosen = chosenOf(carried, wish)
  const update = secondBoard(chosen, { title, template, now, isForeign })
  if (!update) return tooLarge
  return { ok: true, title, language: carried.language, update, photos: [], carried: factsOf(carried) }
}

/** The document of an uploaded file, without its pictures. */
async function uploaded(
  path: string,
  isPlayable: IsPlayable,
  readKeptStates: ReadKeptStates,
): Promise<{ readonly update: Uint8Array } | BadBoardFile> {
  const parsed = parseBoardFile(await readFile(path))
  if (!parsed.ok) return parsed
  const { file } = parsed
  if (file.agenda && !isPlayable(file.agenda.template)) return unplayable
  const rules = { photoOf: () => undefined, isPlayable, readKeptStates, isForeign: true }
  return boardOf(file, rules)
}

function factsOf(carried: Carried): CarriedFacts {
  const { adoption, version, principles, rings, needs, commitments, parked } = carried
  const listed = (notes: Carried['parked']) => notes.map(({ id, text }) => ({ id, text }))
  return {
    sentence: adoption.text,
    number: version.number,
    adoptedAt: adoption.at,
    voices: { ...adoption.voices },
    principles: principles.map(({ text }) => readPrinciple(text).choice.trim()),
    people: rings.flat().length,
    needs: needs.length,
    commitments: listed(commitments),
    parked: listed(parked),
    hashes: hashesOf({ ...carried, parked: [] }),
  }
}

const noPurpose: BadBoardFile = {
  ok: false,
  code: 'purpose_missing',
  problem: 'No sentence was adopted on this board, so there is nothing to go on with.',
}
const damaged: BadBoardFile = {
  ok: false,
  code: 'import_damaged',
  problem: 'The board in this file is damaged: the adopted sentence is none of its versions.',
}
const tooLarge: BadBoardFile = {
  ok: false,
  code: 'too_large',
  problem: 'What would come along is larger than a board may be.',
}
