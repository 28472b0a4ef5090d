import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { cutTo } from '../text/letters.ts'
import { noteKinds, type NoteKind } from '../workshop/note-kind.ts'
import { act, notesRoot, placeRoot, textRoot, lateNotesRoot } from './document.ts'
import { isAreaId, isId, isStepId, isStepPath } from './id.ts'
import { blankLimits, boundedCoordinate, boundedStackPlace, fromLimit, noteTextLimit } from './limits.ts'
import { readLook, type NoteLook } from './note-look.ts'
import { readPhoto, type Photo } from './photo.ts'
import { noteRoots } from './schema.ts'
import { readHiddenSignature, readSignature } from './signatures.ts'
import { replaceText } from './text.ts'
import { firstItemOf } from './yjs-internals.ts'

/**
 * Eight paper tints of equal lightness. The style has a light value, a dark value and a corner mark for
 * each.
 */
export const tints = ['sand', 'sun', 'apricot', 'rose', 'lilac', 'sky', 'mint', 'sage'] as const
export type Tint = (typeof tints)[number]

/** The first colour of notes that are more than an idea: on the board of a whole day they are told apart at a glance. */
export const kindTints: Readonly<Partial<Record<NoteKind, Tint>>> = {
  object: 'sand',
  experience: 'apricot',
  conviction: 'rose',
  expectation: 'sky',
  stakeholder: 'lilac',
  need: 'sky',
  principle: 'mint',
  commitment: 'sage',
  action: 'sage',
  stop: 'rose',
}

/** The first colours of notes in the fields of a step that has several, in their order. */
const fieldTints: readonly Tint[] = ['sun', 'sky', 'mint', 'rose', 'lilac', 'apricot']

/** The first colour of notes in one of these fields; undefined where there is one. */
export function tintOfField(fields: readonly string[], id: string): Tint | undefined {
  return fields.length < 2 ? undefined : fieldTints[fields.indexOf(id) % fieldTints.length]
}

export interface Place {
  readonly x: number
  readonly y: number
  /** Stacking order: larger is nearer. */
  readonly z: number
  readonly cluster: string | null
  /** Id of the area that it lies in. */
  readonly area: string | null
}

/** Where a note was written, what its blanks hold, and which notes it grew from. */
export interface NoteOrigin {
  /** `phase/step` of the agenda. */
  readonly step?: string
  /** The field of that step. */
  readonly field?: string
  /** By the blank's id: an owner, a date or words. */
  readonly blanks?: Blanks
  /** Ids of the notes that it grew from. They may be gone. */
  readonly from?: readonly string[]
}
export type Blanks = Readonly<Record<string, string>>

/** A sticky note for the rest of the program: plain, complete, never a Yjs object. */
export interface Note extends Place, NoteOrigin, NoteLook {
  readonly id: string
  readonly kind: NoteKind
  /** Participant id. Null for an unsigned note. */
  readonly author: string | null
  /** The name that its author signed with. Missing on every other note. */
  readonly signature?: string
  /** It was signed, and somebody else has changed its words: it has no name. */
  readonly isRewritten?: true
  /** It came when the step that it is of was over. */
  readonly isLate?: true
  readonly tint: Tint
  /** Milliseconds since 1970. */
  readonly created: number
  /** The text is the photo's caption. */
  readonly photo?: Photo
  readonly text: string
}

export interface NewNote extends NoteOrigin, NoteLook {
  readonly id?: string
  readonly x: number
  readonly y: number
  readonly z?: number
  readonly cluster?: string | null
  readonly area?: string | null
  readonly kind?: NoteKind
  readonly author: string | null
  readonly tint?: Tint
  readonly created: number
  readonly photo?: Photo
  readonly text?: string
}

/** A note's entry in the root `notes`. Writers keep unknown fields of newer schemas. */
export interface NoteFacts extends NoteOrigin, NoteLook {
  readonly kind: NoteKind
  readonly author: string | null
  readonly tint: Tint
  readonly created: number
  readonly photo?: Photo
}

