import assert from 'node:assert/strict'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { fewestSecretVoters, PollMethod, RoundState, topOf, type Round } from '#shared/workshop/round.ts'

/** The answers of one person in one open round, by option. */
export interface CastBallot {
  readonly round: string
  readonly answers: Readonly<Record<string, number>>
  /** By option. */
  readonly reasons: Readonly<Record<string, string>>
}

/** Everything that this person has answered in the rounds that are open. */
export function ballotsOf({ voting }: BoardModel): readonly CastBallot[] {
  const dots = voting.dots.get()
  const all = voting.reasons.get()
  const open = [...voting.rounds.get(), ...voting.texts.get()].filter(
    ({ state }) => state === RoundState.open,
  )
  return open.flatMap(({ id }) => {
    const answers = dots[id] ?? {}
    if (Object.keys(answers).length === 0) return []
    const reasons = Object.entries(all[id] ?? {}).map(([option, { text }]) => [option, text] as const)
    return [{ round: id, answers, reasons: Object.fromEntries(reasons) }]
  })
}

/** The ballots of all people, counted by hand. */
export class CountedBallots {
  readonly #rounds = new Map<string, readonly CastBallot[]>()

  /** Everybody is done: nobody answers any more in the round that is open. */
  look(ballots: readonly CastBallot[]): void {
    for (const [round, cast] of Map.groupBy(ballots, (ballot) => ballot.round)) this.#rounds.set(round, cast)
  }

  /** Every round has been answered by so many people, and its result is exactly the sum of their answers. */
  check(rounds: readonly Round[], people: number): void {
    for (const round of rounds) {
      const { id, title, method = PollMethod.dots } = round
      const cast = this.#rounds.get(id) ?? []
      assert.deepEqual([round.state, round.voted, cast.length], [RoundState.closed, people, people], title)
      const given = (option: string) => cast.flatMap(({ answers }) => answers[option] ?? [])
      const withheld = new Set(round.withheld)
      for (const option of withheld)
        assert.ok(given(option).filter((answer) => answer >= 0).length < fewestSecretVoters, title)
      const reasons = cast.flatMap((ballot) =>
        Object.entries(ballot.reasons).flatMap(([option, text]) =>
          withheld.has(option) ? [] : [JSON.stringify([option, text, ballot.answers[option]])],
        ),
      )
      const published = (round.reasons ?? []).map(({ option, text, answer }) =>
        JSON.stringify([option, text, answer]),
      )
      assert.deepEqual(published.toSorted(), reasons.toSorted(), title)
      for (const option of round.options) {
        if (withheld.has(option)) continue
        const answers = given(option).filter((answer) => answer >= 0)
        const sum = answers.reduce((total, answer) => total + answer, 0)
        assert.equal(round.totals?.[option] ?? 0, sum, title)
        if (method === PollMethod.dots) continue
        const counts = Array.from(
          { length: topOf(method) + 1 },
          (_, answer) => answers.filter((other) => other === answer).length,
        )
        assert.deepEqual(round.scores?.[option] ?? counts.map(() => 0), counts, title)
        if (method !== PollMethod.score)
          assert.equal(round.passes?.[option] ?? 0, given(option).length - answers.length, title)
      }
    }
  }
}
