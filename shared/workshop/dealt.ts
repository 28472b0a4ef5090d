/** So many options everybody answers. More tire a room: "24 people make 47 needs × six buttons for ten minutes." */
const mostForAll = 12

/** Answers that each option should get, about. */
const answersEach = 5

/** True for lists of which each person of a group that is large enough answers only a part. */
export function isForDealing(options: number): boolean {
  return options > mostForAll
}

/** So many options each of these people is dealt, so that each option gets about five answers. All of a short list. */
export function dealSize(options: number, people: number): number {
  if (!isForDealing(options) || people <= answersEach) return options
  return Math.min(options, Math.ceil((answersEach * options) / people))
}

/**
 * The options for one more person, in their order in the list: those with the least load, of these the first of `lots`. As
 * long as everybody gets as many, the loads of any two options differ by one at most. What a person has answered already,
 * `own`, is dealt to them again.
 */
export function deal(
  options: readonly string[],
  size: number,
  loadOf: (option: string) => number,
  lots: readonly string[],
  own: ReadonlySet<string> = new Set(),
): readonly string[] {
  const rankOf = (option: string): number => (own.has(option) ? -1 : loadOf(option))
  const chosen = new Set(lots.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, size))
  return options.filter((option) => chosen.has(option))
}
