import * as Y from 'yjs'
import { findStep } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { writeActivityItem, askedName } from '#shared/board/activities.ts'
import { writeAdoption } from '#shared/board/adoptions.ts'
import { writeNewAgenda } from '#shared/board/agenda.ts'
import { placeAreas, placeParkingLot } from '#shared/board/area.ts'
import { schemaVersion, writeMeta, type Language } from '#shared/board/document.ts'
import { addNote, type NoteOrigin } from '#shared/board/note.ts'
import { originIn, originItem, originName, type CarriedPart, type Origin } from '#shared/board/origin.ts'
import { parkingLot } from '#shared/board/parking-lot.ts'
import { setLocked } from '#shared/board/rights.ts'
import { addStatement } from '#shared/board/statements.ts'
import { addVersion, type Version } from '#shared/board/versions.ts'
import { isDay } from '#shared/text/calendar.ts'
import type { SecondWish } from '#shared/wire/second.ts'
import { testsIn } from '#shared/statements/tested.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { agreementOf } from '#shared/workshop/tally.ts'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { hashOfText } from '../basics/hashes.ts'
import type { Account } from '../board-file/account.ts'
import { ecosystemsIn } from '../board-file/purpose-content.ts'
import type { BoardSnapshot, SnapshotNote } from '../board-file/snapshot.ts'
import { documentLimits } from '../documents/memory-pools.ts'
import { spotsFor } from '../documents/new-note-spots.ts'

/** A note as it comes along: its exact words, and nothing of a person. */
type CarriedNote = Pick<SnapshotNote, 'id' | 'kind' | 'tint' | 'text' | 'created'> &
  Pick<NoteOrigin, 'blanks' | 'from'>

/** Everything that a second board takes from the first one. */
export interface Carried {
  readonly title: string
  readonly language: Language
  readonly team: string | null
  readonly adoption: Adoption
  /** The adopted version. */
  readonly version: Version
  readonly principles: readonly CarriedNote[]
  /** Nearest ring first. */
  readonly rings: readonly (readonly CarriedNote[])[]
  readonly needs: readonly CarriedNote[]
  /** Without their owners. */
  readonly commitments: readonly CarriedNote[]
  readonly parked: readonly CarriedNote[]
  readonly answers: Origin['answers']
  readonly swap: Origin['swap']
}

/** The steps of the template that hold what comes along. */
const held = {
  people: 'cold/people',
  needs: 'cold/needs',
  principles: 'cold/principles',
  commitments: 'cold/open',
  sentence: 'cold/remarks',
} as const

/** Reads what comes along. Undefined without an adopted sentence. Damaged: the sentence is none of the versions of the board. */
export function carriedFrom(board: BoardSnapshot, account: Account): Carried | undefined | 'damaged' {
  const adoption = board.adoptions.at(-1)
  if (!adoption) return undefined
  const { statement, text, hash } = adoption
  const kept = board.versions.find((version) => version.id === adoption.version && version.text === text)
  if (!kept) return 'damaged'
  const byId = new Map(board.notes.map((note) => [note.id, note]))
  const noteOf = (note: string): readonly SnapshotNote[] => {
    const found = byId.get(note)
    return found && found.text.trim() !== '' ? [found] : []
  }
  const ecosystems = ecosystemsIn(account)
  // The needs of a second board were agreed on the first one.
  const isSecond = originIn(board.activities[originName]) !== undefined
  const rings = ecosystems.findLast((each) => each.rings.length > 0)?.rings ?? []
  const people = new Set(rings.flatMap((ring) => ring.people))
  const agreed = ecosystems.flatMap(({ needs }) =>
    needs.filter(({ agreement }) => agreement?.isAgreed ?? isSecond),
  )
  const team = board.agenda?.answers['team']
  const round = board.rounds.find((each) => each.id === adoption.round)
  const agreement = round && round.totals !== null ? agreementOf(round, adoption.version) : undefined
  const swap = specificityOf(testsIn(board.rounds, board.activities[askedName]), adoption.version)
  return {
    title: board.title,
    language: board.language,
    team: typeof team === 'string' && team.trim() !== '' ? team : null,
    adoption,
    version: {
      id: adoption.version,
      statement,
      number: kept.number,
      text,
      at: kept.at,
      hash,
      parents: [],
    },
    principles: account.principles
      .flatMap((principle) => noteOf(principle.id))
      .map((note) => bare(note, note.blanks)),
    rings: rings.map((ring) => ring.people.flatMap(noteOf).map((note) => bare(note))),
    needs: [...new Map(agreed.map((need) => [need.need, need])).values()].flatMap(
      ({ need, words, people: whom }) =>
        noteOf(need).map((note) => ({
          ...bare(note),
          text: words ?? note.text,
          from: whom.filter((person) => people.has(person)),
        })),
    ),
    commitments: board.notes
      .filter((note) => note.kind === 'commitment' && note.text.trim() !== '' && note.area !== parkingLot)
      .map((note) => bare(note, daysIn(note.blanks))),
    parked: account.parked.notes.flatMap(noteOf).map((note) => bare(note)),
    answers: agreement && agreement.answered > 0 ? agreement.counts : null,
    swap: swap && swap.answered > 0 ? [swap.no, swap.answered] : null,
  }
}