export function newId(): string {
  return nanoid(8)
}

/** Adds a note and returns its id. */
export function addNote(doc: Y.Doc, note: NewNote): string {
  const id = note.id ?? newId()
  act(doc, () => {
    const facts: NoteFacts = {
      kind: note.kind ?? 'idea',
      author: note.author,
      tint: note.tint ?? 'sun',
      created: note.created,
      ...(note.photo && { photo: note.photo }),
      ...readOrigin(note),
      ...readLook(note),
    }
    notesRoot(doc).set(id, facts)
    writePlace(doc, id, {
      x: note.x,
      y: note.y,
      z: note.z ?? topOf(doc) + 1,
      cluster: note.cluster ?? null,
      area: note.area ?? null,
    })
    textRoot(doc).set(id, new Y.Text(note.text ?? ''))
  })
  return id
}

/** Undefined unless the note has facts, place and text. A part may be missing when a delete meets a move. */
export function readNote(doc: Y.Doc, id: string): Note | undefined {
  const facts = readFacts(notesRoot(doc).get(id))
  const place = readPlace(doc, id)
  const text = textRoot(doc).get(id)
  if (!facts || !place || !(text instanceof Y.Text)) return undefined
  const signature = readSignature(doc, id)
  const isRewritten = signature === undefined && readHiddenSignature(doc, id) !== undefined
  return {
    id,
    ...facts,
    ...(signature !== undefined && { signature }),
    ...(isRewritten && { isRewritten }),
    ...(isLateNote(doc, id) && { isLate: true as const }),
    ...place,
    text: text.toString(),
  }
}

export function notesOf(doc: Y.Doc): readonly Note[] {
  const notes: Note[] = []
  for (const id of notesRoot(doc).keys()) {
    const note = readNote(doc, id)
    if (note) notes.push(note)
  }
  return notes
}

/**
 * Every reader of places comes here. A stored place may lie outside the board, or be no number at all: it
 * is read as the nearest one inside.
 */
export function readPlace(doc: Y.Doc, id: string): Place | undefined {
  const entry = placeRoot(doc).get(id)
  if (!Array.isArray(entry)) return undefined
  const [x, y, z, cluster, area] = entry as unknown[]
  if (typeof x !== 'number' || typeof y !== 'number' || typeof z !== 'number') return undefined
  return {
    x: boundedCoordinate(x),
    y: boundedCoordinate(y),
    z: boundedStackPlace(z),
    cluster: typeof cluster === 'string' ? cluster : null,
    area: isAreaId(area) ? area : null,
  }
}

/** True for a stored place outside the board. */
export function isStray(doc: Y.Doc, id: string): boolean {
  const place = readPlace(doc, id)
  const entry = placeRoot(doc).get(id) as readonly unknown[]
  return place !== undefined && placeEntry(place).some((value, index) => value !== entry[index])
}

/** Changes parts of a note's place. Placing a deleted note is not an error. */
export function placeNote(doc: Y.Doc, id: string, change: Partial<Place>): void {
  act(doc, () => changePlace(doc, id, change))
}

/** Within an action: beginning one for each of 10,000 notes takes milliseconds. */
function changePlace(doc: Y.Doc, id: string, change: Partial<Place>): void {
  const place = readPlace(doc, id)
  if (place) writePlace(doc, id, { ...place, ...change })
}

/** Moves notes in one action. They end up in front of all others, in the order given. */
export function moveNotes(
  doc: Y.Doc,
  moves: readonly { readonly id: string; readonly x: number; readonly y: number }[],
): void {
  act(doc, () => {
    let z = topOf(doc)
    for (const { id, x, y } of moves) changePlace(doc, id, { x, y, z: (z += 1) })
  })
}

