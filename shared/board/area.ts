import type * as Y from 'yjs'
import {
  addTo,
  areasBeside,
  areasFilled,
  areasOfTables,
  columnsFor,
  columnsIn,
  parkingSize,
  pitch,
  stepGap,
} from '../geometry/area.ts'
import { fieldMargin, headingHeight } from '../geometry/field.ts'
import { noteSide } from '../geometry/sizes.ts'
import { outliersOf } from '../geometry/outliers.ts'
import { boundsOf, union, type Point, type Rect, type Size } from '../geometry/rect.ts'
import type { StepPath, Words } from '../agenda/template.ts'
import type { NoteKind } from '../workshop/note-kind.ts'
import { act, areasRoot, placeRoot, type Language } from './document.ts'
import {
  areaLimit,
  areaSideLimit,
  blankLimits,
  boundedCoordinate,
  coordinateLimit,
  titleLimit,
} from './limits.ts'
import { drawnAreas, isAreaId, isDrawnAreaId, isStepId } from './id.ts'
import { readPlace, type NoteOrigin } from './note.ts'
import { byPlace, isOutsideSteps, parkingLot, parkingTitle } from './parking-lot.ts'

/** A text in one language or both. */
export type AreaTitle = Words

/**
 * A titled place on the canvas for one field of a step. Each note's place names the area that it lies in. The stored
 * rectangle is the least: `areaAround` gives the one that people see.
 */
export interface Area extends Rect {
  /** `phase/step/field`, or `phase/step/field/table`. */
  readonly id: string
  readonly phase: string
  readonly step: string
  readonly field: string
  /** The table whose own it is. */
  readonly table: string | null
  /** The row of the board in which it stands, from 0 on. */
  readonly row: number
  /** The title of its phase. */
  readonly phaseTitle: AreaTitle
  readonly title: AreaTitle
  /** The blanks of its notes. */
  readonly blanks: readonly AreaBlank[]
}

/** A line of a note that asks for something of its own. */
export interface AreaBlank {
  readonly id: string
  readonly label: AreaTitle
}

/** The part of a step of an agenda that its areas are made of. */
export interface StepWithFields {
  readonly id: string
  readonly makes?: { readonly kind?: NoteKind }
  readonly fields?: readonly {
    readonly id: string
    readonly title: AreaTitle
    readonly blanks?: readonly AreaBlank[]
  }[]
}

export function readArea(doc: Y.Doc, id: string): Area | undefined {
  return areaOf(id, areasRoot(doc).get(id))
}

/** In the order of the agenda: as they were made, and the parking lot last. */
export function areasOf(doc: Y.Doc): readonly Area[] {
  const areas: Area[] = []
  for (const [id, entry] of areasRoot(doc)) {
    const area = areaOf(id, entry)
    if (area) areas.push(area)
  }
  return areas.sort(byPlace)
}

/** Reads an entry of `areas`. */
export function areaOf(id: string, entry: unknown): Area | undefined {
  if (!isAreaId(id) || typeof entry !== 'object' || entry === null) return undefined
  const { x, y, width, height, row, title, phaseTitle, blanks } = entry as Record<string, unknown>
  const [phase = '', step = '', field = '', table = null] = id.split('/')
  return {
    id,
    phase,
    step,
    field,
    table,
    row: rowOf(row),
    phaseTitle: titleOf(phaseTitle),
    title: titleOf(title),
    blanks: blanksOf(blanks),
    x: boundedCoordinate(numberOr0(x)),
    y: boundedCoordinate(numberOr0(y)),
    width: sideOf(width),
    height: sideOf(height),
  }
}

/** An area's title in this language, or in the other one. */
export function titleIn({ title }: Pick<Area, 'title'>, language: Language): string {
  return wordsIn(title, language)
}

/** Its phase and its title, for lists: "Diverge · Ideas". */
export function fullTitleIn(
  { phaseTitle, title }: Pick<Area, 'phaseTitle' | 'title'>,
  language: Language,
): string {
  const names = [wordsIn(phaseTitle, language), wordsIn(title, language)].filter((name) => name !== '')
  return [...new Set(names)].join(' · ')
}

function wordsIn(words: AreaTitle, language: Language): string {
  return words[language] ?? words.en ?? words.fr ?? ''
}

