import type { Lineage, LineageThing } from './lineage.ts'

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
