import type { Thing } from '../../asking/ask.ts'
import type { Proposed, ShownAsked } from '../../asking/asked.ts'
import type { ShownColumn } from '../../asking/outcome.ts'

/** The room's answer about one sentence that somebody proposed to set aside. */
export interface AsideSaid {
  readonly thing: Thing
  /** The more frequent answer: a tie keeps, and so does none. `last`: it would go, but one sentence always stays. */
  readonly said: 'aside' | 'keep' | 'tie' | 'nobody' | 'last'
  /** Null: fewer than five answered. */
  readonly counts: { readonly aside: number; readonly keep: number; readonly either: number } | null
  readonly reasons: readonly string[]
}

/** The room's answer about each proposed sentence. */
export function saidOf({ things, shown }: ShownAsked, proposed: Proposed): readonly AsideSaid[] {
  const all = things.flatMap((thing) => {
    const reasons = proposed[thing.id]
    return reasons ? [{ thing, reasons, ...readSaid(shown.columns[`${thing.id}/verdict`]) }] : []
  })
  const gone = all.filter(({ said }) => said === 'aside')
  if (gone.length < things.length) return all
  // All would go: those for which fewest more say so stay, and all of them where nobody can tell.
  const least = Math.min(...gone.map(marginOf))
  return all.map((each) => (marginOf(each) === least ? { ...each, said: 'last' } : each))
}

/** The sentences that the room wants to set aside. */
export function toSetAside(asked: ShownAsked, proposed: Proposed): readonly AsideSaid[] {
  return saidOf(asked, proposed).filter(({ said }) => said === 'aside')
}

function marginOf({ counts }: Pick<AsideSaid, 'counts'>): number {
  return counts ? counts.aside - counts.keep : 0
}

function readSaid(column: ShownColumn | undefined): Pick<AsideSaid, 'said' | 'counts'> {
  if (column?.kind === 'outcome')
    return { said: column.won === 'aside' ? 'aside' : column.won === 'keep' ? 'keep' : 'tie', counts: null }
  const given = column?.kind === 'counts' ? column.counts : []
  const countOf = (answer: string) => given.find((each) => each.answer === answer)?.count ?? 0
  const counts = { aside: countOf('aside'), keep: countOf('keep'), either: countOf('either') }
  const { aside, keep, either } = counts
  const said = aside + keep + either === 0 ? 'nobody' : aside > keep ? 'aside' : keep > aside ? 'keep' : 'tie'
  return { said, counts }
}