/** The id of the area in which a note of this step and field is put, at this table. Null for a note of no field. */
export function areaIdFor({ step, field }: NoteOrigin, table: number | null = null): string | null {
  if (step === undefined || field === undefined) return null
  return table === null ? `${step}/${field}` : `${step}/${field}/${table}`
}

/** The origin of a note that is written in this area. */
export function originIn(area: Pick<Area, 'id' | 'phase' | 'step' | 'field'> | undefined): NoteOrigin {
  return area && !isDrawnAreaId(area.id) ? { step: `${area.phase}/${area.step}`, field: area.field } : {}
}

/**
 * Server only: participants cannot write areas. Makes the areas of the step's fields that are missing, side by side, where
 * the board keeps the shape of a poster: right of the last row, or below all rows; with `tables`, one of each for every table. Areas that are there keep their places and
 * get the titles of today. Returns the ids of the step's areas.
 */
export function placeAreas(
  doc: Y.Doc,
  phase: string | { readonly id: string; readonly title: AreaTitle },
  step: StepWithFields,
  tables = 0,
): readonly string[] {
  const { id: phaseId, title: phaseTitle } = typeof phase === 'string' ? { id: phase, title: {} } : phase
  const fields = (step.fields ?? []).filter(({ id }) => isStepId(id))
  if (!isStepId(phaseId) || !isStepId(step.id)) return []
  const path = `${phaseId}/${step.id}`
  const wordsFor = (title: AreaTitle, blanks: readonly AreaBlank[]) => ({
    phaseTitle: titleOf(phaseTitle),
    title: titleOf(title),
    blanks: blanksOf(blanks),
  })
  const numbers = tables === 0 ? [null] : Array.from({ length: tables }, (_, index) => index + 1)
  const wanted = numbers.flatMap((table) =>
    fields.map(({ id, title, blanks = [] }, index) => ({
      id: areaIdFor({ step: path, field: id }, table) ?? '',
      table,
      index,
      words: wordsFor(table === null ? title : titleAtTable(table, title), blanks),
    })),
  )
  const columns = columnsFor(fields.length, step.makes?.kind === 'principle' ? 'long' : 'short')
  const { row, rects } = rectsFor(doc, wanted, { count: fields.length, columns })
  doc.transact(() => {
    if (tables > 0) removeEmptyAreas(doc, path, new Set(wanted.map(({ id }) => id)))
    // Yjs counts the entries of a map one by one.
    let room = areaLimit - areasRoot(doc).size
    for (const { id, words } of wanted) {
      const area = readArea(doc, id)
      const rect = rects.get(id)
      if (area && !saysSame(area, words)) writeArea(doc, { ...area, ...words })
      if (area || !rect || room <= 0) continue
      writeArea(doc, { id, row, ...words, ...rect })
      room -= 1
    }
  })
  return wanted.map(({ id }) => id)
}

/** "Table 3 · Ideas", in both languages. */
export function titleAtTable(table: number, { en, fr }: AreaTitle): AreaTitle {
  return {
    ...(en !== undefined && { en: `Table ${table} · ${en}` }),
    ...(fr !== undefined && { fr: `Table ${table} · ${fr}` }),
  }
}

/** The rectangles of areas that are missing. Tables that come later stand beside everything. */
function rectsFor(
  doc: Y.Doc,
  wanted: readonly { readonly id: string; readonly table: number | null; readonly index: number }[],
  fields: { readonly count: number; readonly columns: number },
): { readonly row: number; readonly rects: ReadonlyMap<string, Rect> } {
  const missing = wanted.filter(({ id }) => !readArea(doc, id))
  const tables = [...new Set(missing.map(({ table }) => table))]
  if (tables.length === 0) return { row: 0, rects: new Map() }
  const at = (corner: Point) =>
    tables[0] === null
      ? [areasBeside(fields.count, corner, fields.columns)]
      : areasOfTables(fields.count, tables.length, corner)
  const size = boundsOf(at({ x: 0, y: 0 }).flat()) ?? { width: 0, height: 0 }
  const { row, corner } = freeCorner(doc, size)
  const all = at(corner)
  const order = new Map(tables.map((table, index) => [table, index]))
  const rects = missing.flatMap(({ id, table, index }) => {
    const rect = all[order.get(table) ?? 0]?.[index]
    return rect ? [[id, rect] as const] : []
  })
  return { row, rects: new Map(rects) }
}

