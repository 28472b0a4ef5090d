import { firstWordsOf } from '../board/group-name.ts'

/** The part of a board that tells what its sentences grew from. A snapshot has it, and so has an open board. */
export interface LineageBoard {
  readonly notes: Iterable<LineageNote>
  readonly clusters: Iterable<{ readonly id: string; readonly title: string }>
  readonly statements: readonly LineageStatement[]
  /** Oldest first. */
  readonly versions: readonly LineageVersion[]
  /** The last one is the purpose. */
  readonly adoptions: readonly { readonly version: string; readonly text: string }[]
}

export interface LineageNote {
  readonly id: string
  readonly text: string
  readonly created?: number
  readonly cluster: string | null
  readonly from?: readonly string[]
  /** `phase/step` in which it was written. */
  readonly step?: string
  readonly photo?: object
}

interface LineageStatement {
  readonly id: string
  readonly number: number
  /** Ids of notes, groups or versions. */
  readonly from: readonly string[]
  readonly text: string
}

interface LineageVersion {
  readonly id: string
  readonly statement: string
  readonly number: number
  readonly text: string
  readonly parents: readonly string[]
  readonly grafts?: readonly LineageGraft[]
}

export interface LineageGraft {
  readonly start: number
  readonly end: number
  /** A statement or a version. */
  readonly from: string
}

/** From left to right. */
export const lineageColumns = ['note', 'group', 'proposal', 'version', 'adopted'] as const
export type LineageColumn = (typeof lineageColumns)[number]

/** Something that others grew from, or that grew from others. */
export interface LineageThing {
  /** Of a note, a group or a version; of a statement that nobody has kept yet, its own. */
  readonly id: string
  readonly column: LineageColumn
  readonly text: string
  /** Of a version: the number of its statement, and its own; 0 before anybody has kept one. */
  readonly numbers: readonly [statement: number, version: number] | null
  /** What it grew from directly, in the order of the references. Things that are gone are left out. */
  readonly sources: readonly string[]
  /** Notes that it grew from and that are no longer on the board: a merged note keeps their words. */
  readonly gone: readonly string[]
  /** The group in which a note lies. */
  readonly group: string | null
}

/** Everything on a board that has a place in the lineage, by id. Nothing in it grew from itself, however far back. */
export type Lineage = ReadonlyMap<string, LineageThing>

/** The id of the adopted sentence in a lineage. No thing of a board has it. */
export const adoptedId = 'adopted'

/** Pure: the same board gives the same lineage. It knows nothing of authors. */
export function lineageOf(board: LineageBoard): Lineage {
  const notes = new Map([...board.notes].filter(saysSomething).map((note) => [note.id, note]))
  const clusters = new Map([...board.clusters].map((cluster) => [cluster.id, cluster]))
  const statements = new Map(board.statements.map((statement) => [statement.id, statement]))
  const versions = Map.groupBy(board.versions, ({ statement }) => statement)
  const proposals = proposalsOf(notes, board.statements)
  const things: LineageThing[] = []
  for (const { id, text, from = [], cluster } of notes.values()) {
    things.push({
      id,
      column: proposals.has(id) ? 'proposal' : 'note',
      text,
      numbers: null,
      sources: from,
      gone: [],
      group: cluster !== null && clusters.has(cluster) ? cluster : null,
    })
  }
  const members = Map.groupBy(
    [...notes.values()].filter(({ id }) => !proposals.has(id)),
    ({ cluster }) => cluster,
  )
  for (const { id, title } of clusters.values()) {
    const inside = members.get(id) ?? []
    const text = title.trim() || firstWordsOf(inside)
    things.push({ ...nothing, id, column: 'group', text, sources: inside.map((note) => note.id) })
  }
  const lastBefore = (id: string, position: number): readonly string[] => {
    const statement = statements.get(id)
    if (!statement) return [id]
    const kept = board.versions.slice(0, position).findLast((version) => version.statement === id)
    return kept ? [kept.id] : statement.from
  }
  for (const [position, version] of board.versions.entries()) {
    const { id, text, statement, number, parents, grafts = [] } = version
    const origin = parents.length > 0 ? parents : (statements.get(statement)?.from ?? [])
    const grafted = grafts.flatMap(({ from }) => lastBefore(from, position))
    const numbers = [statements.get(statement)?.number ?? 0, number] as const
    things.push({ ...nothing, id, column: 'version', text, numbers, sources: [...origin, ...grafted] })
  }
  for (const { id, number, from, text } of statements.values()) {
    if (!versions.has(id))
      things.push({ ...nothing, id, column: 'version', text, numbers: [number, 0], sources: from })
  }
  const adopted = board.adoptions.at(-1)
  if (adopted)
    things.push({
      ...nothing,
      id: adoptedId,
      column: 'adopted',
      text: adopted.text,
      sources: [adopted.version],
    })
  return withoutCircles(things)
}

const nothing = { numbers: null, gone: [], group: null } as const

function saysSomething({ text, photo }: LineageNote): boolean {
  return text.trim() !== '' || photo !== undefined
}

/** The notes that statements grew from, and those of the same phase that these were built on. */
function proposalsOf(
  notes: ReadonlyMap<string, LineageNote>,
  statements: readonly LineageStatement[],
): ReadonlySet<string> {
  const proposals = new Set(statements.flatMap(({ from }) => from.filter((id) => notes.has(id))))
  // A set grows while it is walked through.
  for (const id of proposals) {
    const phase = phaseOf(notes.get(id))
    for (const source of notes.get(id)?.from ?? [])
      if (phase !== undefined && phaseOf(notes.get(source)) === phase) proposals.add(source)
  }
  return proposals
}

