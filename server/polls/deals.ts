import { deal, dealSize, isForDealing } from '#shared/workshop/dealt.ts'
import { PollMethod, RoundTarget, type RoundRules } from '#shared/workshop/round.ts'
import { shuffled } from '../basics/shuffle.ts'

/** True for a poll of agreement with so many options that each person answers only some of them. */
export function isDealt({ method, target, options }: RoundRules): boolean {
  return method === PollMethod.agreement && target !== RoundTarget.texts && isForDealing(options.length)
}

/**
 * The options that each person of an open poll was dealt. They are in memory alone: after a restart a person gets those that
 * they have answered and others beside them.
 */
export class Deals {
  readonly #options: readonly string[]
  readonly #randomBytes: (count: number) => Uint8Array
  readonly #hands = new Map<string, readonly string[]>()

  constructor({ options }: RoundRules, randomBytes: (count: number) => Uint8Array) {
    this.#options = options
    this.#randomBytes = randomBytes
  }

  of(participant: string): readonly string[] | undefined {
    return this.#hands.get(participant)
  }

  /**
   * Deals to a person who has none. `answers`: by option the answers so far, among `people`. An option that is dealt to somebody
   * who is `here` has their answer soon.
   */
  dealTo(
    participant: string,
    {
      people,
      here,
      answers,
      own,
    }: {
      readonly people: number
      readonly here: Iterable<string>
      readonly answers: Readonly<Record<string, number>>
      readonly own: ReadonlySet<string>
    },
  ): readonly string[] {
    const known = this.#hands.get(participant)
    if (known) return known
    const loads = new Map(Object.entries(answers))
    for (const each of here)
      for (const option of this.#hands.get(each) ?? []) loads.set(option, (loads.get(option) ?? 0) + 1)
    const hand = deal(
      this.#options,
      dealSize(this.#options.length, people),
      (option) => loads.get(option) ?? 0,
      shuffled(this.#options, this.#randomBytes),
      own,
    )
    this.#hands.set(participant, hand)
    return hand
  }
}