/** There are fewer tables than before. */
function removeEmptyAreas(doc: Y.Doc, path: StepPath, wanted: ReadonlySet<string>): void {
  const gone = areasOf(doc).filter(({ id, phase, step }) => `${phase}/${step}` === path && !wanted.has(id))
  if (gone.length === 0) return
  const used = new Set([...placeRoot(doc).keys()].map((id) => readPlace(doc, id)?.area))
  for (const { id } of gone) if (!used.has(id)) areasRoot(doc).delete(id)
}

/**
 * Server only. Makes the parking lot, unless it is there: to the left of everything, where the areas of later steps never
 * come.
 */
export function placeParkingLot(doc: Y.Doc): void {
  if (readArea(doc, parkingLot)) return
  const all = bounds(doc)
  const free = all ?? { x: 0, y: 0, top: 0 }
  const left = free.x - (all ? fieldMargin : 0) - stepGap - parkingSize.width
  const isRoom = left > -coordinateLimit
  const corner = isRoom
    ? { x: left, y: free.top }
    : { x: free.x, y: free.y - fieldMargin - stepGap - parkingSize.height }
  writeArea(doc, { id: parkingLot, title: parkingTitle, ...parkingSize, ...corner })
}

/** So many notes fill the areas of a step. Not measured. */
const manyNotes = 10

/**
 * Server only. Many notes come into these areas at once. The areas of a step fit them before, so that they have the shape
 * of a screen together, while nothing lies in them, right of them or below. `coming`: notes by area.
 */
export function widenAreas(doc: Y.Doc, coming: ReadonlyMap<string, number>): void {
  const steps = new Map<string, Area[]>()
  for (const area of areasOf(doc))
    if (!isDrawnAreaId(area.id)) addTo(steps, `${area.phase}/${area.step}/${area.table}`, area)
  const notes = placesOf(doc)
  for (const areas of steps.values()) {
    const [first] = areas
    // A table stands among others.
    if (!first || first.table !== null) continue
    const counts = areas.map(({ id }) => coming.get(id) ?? 0)
    const isLong = columnsIn(first) < columnsFor(areas.length)
    const isFilled = !isLong && counts.reduce((sum, count) => sum + count, 0) >= manyNotes
    const wider = isFilled
      ? areasFilled(counts, first)
      : areasBeside(areas.length, first, columnsIn(first), Math.max(...counts))
    if (!isFilled && (wider[0]?.width ?? 0) <= first.width) continue
    const others = areasOf(doc).filter(({ id }) => !areas.some((area) => area.id === id))
    const isLast = [...others, ...notes].every((rect) => rect.x < first.x || rect.y + rect.height <= first.y)
    if (!isLast) continue
    doc.transact(() => {
      for (const [index, area] of areas.entries()) writeArea(doc, { ...area, ...wider[index] })
    })
  }
}

/** Draws an area with a title, or changes one that somebody has drawn. Fields of newer versions stay. */
export function drawArea(doc: Y.Doc, area: StoredArea): void {
  act(doc, () =>
    areasRoot(doc).set(area.id, {
      ...(areasRoot(doc).get(area.id) as object | undefined),
      ...areaEntry(area),
    }),
  )
}

/** The id of a new area that somebody draws. Its random part has small letters alone, as those of agendas. */
export function drawnAreaId(random: string): string {
  return drawnAreas + random.toLowerCase().replaceAll('_', '-')
}

/** Server only, but for areas that people draw. */
export function writeArea(doc: Y.Doc, area: StoredArea): void {
  areasRoot(doc).set(area.id, areaEntry(area))
}

/** An area without what follows from its id. */
export type StoredArea = Pick<Area, 'id' | 'title'> &
  Partial<Pick<Area, 'phaseTitle' | 'blanks' | 'row'>> &
  Rect

/** An entry of the root `areas`. */
function areaEntry({ title, phaseTitle = {}, blanks = [], row = 0, x, y, width, height }: StoredArea) {
  return {
    title: titleOf(title),
    ...(row > 0 && { row: rowOf(row) }),
    ...(Object.keys(phaseTitle).length > 0 && { phaseTitle: titleOf(phaseTitle) }),
    ...(blanks.length > 0 && { blanks: blanksOf(blanks) }),
    x: boundedCoordinate(x),
    y: boundedCoordinate(y),
    width: sideOf(width),
    height: sideOf(height),
  }
}

