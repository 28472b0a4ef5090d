/** Shorter words that differ in one letter are other words: "mère", "père". Not measured. */
const fewestLetters = 5

/**
 * True for words that one slip of the finger makes the same: a letter more, less or other, or two changed about. Numbers
 * are never the same, nor is a trainer a trainee.
 */
export function isOneSlip(one: string, other: string, shortest = fewestLetters): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortest || long.length - short.length > 1 || /\p{N}/u.test(one + other)) return false
  if (endOf(one) !== undefined && endOf(other) !== undefined && endOf(one) !== endOf(other)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.length >= fewestLetters && short.slice(at + 1) === long.slice(at + 1)) return true
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  )
}

/** The end by which those who do something and those to whom it is done are told apart. */
function endOf(word: string): string | undefined {
  return /(?:er|ee)(?=s?$)/u.exec(word)?.[0]
}
