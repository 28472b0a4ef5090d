import { folded } from '../text/folded.ts'
import { tintOf } from './colour.ts'
import type { Row, Table } from './table.ts'

/** The use of a column of a table. */
export const columnRoles = ['text', 'group', 'tint', 'x', 'y', 'author', 'none'] as const
export type ColumnRole = (typeof columnRoles)[number]

export interface Columns {
  /** The first row names the columns. */
  readonly hasHeads: boolean
  /** One for each column. Several columns may be text; every other role has one column at most. */
  readonly roles: readonly ColumnRole[]
}

/**
 * Heads of columns in the exports of other tools, in English and French, without accents, capitals and signs. Of the lists
 * of texts, the first one that is there counts.
 */
const texts: readonly (readonly string[])[] = [
  'text|texte|content|contenu|note|notes|sticky|stickies|sticky text|sticky note|note text|idea|ideas|idee|idees|post it',
  'title|titre|description|details|detail',
  'card|carte|message|comment|commentaire|body|libelle|name|nom',
].map((list) => list.split('|'))

const others: Readonly<Record<Exclude<ColumnRole, 'text'>, string>> = {
  group:
    'frame|frame title|group|groupe|cluster|section|area|area title|zone|column|colonne|category|categorie|theme|list|liste|parent|parent id|cadre|dimension|topic|sujet',
  tint: 'color|colour|couleur|bg color|background|background color|fill|fill color|sticky color|note color|tint|teinte|couleur de fond',
  x: 'x|position x|x position|pos x|left|abscisse',
  y: 'y|position y|y position|pos y|top|ordonnee',
  author:
    'author|author name|auteur|created by|creator|createur|cree par|added by|last updated by|last modified by|modified by|updated by|modifie par|owner|user|utilisateur|participant|email|e mail|signed|signature|signe',
  // Nothing comes of them, but they say that a row names columns.
  none: 'id|uid|type|kind|tag|tags|etiquettes|vote|votes|like|likes|created|created at|date|last updated|updated|link|lien|url|border color|status|statut|width|height|step|field|phase|from',
}

const roleOfHead: ReadonlyMap<string, ColumnRole> = new Map([
  ...Object.entries(others).flatMap(([role, list]) =>
    list.split('|').map((head) => [head, role as ColumnRole] as const),
  ),
  ...texts.flatMap((list) => list.map((head) => [head, 'text'] as const)),
])

const longestHead = 60

/** The head of a column as the lists above have it. */
export function headKey(head: string): string {
  return folded(head.slice(0, longestHead))
    .replaceAll(/[^a-z0-9]+/gu, ' ')
    .trim()
}

/** Rows of which the contents are looked at. */
const sampleRows = 200

/** Guesses what each column becomes, from its head and its contents. Authors are left out until somebody asks for them. */
export function guessColumns(table: Table): Columns {
  const [first] = table.rows
  const keys = Array.from({ length: table.width }, (_, column) => headKey(first?.cells[column] ?? ''))
  const hasHeads = keys.some((key) => roleOfHead.has(key)) && table.rows.length > 1
  const body = table.rows.slice(hasHeads ? 1 : 0, sampleRows)
  const filled = keys.map((_, column) => cellsOf(body, column))
  const roles = hasHeads ? byHeads(keys, filled) : keys.map((): ColumnRole => 'none')
  if (!hasHeads) byContents(roles, filled)
  if (!roles.includes('text')) {
    const longest = longestTexts(roles, filled)
    if (longest !== undefined) roles[longest] = 'text'
  }
  return { hasHeads, roles }
}

/** A choice of one column takes its role from the column that had it. */
export function withRole({ hasHeads, roles }: Columns, column: number, role: ColumnRole): Columns {
  const isShared = role === 'text' || role === 'none'
  return {
    hasHeads,
    roles: roles.map((own, index) => (index === column ? role : own === role && !isShared ? 'none' : own)),
  }
}

function cellsOf(rows: readonly Row[], column: number): readonly string[] {
  return rows.flatMap(({ cells }) => {
    const cell = (cells[column] ?? '').trim()
    return cell === '' ? [] : [cell]
  })
}

