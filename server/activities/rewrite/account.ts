import { sourcesOf } from '#shared/board/step-inputs.ts'
import type { Language } from '#shared/board/document.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import type { ReportBlock } from '../../board-file/report-section.ts'
import { printableLine } from '../../report/text.ts'

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

const words = {
  en: {
    statement: (number: number) => `Statement ${number}`,
    versions: (count: number) => (count === 1 ? '1 version' : `${count} versions`),
    version: (number: number) => `Version ${number}`,
  },
  fr: {
    statement: (number: number) => `Énoncé ${number}`,
    versions: (count: number) => (count === 1 ? '1 version' : `${count} versions`),
    version: (number: number) => `Version ${number}`,
  },
} as const satisfies Record<Language, unknown>

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
  blocks: ({ statements }, { versions: all }, { language }) => {
    const { statement, versions, version } = words[language]
    return statements.flatMap(({ number, versions: ids }): readonly ReportBlock[] => {
      const kept = all.filter(({ id }) => ids.includes(id))
      return [
        { kind: 'heading', text: statement(number) },
        { kind: 'facts', facts: [versions(kept.length)] },
        ...kept.flatMap((one): readonly ReportBlock[] => [
          { kind: 'remark', text: version(one.number), isLead: true },
          { kind: 'paragraph', text: printableLine(one.text) },
        ]),
      ]
    })
  },
}
