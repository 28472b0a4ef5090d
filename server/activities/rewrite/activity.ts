import { visitsIn } from '#shared/activities/rewrite/visits.ts'
import { rewriteRefusals, KeepVersionSchema } from '#shared/activities/rewrite/commands.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { rewriteAccount } from './account.ts'
import { RewriteBoard } from './rewrite-board.ts'
import {
  GraftSchema,
  AddCommentSchema,
  SettleCommentSchema,
} from '#shared/activities/rewrite/phrase-commands.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { settleComment } from '#shared/board/comments.ts'
import { commentLimits } from '#shared/board/limits.ts'
import { cleanLine } from '#shared/text/clean-line.ts'

const keepVersion = defineCommand({
  kind: 'version.keep',
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
  kind: 'comment.add',
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
  kind: 'comment.settle',
  schema: SettleCommentSchema,
  operation: RewriteOperation.comment,
  growth: 1,
  run: async ({ state, session, board }: CommandContext<RewriteBoard>, { comment, isDone }) => {
    if (!state.isInTime(session)) return 'too_many_requests'
    let isThere = false
    await board.write((doc) => {
      isThere = settleComment(doc, comment, isDone)
    })
    return isThere ? undefined : 'unknown_item'
  },
})

const graft = defineCommand({
  kind: 'statement.graft',
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