/** The parts as they come along, with the notes that somebody chose. */
export function chosenOf(carried: Carried, { open, parked }: Omit<SecondWish, 'title'>): Carried {
  return {
    ...carried,
    commitments: carried.commitments.filter(({ id }) => open === null || open.includes(id)),
    parked: carried.parked.filter(({ id }) => parked.includes(id)),
  }
}

/** The SHA-256 of each part. That of the sentence is the hash with which it was adopted. */
export function hashesOf(carried: Carried): Readonly<Record<CarriedPart, string>> {
  const { adoption, principles, rings, needs, commitments, parked } = carried
  const words = (notes: readonly CarriedNote[]) => notes.map(({ id, text, from = [] }) => [id, text, from])
  return {
    sentence: adoption.hash,
    principles: hashOfText(JSON.stringify(words(principles))),
    map: hashOfText(JSON.stringify([rings.map(words), words(needs)])),
    commitments: hashOfText(
      JSON.stringify(commitments.map(({ id, text, blanks = {} }) => [id, text, blanks])),
    ),
    parked: hashOfText(JSON.stringify(words(parked))),
  }
}

/** The document of a second board. Undefined when it is larger than a board may be. */
export function secondBoard(
  carried: Carried,
  {
    title,
    template,
    now,
    isForeign,
  }: {
    readonly title: string
    readonly template: Template
    readonly now: number
    readonly isForeign: boolean
  },
): Uint8Array | undefined {
  const { language, adoption, version, answers, swap } = carried
  const doc = new Y.Doc()
  doc.transact(() => {
    writeMeta(doc, { schema: schemaVersion, title, language })
    const team = carried.team ?? carried.title
    writeNewAgenda(doc, { ...template, begins: held.sentence }, { team: team.slice(0, 200) })
    addStatement(doc, {
      id: version.statement,
      step: held.sentence,
      number: 1,
      from: [],
      at: now,
      text: version.text,
    })
    addVersion(doc, version)
    // The round stays on the first board.
    writeAdoption(doc, { ...adoption, round: null })
    placeNotes(doc, template, carried)
    const origin: Origin = {
      title: carried.title,
      at: now,
      adoptedAt: adoption.at,
      hashes: hashesOf(carried),
      answers,
      swap,
      isForeign,
    }
    writeActivityItem(doc, originName, originItem, { ...origin })
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update.byteLength > documentLimits.boardBytes ? undefined : update
}

function placeNotes(doc: Y.Doc, template: Template, carried: Carried): void {
  const { principles, rings, needs, commitments, parked } = carried
  const fieldsOf = (path: string) => {
    const step = findStep(template, path)?.step
    return step && 'fields' in step ? step.fields.map(({ id }) => id) : []
  }
  const people = fieldsOf(held.people)
  const groups: readonly (readonly [
    path: string,
    field: string | undefined,
    notes: readonly CarriedNote[],
  ])[] = [
    ...rings.map((ring, index) => [held.people, people[Math.min(index, people.length - 1)], ring] as const),
    [held.needs, fieldsOf(held.needs)[0], needs],
    [held.principles, fieldsOf(held.principles)[0], principles],
    [held.commitments, fieldsOf(held.commitments)[0], commitments],
  ]
  for (const path of new Set(groups.flatMap(([each, , notes]) => (notes.length > 0 ? [each] : [])))) {
    const placed = findStep(template, path)
    if (placed) placeAreas(doc, placed.phase, placed.step)
  }
  for (const [path, field, notes] of groups) {
    const origin = { step: path, ...(field !== undefined && { field }) }
    const coming = notes.map((note) => ({ ...note, ...origin, hasPhoto: false, table: null }))
    const spots = spotsFor(doc, coming)
    for (const [index, note] of notes.entries())
      addNote(doc, { ...note, ...origin, ...(spots[index] ?? { x: 0, y: 0 }), author: null })
  }
  setLocked(
    doc,
    principles.map(({ id }) => id),
    true,
  )
  placeParkingLot(doc)
  const spots = spotsFor(
    doc,
    parked.map(({ text }) => ({ text, step: 'parking-lot/-', field: '-', hasPhoto: false, table: null })),
  )
  for (const [index, note] of parked.entries())
    addNote(doc, { ...note, ...(spots[index] ?? { x: 0, y: 0 }), area: parkingLot, author: null })
}

/** Its words, its kind and its time; of its blanks those that are given. No author, name, photo, source or group. */
function bare({ id, kind, tint, text, created }: SnapshotNote, blanks?: CarriedNote['blanks']): CarriedNote {
  return { id, kind, tint, text, created, ...(blanks && Object.keys(blanks).length > 0 && { blanks }) }
}

/** The blanks that hold a day: an owner stays behind. */
function daysIn(blanks: CarriedNote['blanks'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(blanks).filter(([, value]) => isDay(value)))
}
