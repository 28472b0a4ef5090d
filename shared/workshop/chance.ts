/**
 * Guessing among `among` things finds at least `found` of `of` once in so many times. The sum of the binomial distribution
 * is exact; the number of the answer has some fifteen digits.
 */
export function onceIn(found: number, of: number, among: number): number {
  const others = BigInt(among - 1)
  // Ways to be wrong so many times.
  let ways = 1n
  let hits = 0n
  for (let wrong = 0; wrong <= of - found; wrong += 1) {
    hits += ways
    ways = (ways * others * BigInt(of - wrong)) / BigInt(wrong + 1)
  }
  const scale = 1_000_000n
  return Number((BigInt(among) ** BigInt(of) * scale) / hits) / Number(scale)
}