/** Moves notes in one action. Each stays as far in front as it is. Nothing is written for those that are there. */
export function shiftNotes(
  doc: Y.Doc,
  moves: readonly { readonly id: string; readonly x: number; readonly y: number }[],
): void {
  act(doc, () => {
    for (const { id, x, y } of moves) {
      const place = readPlace(doc, id)
      if (place && (place.x !== x || place.y !== y)) writePlace(doc, id, { ...place, x, y })
    }
  })
}

/** Says in which area a note lies. Nothing is written for one that lies there. */
export function setArea(doc: Y.Doc, id: string, area: string | null): void {
  if (readPlace(doc, id)?.area !== area) placeNote(doc, id, { area })
}

export function setTint(doc: Y.Doc, ids: readonly string[], tint: Tint): void {
  changeFacts(doc, ids, { tint })
}

export function setKind(doc: Y.Doc, ids: readonly string[], kind: NoteKind): void {
  changeFacts(doc, ids, { kind })
}

/** Sets or replaces a note's photo. Null removes it. */
export function setPhoto(doc: Y.Doc, id: string, photo: Photo | null): void {
  act(doc, () => {
    const entry = notesRoot(doc).get(id)
    if (!readFacts(entry)) return
    const { photo: _, ...others } = entry as { readonly photo?: unknown }
    notesRoot(doc).set(id, photo ? { ...others, photo } : others)
  })
}

/** Says which notes a note grew from. */
export function setFrom(doc: Y.Doc, id: string, from: readonly string[]): void {
  changeFacts(doc, [id], { from: from.slice(0, fromLimit) })
}

/** Fills a blank of a note, or empties it. */
export function writeBlank(doc: Y.Doc, id: string, blank: string, words: string): void {
  const facts = readFacts(notesRoot(doc).get(id))
  if (!facts) return
  const { [blank]: _, ...others } = facts.blanks ?? {}
  const filled = words === '' ? others : { ...others, [blank]: cutTo(words, blankLimits.letters) }
  changeFacts(doc, [id], { blanks: readBlanks(filled) })
}

/** Changes the words of a note and of its blanks, and its kind, in one action. */
export function changeWords(
  doc: Y.Doc,
  id: string,
  {
    text,
    blanks,
    kind,
    photo,
  }: {
    readonly text: string
    readonly blanks: Blanks
    readonly kind?: NoteKind
    /** Null takes it off. */
    readonly photo?: Photo | null
  },
): void {
  act(doc, () => {
    writeNote(doc, id, text)
    changeFacts(doc, [id], { blanks: readBlanks(blanks), ...(kind && { kind }) })
    if (photo !== undefined) setPhoto(doc, id, photo)
  })
}

export function removeNotes(doc: Y.Doc, ids: readonly string[]): void {
  act(doc, () => {
    for (const id of ids) {
      for (const root of noteRoots(doc)) {
        if (root.has(id)) root.delete(id)
      }
    }
  })
}

/** Changes the note's text to `next`. Letters of others around the changed stretch stay. */
export function writeNote(doc: Y.Doc, id: string, next: string): void {
  const text = textRoot(doc).get(id)
  if (!(text instanceof Y.Text)) return
  act(doc, () => replaceText(text, next, noteTextLimit))
}

/** True when anybody has ever written a letter in it, also a deleted one. */
export function wasWritten(doc: Y.Doc, id: string): boolean {
  const text = textRoot(doc).get(id)
  return text instanceof Y.Text && firstItemOf(text) !== null
}

/** The greatest z so far. 0 on an empty board. */
export function topOf(doc: Y.Doc): number {
  return knownTop(doc).z
}

/** The greatest z by document. It never falls. Reading 10,000 notes at each drop would take 3 ms. */
const tops = new WeakMap<Y.Doc, { z: number }>()

function knownTop(doc: Y.Doc): { z: number } {
  const known = tops.get(doc)
  if (known) return known
  const top = { z: 0 }
  const places = placeRoot(doc)
  const raise = (ids: Iterable<string>): void => {
    for (const id of ids) top.z = Math.max(top.z, heightIn(places.get(id)))
  }
  raise(places.keys())
  places.observe(({ keysChanged }) => raise(keysChanged))
  tops.set(doc, top)
  return top
}