function phaseOf(note: LineageNote | undefined): string | undefined {
  return note?.step?.split('/')[0]
}

/**
 * References that are gone are put aside, and one of each circle of references is left out: two notes that were merged into
 * one another, one after the other and on two screens, name each other.
 */
function withoutCircles(things: readonly LineageThing[]): Lineage {
  const known = new Map(things.map((thing) => [thing.id, thing]))
  const done = new Map<string, LineageThing>()
  const open = new Set<string>()
  for (const thing of things) {
    // Without recursion: a chain of passes may be longer than the stack is deep.
    const path: { readonly thing: LineageThing; readonly left: string[]; readonly kept: string[] }[] = []
    const enter = (next: LineageThing) => {
      open.add(next.id)
      path.push({ thing: next, left: [...new Set(next.sources)].toReversed(), kept: [] })
    }
    if (!done.has(thing.id)) enter(thing)
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const source = at.left.pop()
      if (source === undefined) {
        const { thing: own, kept } = at
        const gone = own.sources.filter((id) => !known.has(id))
        done.set(own.id, { ...own, sources: kept, gone: [...new Set(gone)] })
        open.delete(own.id)
        path.pop()
        continue
      }
      const next = known.get(source)
      if (!next || open.has(source)) continue
      at.kept.push(source)
      if (!done.has(source)) enter(next)
    }
  }
  return new Map(things.flatMap(({ id }) => (done.has(id) ? [[id, done.get(id) as LineageThing]] : [])))
}

/** These things and everything that they grew from. */
export function behind(lineage: Lineage, ids: Iterable<string>): ReadonlySet<string> {
  const found = new Set([...ids].filter((id) => lineage.has(id)))
  for (const id of found) for (const source of lineage.get(id)?.sources ?? []) found.add(source)
  return found
}

/** These things and everything that grew from them. A note goes on with its group. */
export function ahead(lineage: Lineage, ids: Iterable<string>): ReadonlySet<string> {
  const heirs = new Map<string, string[]>()
  for (const { id, sources } of lineage.values())
    for (const source of sources) {
      const list = heirs.get(source)
      if (list) list.push(id)
      else heirs.set(source, [id])
    }
  const found = new Set([...ids].filter((id) => lineage.has(id)))
  for (const id of found) for (const heir of heirs.get(id) ?? []) found.add(heir)
  return found
}

/**
 * The most people who can stand behind these things: one for each note, those that were merged into others included. Who wrote
 * them is not asked: the board does not know it of unsigned notes.
 */
export function voicesOf(lineage: Lineage, ids: Iterable<string>): number {
  const voices = new Set<string>()
  for (const id of ids) {
    const thing = lineage.get(id)
    if (thing?.column !== 'note' && thing?.column !== 'proposal') continue
    voices.add(id)
    for (const gone of thing.gone) voices.add(gone)
  }
  return voices.size
}

/** One thing with everything that it grew from, for a list in a list. */
export interface LineageBranch {
  readonly thing: LineageThing
  /** Its sources; those that lie in one group stand under that group. Empty for one that stands further up already. */
  readonly branches: readonly LineageBranch[]
  readonly isAgain: boolean
  /** Sources that the tree has already and does not name once more. */
  readonly unnamed: number
  /** The number of things below it, on all levels. */
  readonly below: number
}

/** Nobody reads further, and a chain of notes may be longer than the stack is deep. Not measured. */
const mostLevels = 60

/** So many things are named again where they stand a second time. Others may tie every note to forty. Not measured. */
const mostAgain = 200

/**
 * The same as the drawing, read from right to left: each thing is opened once, as far as `mostLevels`, and of those that stand
 * further up `mostAgain` are named again.
 */
export function lineageTree(lineage: Lineage, id: string): LineageBranch | undefined {
  const opened = new Set<string>()
  let again = 0
  const leaf = (thing: LineageThing, isAgain: boolean): LineageBranch => {
    again += 1
    return { thing, branches: [], isAgain, unnamed: 0, below: 0 }
  }
  const branchOf = (thing: LineageThing, level: number, sources = thing.sources): LineageBranch => {
    if (level === mostLevels) return leaf(thing, false)
    if (opened.has(thing.id)) return leaf(thing, sources.length > 0)
    opened.add(thing.id)
    const found = sources.flatMap((source) => lineage.get(source) ?? [])
    const groups = Map.groupBy(found, (source) => {
      const isThrough = source.column === 'note' && thing.column !== 'note' && source.group !== thing.id
      return isThrough ? (source.group ?? source.id) : source.id
    })
    const branches: LineageBranch[] = []
    let unnamed = 0
    for (const [head, members] of groups) {
      const group = lineage.get(head)
      if (group === undefined) continue
      if (again >= mostAgain && (opened.has(head) || level + 1 === mostLevels)) {
        unnamed += 1
        continue
      }
      const isWhole = members.some((member) => member.id === head)
      const own = isWhole ? group.sources : members.map((member) => member.id)
      branches.push(branchOf(group, level + 1, own))
    }
    const below = branches.reduce((sum, branch) => sum + 1 + branch.below, 0)
    return { thing, branches, isAgain: false, unnamed, below }
  }
  const root = lineage.get(id)
  return root && branchOf(root, 1)
}
