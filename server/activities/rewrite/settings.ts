import { Type } from 'typebox'
import { mostStatements } from '#shared/activities/rewrite/limits.ts'

/** The settings of a rewriting step in a template. */
export const RewriteSettings = Type.Object({
  most: Type.Integer({
    minimum: 1,
    maximum: mostStatements,
    description: 'Statements that are rewritten side by side',
  }),
})