/** The z of an entry of the root `place`, without reading the rest of it. */
function heightIn(entry: unknown): number {
  const z: unknown = Array.isArray(entry) ? entry[2] : undefined
  return typeof z === 'number' ? boundedStackPlace(z) : 0
}

function changeFacts(doc: Y.Doc, ids: readonly string[], change: Partial<NoteFacts>): void {
  act(doc, () => {
    const root = notesRoot(doc)
    for (const id of ids) {
      const entry = root.get(id)
      if (isFacts(entry)) root.set(id, { ...entry, ...change })
    }
  })
}

function writePlace(doc: Y.Doc, id: string, place: Place): void {
  // At once: observers run only after the whole action.
  const top = knownTop(doc)
  for (const value of [place.x, place.y, place.z]) {
    if (!Number.isFinite(value)) throw new Error(`a coordinate must be a number, not ${value}`)
  }
  top.z = Math.max(top.z, boundedStackPlace(place.z))
  placeRoot(doc).set(id, placeEntry(place))
}

type PlaceEntry =
  | readonly [number, number, number, string | 0]
  | readonly [number, number, number, string | 0, string]

/** An entry of the root `place`, inside the board. Outside areas it has four parts, as it had before there were areas. */
export function placeEntry({ x, y, z, cluster, area }: Place): PlaceEntry {
  const [left, top, height] = [boundedCoordinate(x), boundedCoordinate(y), boundedStackPlace(z)]
  return area === null ? [left, top, height, cluster ?? 0] : [left, top, height, cluster ?? 0, area]
}

function isFacts(entry: unknown): entry is object {
  return typeof entry === 'object' && entry !== null
}

/** Reads an entry of `notes`. An unknown kind or tint of a newer version becomes the plainest one. */
export function readFacts(entry: unknown): NoteFacts | undefined {
  if (!isFacts(entry)) return undefined
  const { kind, author, tint, created, photo: picture } = entry as Record<string, unknown>
  const photo = readPhoto(picture)
  return {
    kind: noteKinds.find((known) => known === kind) ?? 'idea',
    author: typeof author === 'string' ? author : null,
    tint: tints.find((known) => known === tint) ?? 'sand',
    created: typeof created === 'number' ? created : 0,
    ...(photo && { photo }),
    ...readOrigin(entry),
    ...readLook(entry),
  }
}

/** Reads these parts of a note's facts, without those of another form. */
export function readOrigin(entry: object): NoteOrigin {
  const { step, field, blanks, from } = entry as Record<string, unknown>
  const filled = typeof blanks === 'object' && blanks !== null ? readBlanks(blanks) : {}
  const sources = Array.isArray(from) ? from.filter(isId).slice(0, fromLimit) : []
  return {
    ...(isStepPath(step) && { step }),
    ...(isStepId(field) && { field }),
    ...(Object.keys(filled).length > 0 && { blanks: filled }),
    ...(sources.length > 0 && { from: sources }),
  }
}

function readBlanks(blanks: object): Blanks {
  const filled = Object.entries(blanks).flatMap(([id, words]: [string, unknown]) =>
    isStepId(id) && typeof words === 'string' && words !== ''
      ? [[id, cutTo(words, blankLimits.letters)]]
      : [],
  )
  return Object.fromEntries(filled.slice(0, blankLimits.count)) as Blanks
}

/** True for a note that somebody added to a step after it was over. */
function isLateNote(doc: Y.Doc, id: string): boolean {
  return lateNotesRoot(doc).get(id) === true
}

/** Server only: the clock of a page does not tell when a note came, and the mark stays. */
export function markLateNotes(doc: Y.Doc, ids: Iterable<string>): void {
  for (const id of ids) lateNotesRoot(doc).set(id, true)
}
