import { testWordsOf } from '#shared/activities/test/result-words.ts'
import {
  swapBlocks,
  swapOf,
  theirBlocks,
  writtenBlocks,
  type SwapResult,
} from '#shared/activities/test/result.ts'
import { allSentencesIn } from '#shared/activities/test/test-state.ts'
import type { Block } from '#shared/blocks/block.ts'
import { askedName, type Json } from '#shared/board/activities.ts'
import { testsIn, type TestedRound } from '#shared/statements/tested.ts'
import { printableLine } from '#shared/text/printable.ts'
import { isAboutTheirs, theirsLimits } from '#shared/workshop/theirs.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import { TestBoard } from './test-board.ts'
import { OpenTestSchema, testRefusals } from '#shared/activities/test/commands.ts'
import { TestOperation, TestKind } from '#shared/activities/test/activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'
import { Type } from 'typebox'
import { mostNames } from '#shared/activities/test/names.ts'
import { stepIdPattern } from '#shared/board/id.ts'
import { roundLimits } from '#shared/workshop/round.ts'

/** What the tests of a step say of each version. They judge sentences, never people. */
interface TestResult extends StepResult {
  readonly kind: 'tests'
  readonly test: TestKind
  readonly versions: readonly TestedVersion[]
  /** Closed rounds about the purposes of others: their ids. */
  readonly theirs?: readonly string[]
}

interface TestedVersion {
  /** Its id. */
  readonly version: string
  /** Of a swap; null otherwise. */
  readonly swap: SwapResult | null
  /** Answers in words: ids of notes. */
  readonly notes: readonly string[]
}

export const testAccount: ActivityAccount<TestResult> = {
  result: ({ board, path, step, notes }) => {
    if (step.activity !== 'test') return undefined
    const rounds = board.rounds.filter((round) => round.step === path)
    const tests = testsOfBoard(board).filter((test) => test.step === path && test.voted > 0)
    const ids = new Set([
      ...tests.flatMap(({ about }) => about ?? []),
      ...board.versions.flatMap(({ id }) => (notes.some(({ from }) => from?.includes(id)) ? [id] : [])),
    ])
    if (ids.size + rounds.length + tests.length === 0) return undefined
    const theirs = tests.filter(isAboutTheirs).map(({ id }) => id)
    return {
      kind: 'tests',
      // A round without an answer says nothing: it stands here, and in no other chapter.
      listed: [...rounds.map(({ id }) => id), ...notes.map(({ id }) => id)],
      test: step.kind,
      ...(theirs.length > 0 && { theirs }),
      versions: [...ids].map((version) => {
        const round = tests.findLast(({ about }) => about === version)
        return {
          version,
          swap: round ? swapOf(round) : null,
          notes: notes.filter(({ from }) => from?.includes(version)).map(({ id }) => id),
        }
      }),
    }
  },
  blocks: ({ test, versions, theirs = [] }, board, reader) => {
    const words = testWordsOf(reader.language)
    const others = testsOfBoard(board).filter(({ id }) => theirs.includes(id))
    const aboutTheirs = others.flatMap((round): readonly Block[] => [
      { kind: 'heading', text: words.theirsHeading },
      ...theirBlocks(round, reader),
    ])
    const aboutOurs = versions.flatMap(({ version: id, swap, notes }): readonly Block[] => {
      const version = board.versions.find((each) => each.id === id)
      const statement = board.statements.find((each) => each.id === version?.statement)
      const place = version && statement ? [words.version(statement.number, version.number)] : []
      const isOnlyCounted = test === 'swap' && notes.length === 0
      return [
        { kind: 'heading', text: words.kinds[test] },
        ...(version ? [{ kind: 'statement' as const, text: printableLine(version.text), facts: place }] : []),
        ...(swap ? swapBlocks(swap, reader) : []),
        ...(isOnlyCounted ? [] : writtenBlocks(notes, reader, askedAbout(notes, board))),
      ]
    })
    return [...aboutOurs, ...aboutTheirs]
  },
}

function testsOfBoard({ rounds, activities }: BoardSnapshot): readonly TestedRound[] {
  return testsIn(rounds, activities[askedName])
}

/** The round that asked which of these opposites could be defended. */
function askedAbout(notes: readonly string[], { rounds }: BoardSnapshot): SnapshotRound | undefined {
  return rounds.findLast(
    ({ about, options }) => about === undefined && options.some((id) => notes.includes(id)),
  )
}

const name = Type.String({ maxLength: roundLimits.label })
const question = Type.String({ pattern: stepIdPattern })

/** The settings of a test in a template. */
const TestSettings = Type.Object({
  kind: Type.Enum(TestKind),
  names: Type.Optional(Type.Array(name, { maxItems: mostNames })),
  namesFrom: Type.Optional(question),
  ours: Type.Optional(name),
  oursFrom: Type.Optional(question),
  theirs: Type.Optional(
    Type.Array(
      Type.Object({
        text: Type.String({ maxLength: theirsLimits.text }),
        source: Type.String({ maxLength: theirsLimits.source }),
      }),
      { maxItems: theirsLimits.count },
    ),
  ),
})

/** A facilitator puts a sentence to the test. */
const openTest = defineCommand({
  schema: OpenTestSchema,
  operation: TestOperation.lead,
  growth: 'content',
  run: async ({ state, id }: CommandContext<TestBoard>, { names, again, theirs }) =>
    state.openNext({ id, given: names, again, theirs }),
})

export const test = defineActivity({
  commands: [openTest],
  refusals: testRefusals,
  open: async (board, tools) => TestBoard.of(board, tools),
  account: testAccount,
  // A copy goes on with the versions that were tested.
  kept: (state) => {
    const sentences = allSentencesIn(state)
    return Object.keys(sentences).length > 0 ? { whole: sentences as unknown as Json } : undefined
  },
  settings: TestSettings,
})
