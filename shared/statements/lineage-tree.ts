import type { Lineage, LineageThing } from './lineage.ts'

/** One thing with everything that it grew from, for a list in a list. */
export interface LineageBranch {
  readonly thing: LineageThing
  /** Its sources; those that lie in one group stand under that group. Empty for one that stands further up already. */
  readonly branches: readonly LineageBranch[]
  readonly isAgain: boolean
}

/** Nobody reads further, and a chain of notes may be longer than the stack is deep. Not measured. */
const mostLevels = 60

/** The same as the drawing, read from right to left: each thing is opened once, as far as `mostLevels`. */
export function lineageTree(lineage: Lineage, id: string): LineageBranch | undefined {
  const opened = new Set<string>()
  const branchOf = (thing: LineageThing, level: number, sources = thing.sources): LineageBranch => {
    if (level === mostLevels) return { thing, branches: [], isAgain: false }
    if (opened.has(thing.id)) return { thing, branches: [], isAgain: sources.length > 0 }
    opened.add(thing.id)
    const found = sources.flatMap((source) => lineage.get(source) ?? [])
    const groups = Map.groupBy(found, (source) => {
      const isThrough = source.column === 'note' && thing.column !== 'note' && source.group !== thing.id
      return isThrough ? (source.group ?? source.id) : source.id
    })
    const branches = [...groups].flatMap(([head, members]): readonly LineageBranch[] => {
      const group = lineage.get(head)
      if (group === undefined) return []
      const isWhole = members.some((member) => member.id === head)
      return [branchOf(group, level + 1, isWhole ? group.sources : members.map((member) => member.id))]
    })
    return { thing, branches, isAgain: false }
  }
  const root = lineage.get(id)
  return root && branchOf(root, 1)
}
