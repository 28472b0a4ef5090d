import { rewriteWordsOf, testedInWords } from '#shared/activities/rewrite/result-words.ts'
import { sourcesOf } from '#shared/board/step-inputs.ts'
import type { Language } from '#shared/board/document.ts'
import type { Version } from '#shared/board/versions.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { wordDiff } from '#shared/statements/word-diff.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { VersionMark, type PrintedVersion, type Block } from '#shared/blocks/block.ts'
import { printable } from '#shared/text/printable.ts'
import { wordsOf } from '../../report/words.ts'

/** The statements of a rewriting step, each with its versions, first to last. */
export interface RewriteResult extends StepResult {
  readonly kind: 'statements'
  readonly statements: readonly {
    readonly id: string
    readonly number: number
    /** Ids of the notes or versions that it grew from. */
    readonly from: readonly string[]
    /** Ids of the versions that were kept in this step, oldest first. */
    readonly versions: readonly string[]
  }[]
}

export const rewriteAccount: ActivityAccount<RewriteResult> = {
  result: ({ board, step, path }) => {
    if (step.activity !== 'rewrite' || !board.agenda) return undefined
    const sources = sourcesOf(board.agenda.template, path)
    const statements = board.statements.filter((statement) => sources.has(statement.step))
    if (statements.length === 0) return undefined
    return {
      kind: 'statements',
      listed: [],
      statements: statements.map(({ id, number, from }) => ({
        id,
        number,
        from,
        versions: board.versions.flatMap((version) =>
          version.statement === id && version.step === path ? [version.id] : [],
        ),
      })),
    }
  },
  blocks: ({ statements }, { versions: all, rounds }, { language, zone }) => {
    const { statement, version } = rewriteWordsOf(language)
    const byId = new Map(all.map((one) => [one.id, one]))
    return statements.flatMap(({ number, versions: ids }): readonly Block[] => {
      const kept = ids.flatMap((id) => byId.get(id) ?? [])
      // A step that goes on with a statement begins with the words that it got.
      const [before] = kept[0]?.parents.flatMap((id) => byId.get(id) ?? []) ?? []
      const shown = before ? [before, ...kept] : kept
      if (shown.length === 0) return []
      const versions = shown.map((one, index): PrintedVersion => {
        const former = shown[index - 1]
        return {
          label: version(one.number),
          facts: [
            wordsOf(language).agenda.time(one.at, zone),
            ...[testedInWords(specificityOf(rounds, one.id), language) ?? []].flat(),
          ],
          parts: former ? comparedWith(former, one, language) : [partOf(one.text)],
        }
      })
      return [
        { kind: 'heading', text: statement(number) },
        { kind: 'versions', versions },
      ]
    })
  },
}

const marks = { same: null, added: VersionMark.added, removed: VersionMark.removed } as const

function comparedWith(former: Version, one: Version, language: Language): PrintedVersion['parts'] {
  return wordDiff(former.text, one.text, language).map(({ kind, text }) => partOf(text, marks[kind]))
}

function partOf(text: string, mark: VersionMark | null = null): PrintedVersion['parts'][number] {
  return { text: printable(text).replaceAll('\n', ' '), mark }
}
