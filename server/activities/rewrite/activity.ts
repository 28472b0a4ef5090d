import { rewriteWordsOf, testedInWords } from '#shared/activities/rewrite/result-words.ts'
import { visitsIn } from '#shared/activities/rewrite/visits.ts'
import {
  rewriteRefusals,
  KeepVersionSchema,
  GraftSchema,
  AddCommentSchema,
  SettleCommentSchema,
} from '#shared/activities/rewrite/commands.ts'
import { VersionMark, type PrintedVersion, type Block } from '#shared/blocks/block.ts'
import type { Language } from '#shared/board/document.ts'
import { sourcesOf } from '#shared/board/step-inputs.ts'
import type { Version } from '#shared/board/versions.ts'
import { wordDiff } from '#shared/statements/word-diff.ts'
import { printable } from '#shared/text/printable.ts'
import { askedName } from '#shared/board/activities.ts'
import { testsIn } from '#shared/statements/tested.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import { wordsOf } from '../../report/words.ts'
import { RewriteBoard } from './rewrite-board.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { CommandContext } from '../../contracts/activity.ts'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { settleComment } from '#shared/board/comments.ts'
import { commentLimits } from '#shared/board/limits.ts'
import { cleanLine } from '#shared/text/clean-line.ts'

/** The statements of a rewriting step, each with its versions, first to last. */
interface RewriteResult extends StepResult {
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
  blocks: ({ statements }, { versions: all, rounds, activities }, { language, zone }) => {
    const tests = testsIn(rounds, activities[askedName])
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
            ...[testedInWords(specificityOf(tests, one.id), language) ?? []].flat(),
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

const keepVersion = defineCommand({
  schema: KeepVersionSchema,
  operation: RewriteOperation.keep,
  growth: 'content',
  run: async ({ state, session, id }: CommandContext<RewriteBoard>, { statement }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    const kept = await state.keep(statement, session, id)
    return 'problem' in kept ? kept.problem : { version: kept.version }
  },
})

const addComment = defineCommand({
  schema: AddCommentSchema,
  operation: RewriteOperation.comment,
  growth: 'content',
  run: async ({ state, session, id }: CommandContext<RewriteBoard>, { statement, start, end, text }) => {
    const said = cleanLine(text, commentLimits.letters)
    if (said === '') return 'no_words'
    if (!state.isInTime(session)) return 'too_many_requests'
    return state.comment({ id, statement, start, end, text: said }, session)
  },
})

const settle = defineCommand({
  schema: SettleCommentSchema,
  operation: RewriteOperation.comment,
  growth: 1,
  run: async ({ state, session, board }: CommandContext<RewriteBoard>, { comment, isDone }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    const isThere = await board.write((doc) => settleComment(doc, comment, isDone))
    return isThere ? undefined : 'unknown_item'
  },
})

const graft = defineCommand({
  schema: GraftSchema,
  operation: Operation.writeStatement,
  growth: 'content',
  run: async ({ state, session, id }: CommandContext<RewriteBoard>, { from, text, into, at }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    const problem = await state.graft({ id, from, text, into, at }, session)
    return problem ?? { graft: id }
  },
})

export const rewrite = defineActivity({
  commands: [keepVersion, addComment, settle, graft],
  refusals: rewriteRefusals,
  open: async (board, tools) => new RewriteBoard(board, tools),
  account: rewriteAccount,
  // A copy goes on with the words that are being written.
  kept: (state) => {
    const visits = visitsIn(state)
    return Object.keys(visits).length > 0 ? { items: { ...visits } } : undefined
  },
})
