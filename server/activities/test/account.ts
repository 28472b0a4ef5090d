import type { Language } from '#shared/board/document.ts'
import type { TestKind } from '#shared/activities/test/activity.ts'
import { specificityIn } from '#shared/workshop/specificity.ts'
import { choicesOf, type Choices } from '#shared/workshop/tally.ts'
import type { Reason } from '#shared/workshop/round.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { Quote, Block } from '#shared/blocks/block.ts'
import type { SnapshotRound } from '../../board-file/snapshot.ts'
import { printableLine } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'
import { testWordsOf, type TestReportWords } from './report-words.ts'

/** What the tests of a step say of each version. They judge sentences, never people. */
export interface TestResult extends StepResult {
  readonly kind: 'tests'
  readonly test: TestKind
  readonly versions: readonly TestedVersion[]
}

export interface TestedVersion {
  /** Its id. */
  readonly version: string
  /** Of a swap; null otherwise. */
  readonly swap: SwapResult | null
  /** Answers in words: ids of notes. */
  readonly notes: readonly string[]
}

export interface SwapResult {
  readonly round: string
  readonly isImported?: true
  readonly voted: number
  readonly eligible: number
  /** Null: nothing was published. */
  readonly answers: {
    readonly shareOfNo: number | null
    readonly isSpecific: boolean
    /** Names with too few answers to publish them. */
    readonly withheld: readonly string[]
    readonly names: readonly ({ readonly name: string; readonly text: string } & Choices)[]
    readonly reasons: readonly SwapReason[]
  } | null
}

/** With the name under which the sentence was judged. */
type SwapReason = Reason & { readonly other: string }

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
    return {
      kind: 'tests',
      // A round without an answer says nothing: it stands here, and in no other chapter.
      listed: [...asked.map(({ id }) => id), ...notes.map(({ id }) => id)],
      test: step.kind,
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
  blocks: ({ test, versions }, board, { language }) => {
    const words = testWordsOf(language)
    return versions.flatMap(({ version: id, swap, notes }): readonly Block[] => {
      const version = board.versions.find((each) => each.id === id)
      const statement = board.statements.find((each) => each.id === version?.statement)
      const place = version && statement ? [words.version(statement.number, version.number)] : []
      const listed = new Set(notes)
      const written = board.notes.filter((note) => listed.has(note.id))
      return [
        { kind: 'heading', text: words.kinds[test] },
        ...(version ? [{ kind: 'statement' as const, text: printableLine(version.text), facts: place }] : []),
        ...(swap ? swapBlocks(swap, words, language) : []),
        ...(test === 'swap' && written.length === 0
          ? []
          : [
              {
                kind: 'notes' as const,
                heading: null,
                facts: [words.written(written.length)],
                notes: written.map(({ id }) => id),
              },
            ]),
      ]
    })
  },
}

function swapOf(round: SnapshotRound): SwapResult {
  const { id, voted, eligible, options, labels, texts, totals, reasons = [], withheld = [] } = round
  const nameOf = (option: string): string => labels?.[option] ?? ''
  const { shareOfNo, isSpecific } = specificityIn(round)
  return {
    round: id,
    ...(round.isImported && { isImported: round.isImported }),
    voted,
    eligible,
    answers: totals && {
      shareOfNo,
      isSpecific,
      withheld: withheld.map(nameOf),
      names: options
        .filter((option) => !withheld.includes(option))
        .map((option) => ({
          name: nameOf(option),
          text: texts?.[option] ?? '',
          ...choicesOf(round, option),
        })),
      reasons: reasons.map((reason) => ({ ...reason, other: nameOf(reason.option) })),
    },
  }
}

function swapBlocks(
  { voted, eligible, isImported, answers }: SwapResult,
  words: TestReportWords,
  language: Language,
): readonly Block[] {
  const facts: Block = {
    kind: 'facts',
    facts: [words.voted(voted, eligible), ...(isImported ? [wordsOf(language).imported] : [])],
  }
  if (!answers) return [facts, { kind: 'remark', text: words.withheld }]
  const hasPasses = answers.names.some(({ passed }) => passed > 0)
  return [
    facts,
    { kind: 'paragraph', text: words.verdict(answers) },
    {
      kind: 'shares',
      heads: words.heads,
      answers: [
        { label: words.answers[0], side: 'for' },
        { label: words.answers[1], side: 'between' },
        { label: words.answers[2], side: 'against' },
        ...(hasPasses ? [{ label: words.pass, side: 'outside' as const }] : []),
      ],
      rows: answers.names.map(({ name, no, almost, yes, passed, answered }) => ({
        label: printableLine(name),
        counts: [no, almost, yes, ...(hasPasses ? [passed] : [])],
        amount: words.share(answered === 0 ? null : no / answered),
      })),
    },
    ...answers.withheld.map((name) => ({
      kind: 'remark' as const,
      text: printableLine(`${name}\u00A0: ${words.withheld}`),
    })),
    { kind: 'remark', text: words.rule },
    ...(answers.reasons.length > 0
      ? [{ kind: 'quotes' as const, heading: words.reasons, quotes: answers.reasons.map(quoteOf(words)) }]
      : []),
  ]
}

function quoteOf(words: TestReportWords): (reason: SwapReason) => Quote {
  const said: readonly string[] = words.answers
  return ({ text, name, answer = 0, other }) => ({
    text: printableLine(text),
    name: name && printableLine(name),
    about: words.about(printableLine(other), said[answer] ?? ''),
    answers: [],
    remark: '',
  })
}
