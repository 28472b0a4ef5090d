import type { TestKind } from '#shared/activities/test/activity.ts'
import {
  swapBlocks,
  swapOf,
  theirBlocks,
  writtenBlocks,
  type SwapResult,
} from '#shared/activities/test/result.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import type { Block } from '#shared/blocks/block.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { printableLine } from '#shared/text/printable.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { BoardSnapshot, SnapshotRound } from '../../board-file/snapshot.ts'

/** What the tests of a step say of each version. They judge sentences, never people. */
export interface TestResult extends StepResult {
  readonly kind: 'tests'
  readonly test: TestKind
  readonly versions: readonly TestedVersion[]
  /** Closed rounds about the purposes of others: their ids. */
  readonly theirs?: readonly string[]
}

export interface TestedVersion {
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
    const asked = board.rounds.filter((round) => round.step === path)
    const rounds = asked.filter(({ voted }) => voted > 0)
    const ids = new Set([
      ...rounds.flatMap(({ about }) => about ?? []),
      ...board.versions.flatMap(({ id }) => (notes.some(({ from }) => from?.includes(id)) ? [id] : [])),
    ])
    if (ids.size + asked.length === 0) return undefined
    const theirs = rounds.filter(isAboutTheirs).map(({ id }) => id)
    return {
      kind: 'tests',
      // A round without an answer says nothing: it stands here, and in no other chapter.
      listed: [...asked.map(({ id }) => id), ...notes.map(({ id }) => id)],
      test: step.kind,
      ...(theirs.length > 0 && { theirs }),
      versions: [...ids].map((version) => {
        const round = rounds.findLast(({ about }) => about === version)
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
    const others = board.rounds.filter(({ id }) => theirs.includes(id))
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

/** The round that asked which of these opposites could be defended. */
function askedAbout(notes: readonly string[], { rounds }: BoardSnapshot): SnapshotRound | undefined {
  return rounds.findLast(
    ({ about, options }) => about === undefined && options.some((id) => notes.includes(id)),
  )
}
