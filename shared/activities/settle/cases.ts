import { isTurn, itemOfPair, type Pair, type Turn } from '../../asking/ask.ts'
import type { ShownAsked } from '../../asking/asked.ts'
import type { SettledCase, SideCounts } from '../../workshop/operations.ts'

/** Each dilemma in its turns, one after the other. */
export function turnsOf(things: number): readonly Turn[] {
  return Array.from({ length: things }, (_, place): readonly Turn[] => [
    [place, 'before'],
    [place, 'principle'],
    [place, 'after'],
    [place, null],
  ]).flat()
}

/** A case, and the principles that were named most often where several were. */
export interface CaseOf extends SettledCase {
  readonly label: string
  readonly tied: readonly string[]
  /** People were asked which principle settles it, and their answers are told. */
  readonly isSettled: boolean
  /** People were asked before talking, and afterwards. */
  readonly asked: { readonly before: boolean; readonly after: boolean }
}

/** The dilemmas that people were asked about so far. */
export function casesOf({ things, asks, pairs, shown }: ShownAsked): readonly CaseOf[] {
  const parts = pairs?.all ?? []
  const columnOf = (place: number, question: string) => {
    const at = parts.findIndex((part) => isTurn(part) && part[0] === place && part[1] === question)
    return shown.columns[itemOfPair(at, question)]
  }
  const principles = asks['principle']?.kind === 'choice' ? asks['principle'].labels : {}
  return things.flatMap(({ id, text, label, options = {} }, place): readonly CaseOf[] => {
    const column = columnOf(place, 'principle')
    const counts = column?.kind === 'counts' ? column.counts : []
    const most = Math.max(1, ...counts.map(({ count }) => count))
    const first = counts.filter(({ count }) => count === most).map(({ answer }) => String(answer))
    const [only = none] = first
    const principle = first.length === 1 && only !== none ? only : null
    const sides = [options['a'] ?? '', options['b'] ?? ''] as const
    const before = sidesIn(columnOf(place, 'before'))
    const after = sidesIn(columnOf(place, 'after'))
    const asked = {
      before: columnOf(place, 'before') !== undefined,
      after: columnOf(place, 'after') !== undefined,
    }
    if (!asked.before && !asked.after && !column) return []
    return [
      {
        id,
        label,
        dilemma: text,
        sides,
        principle,
        principleText: (principle === null ? undefined : principles?.[principle]) ?? '',
        tied: first.length > 1 ? first.map((each) => principles?.[each] ?? '') : [],
        isSettled: first.length > 0,
        asked,
        before,
        after,
        at: shown.at,
      },
    ]
  })
}

/** Those about which something is told, as plain data of the account. */
export function settledCases(asked: ShownAsked): readonly SettledCase[] {
  return casesOf(asked).flatMap((each) => {
    const { label: _, tied: __, isSettled, asked: ___, ...settled } = each
    return settled.before || settled.after || isSettled ? [settled] : []
  })
}

/** The principles that settled no case, by their ids. Empty until all cases had their turn. */
export function unusedIn({ asks, things, pairs, ...asked }: ShownAsked): readonly string[] {
  const turns = pairs?.all.filter((part) => isTurn(part) && part[1] === 'principle') ?? []
  if (turns.length < things.length || asks['principle']?.kind !== 'choice') return []
  // Of a case that was not asked, or told to nobody, it is not known.
  const isTold = (part: Pair | Turn, at: number) =>
    !isTurn(part) ||
    part[1] !== 'principle' ||
    asked.shown.columns[itemOfPair(at, 'principle')]?.kind === 'counts'
  if (pairs && !pairs.all.every(isTold)) return []
  const used = new Set(casesOf({ asks, things, pairs, ...asked }).map(({ principle }) => principle))
  return Object.entries(asks['principle'].labels ?? {}).flatMap(([id, text]) => (used.has(id) ? [] : [text]))
}

const none = 'none'

function sidesIn(column: ShownAsked['shown']['columns'][string] | undefined): SideCounts | null {
  if (column?.kind !== 'counts') return null
  const countOf = (side: string) => column.counts.find(({ answer }) => answer === side)?.count ?? 0
  const counts = [countOf('a'), countOf('b')] as const
  return counts[0] + counts[1] === 0 ? null : counts
}