/** Width by height of a whole board: that of most screens and of paper. */
const posterAspect = 1.6
/** Between two rows there is room for late notes. Not measured. */
const rowGap = stepGap + pitch
/** A row ends where the next one brings the board so much nearer to its shape: late notes have room below the last row alone. */
const rowBias = 0.7

/**
 * Where areas of this size together come: right of the last row, level with its top, or below everything at the left, as it
 * brings the board nearer to the shape of a poster. On an empty board the origin.
 */
function freeCorner(doc: Y.Doc, size: Size): { readonly row: number; readonly corner: Point } {
  const areas = areasOf(doc).filter(({ id }) => !isOutsideSteps(id))
  const row = areas.reduce((last, area) => Math.max(last, area.row), 0)
  const all = bounds(doc)
  if (!all) return { row, corner: { x: 0, y: 0 } }
  const inRow = areas.filter((area) => area.row === row)
  const top = inRow.reduce((least, { y }) => Math.min(least, y), Infinity)
  const isOneRow = row === 0
  const right = isOneRow ? all.x + all.width : rightOf(doc, inRow, top)
  const beside = { x: right + fieldMargin + stepGap, y: isOneRow ? all.top : top }
  const left = areas.reduce((least, { x }) => Math.min(least, x), areas.length > 0 ? Infinity : all.x)
  const below = { x: left, y: all.y + all.height + fieldMargin + rowGap }
  const strain = (corner: Point) => {
    const poster = union(all, { ...size, ...corner })
    return Math.abs(Math.log(poster.width / poster.height / posterAspect))
  }
  const isRoom = beside.x < coordinateLimit - Math.max(areaSideLimit, size.width)
  if (areas.length === 0 || (isRoom && rowBias * strain(beside) <= strain(below)))
    return { row, corner: beside }
  return { row: row + 1, corner: below }
}

/** The right edge of a row: of its areas, and of the notes beside them. */
function rightOf(doc: Y.Doc, inRow: readonly Rect[], top: number): number {
  const notes = placesOf(doc).filter(({ y }) => y >= top)
  const far = new Set<Rect>(outliersOf(notes))
  return [...inRow, ...notes.filter((note) => !far.has(note))].reduce(
    (most, { x, width }) => Math.max(most, x + width),
    -Infinity,
  )
}

/** The rectangle around all areas, and all notes but those far out; `top` is level with the areas. */
function bounds(doc: Y.Doc): (Rect & { readonly top: number }) | undefined {
  const areas = areasOf(doc)
  const notes = placesOf(doc)
  const far = new Set<Rect>(outliersOf(notes))
  const near = notes.filter((note) => !far.has(note))
  const all = boundsOf([...areas, ...near])
  if (!all) return undefined
  const top = areas.reduce((least, { y }) => Math.min(least, y), Infinity)
  return { ...all, top: top === Infinity ? all.y - fieldMargin - headingHeight : top }
}

function placesOf(doc: Y.Doc): readonly Rect[] {
  return [...placeRoot(doc).keys()].flatMap((id) => {
    const place = readPlace(doc, id)
    return place ? [{ x: place.x, y: place.y, width: noteSide, height: noteSide }] : []
  })
}

function titleOf(value: unknown): AreaTitle {
  if (typeof value !== 'object' || value === null) return {}
  const { en, fr } = value as Record<string, unknown>
  return {
    ...(typeof en === 'string' && { en: en.slice(0, titleLimit) }),
    ...(typeof fr === 'string' && { fr: fr.slice(0, titleLimit) }),
  }
}

function blanksOf(value: unknown): readonly AreaBlank[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, blankLimits.count).flatMap((blank: unknown) => {
    if (typeof blank !== 'object' || blank === null) return []
    const { id, label } = blank as Record<string, unknown>
    return isStepId(id) ? [{ id, label: titleOf(label) }] : []
  })
}

type AreaWords = Pick<Area, 'title' | 'phaseTitle' | 'blanks'>

function saysSame(a: AreaWords, b: AreaWords): boolean {
  const wordsOf = ({ title, phaseTitle, blanks }: AreaWords) => JSON.stringify([title, phaseTitle, blanks])
  return wordsOf(a) === wordsOf(b)
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function rowOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? Math.min(value, areaLimit)
    : 0
}

/** Readers must not fail at a damaged entry. */
function sideOf(value: unknown): number {
  return Math.round(Math.min(areaSideLimit, Math.max(noteSide, numberOr0(value))))
}
