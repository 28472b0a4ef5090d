import type { Pair } from '../../asking/ask.ts'

/** More sentences would be more than 21 pairs: nobody judges so many with care. Not measured. */
export const mostInDuel = 7

/**
 * Every pair of so many things once. Each thing stands on the left as often as on the right, or once more or less, and not
 * in two pairs one after the other where that can be avoided. `below`: a random whole number below a limit.
 */
export function drawPairs(count: number, below: (limit: number) => number): readonly Pair[] {
  const places = shuffled(
    Array.from({ length: count }, (_, place) => place),
    below,
  )
  const left: Pair[] = []
  for (const [index, place] of places.entries())
    for (const [step, other] of places.entries()) {
      const ahead = (step - index + count) % count
      // On a round table each stands on the left of the half that sits after it.
      const isFirst = ahead * 2 < count || (ahead * 2 === count && index < step)
      if (ahead > 0 && isFirst) left.push([place, other])
    }
  const drawn: Pair[] = []
  while (left.length > 0) {
    const before: readonly number[] = drawn.at(-1) ?? []
    const fresh = left.filter((pair) => !pair.some((place) => before.includes(place)))
    const from = fresh.length > 0 ? fresh : left
    const next = from[below(from.length)]
    if (!next) break
    drawn.push(next)
    left.splice(left.indexOf(next), 1)
  }
  return drawn
}

function shuffled<Item>(items: readonly Item[], below: (limit: number) => number): readonly Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(below(left.length), 1))
}
