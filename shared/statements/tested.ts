import type { StepPath } from '../agenda/template.ts'
import { allAskedIn, type Asked } from '../asking/asked.ts'
import { ChoiceWeight, fewestSecretVoters, PollMethod, type Round } from '../workshop/round.ts'

/** The question whether somebody could sign a sentence, in every test under other names. */
export const signsQuestion = 'signs'

/**
 * How a sentence was judged under other names, or the sentences of others as ours: of a stored round of the first versions,
 * or of a question. The same readers serve both.
 */
export type TestedRound = Pick<
  Round,
  | 'id'
  | 'step'
  | 'about'
  | 'options'
  | 'texts'
  | 'labels'
  | 'voted'
  | 'eligible'
  | 'totals'
  | 'scores'
  | 'passes'
  | 'reasons'
  | 'withheld'
  | 'isImported'
>

/** A test that is perhaps open. */
export type StepTest = TestedRound & Pick<Round, 'state'>

/** All tests of a board under other names, oldest first. `asked`: the public state of questions. */
export function testsIn<Each extends { readonly method?: PollMethod }>(
  rounds: readonly Each[],
  asked: unknown,
): readonly (Each | StepTest)[] {
  const old = rounds.filter(({ method }) => method === PollMethod.choice)
  return [
    ...old,
    ...allAskedIn(asked).flatMap(([path, each]) => (signsQuestion in each.asks ? [testOf(path, each)] : [])),
  ]
}

const weights = Object.entries(ChoiceWeight)

function testOf(step: StepPath, { id, about, things, shown }: Asked): StepTest {
  const columns = things.map((thing) => [thing.id, shown?.columns[`${thing.id}/${signsQuestion}`]] as const)
  const counted = columns.flatMap(([option, column]) =>
    column?.kind === 'counts' ? [{ option, ...column }] : [],
  )
  const withheld = columns.flatMap(([option, column]) => (column?.kind === 'withheld' ? [option] : []))
  const scores = counted.map(({ option, counts }) => {
    const byWeight = weights.map(([said]) => counts.find(({ answer }) => answer === said)?.count ?? 0)
    return [option, byWeight] as const
  })
  const isTold = shown !== null && shown.voted >= fewestSecretVoters
  return {
    id,
    step,
    ...(about && { about: about.id }),
    options: things.map((thing) => thing.id),
    texts: Object.fromEntries(things.map((thing) => [thing.id, thing.text])),
    labels: Object.fromEntries(things.map((thing) => [thing.id, thing.label])),
    state: shown ? 'closed' : 'open',
    voted: shown?.voted ?? 0,
    eligible: shown?.of ?? 0,
    totals: isTold ? Object.fromEntries(scores.map(([option, counts]) => [option, weighed(counts)])) : null,
    scores: Object.fromEntries(scores),
    passes: Object.fromEntries(counted.map(({ option, passed = 0 }) => [option, passed])),
    reasons: counted.flatMap(({ option, reasons = [] }) =>
      reasons.map(({ answer: said, text, name }) => {
        const [, answer = ChoiceWeight.no] = weights.find(([each]) => each === said) ?? []
        return { option, text, name, answer }
      }),
    ),
    ...(withheld.length > 0 && { withheld }),
  }
}

function weighed(counts: readonly number[]): number {
  return counts.reduce((sum, count, weight) => sum + count * weight, 0)
}
