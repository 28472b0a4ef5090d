import { AddCommentSchema, SettleCommentSchema } from '#shared/activities/rewrite/phrase-commands.ts'
import { RewriteOperation } from '#shared/activities/rewrite/rights.ts'
import { settleComment } from '#shared/board/comments.ts'
import { commentLimits } from '#shared/board/limits.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { defineCommand } from '../../commands/define-command.ts'
import type { CommandContext } from '../../contracts/command.ts'
import type { RewriteBoard } from './rewrite-board.ts'

export const addComment = defineCommand({
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

export const settle = defineCommand({
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