function byHeads(keys: readonly string[], filled: readonly (readonly string[])[]): ColumnRole[] {
  const roles = keys.map((): ColumnRole => 'none')
  const list = texts.find((heads) => keys.some((key) => heads.includes(key))) ?? []
  for (const role of columnRoles) {
    // A name beside a text is nobody's business before somebody asks for it.
    if (role === 'author' || role === 'none') continue
    for (const [column, key] of keys.entries()) {
      if (roleOfHead.get(key) !== role || !isLike(role, filled[column] ?? [])) continue
      if (role === 'text' ? !list.includes(key) : roles.includes(role)) continue
      roles[column] = role
    }
  }
  // One coordinate alone is no place.
  if (!roles.includes('x') || !roles.includes('y'))
    return roles.map((role) => (role === 'x' || role === 'y' ? 'none' : role))
  return roles
}

/** Most of these cells can be what their head says. */
function isLike(role: ColumnRole, cells: readonly string[]): boolean {
  if (role === 'x' || role === 'y')
    return cells.length > 0 && shareOf(cells, (cell) => numberIn(cell) !== undefined) >= 0.8
  if (role === 'tint') return shareOf(cells, (cell) => tintOf(cell) !== undefined) >= 0.5
  return true
}

function byContents(roles: ColumnRole[], filled: readonly (readonly string[])[]): void {
  const text = longestTexts(roles, filled)
  for (const [column, cells] of filled.entries()) {
    if (column === text || cells.length < 4) continue
    const distinct = new Set(cells).size
    const isColour = shareOf(cells, (cell) => cell.length < 30 && tintOf(cell) !== undefined) >= 0.8
    if (isColour && !roles.includes('tint')) roles[column] = 'tint'
    else if (!isColour && distinct <= cells.length / 2 && isTitles(cells) && !roles.includes('group'))
      roles[column] = 'group'
  }
}

function isTitles(cells: readonly string[]): boolean {
  return shareOf(cells, (cell) => cell.length <= 60 && /\p{L}/u.test(cell) && !cell.includes('@')) === 1
}

/** The column with the longest texts on average, of those without a role. */
function longestTexts(
  roles: readonly ColumnRole[],
  filled: readonly (readonly string[])[],
): number | undefined {
  let [best, longest]: [number | undefined, number] = [undefined, 0]
  for (const [column, cells] of filled.entries()) {
    const words = cells.filter((cell) => /\p{L}/u.test(cell) && !isAddress(cell))
    const length =
      words.reduce((sum, cell) => sum + Math.min(cell.length, 500), 0) / Math.max(1, cells.length)
    if (roles[column] === 'none' && length > longest) [best, longest] = [column, length]
  }
  return best
}

const isAddress = (cell: string): boolean => /^[^\s@]+@[^\s@]+$|^https?:/u.test(cell)

function shareOf(cells: readonly string[], holds: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(holds).length / cells.length
}

/** Longer ones are no coordinates. */
const longest = 32

/**
 * The number that a cell holds, as spreadsheets of both languages write it: `-1204.5`, `−1 204,5`, `1,204.50`. Undefined
 * for anything else, and for numbers beyond any board.
 */
export function numberIn(cell: string): number | undefined {
  if (cell.length > longest) return undefined
  const signs = cell.replaceAll(/[\s']/gu, '').replace('−', '-')
  if (!/^[+-]?[\d.,]*\d[\d.,]*(?:e[+-]?\d{1,2})?(?:px)?$/iu.test(signs)) return undefined
  const decimal = Math.max(signs.lastIndexOf(','), signs.lastIndexOf('.'))
  const whole = decimal === -1 ? signs : signs.slice(0, decimal).replaceAll(/[.,]/gu, '')
  const value = Number.parseFloat(decimal === -1 ? whole : `${whole}.${signs.slice(decimal + 1)}`)
  return Number.isFinite(value) && Math.abs(value) <= farthest ? value : undefined
}

/** Whiteboards without an edge put things this far away. Not measured. */
const farthest = 1e9
