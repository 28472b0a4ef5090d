import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { sourcesOf } from '#shared/board/step-inputs.ts'
import { wordingLimit } from '#shared/board/limits.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Statements } from '../../model/contract/statements.ts'
import { mayActAgain, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** A ghost keeps a version after so many changes, about. Not measured. */
const changesUntilKept = 4

/** Changes of a ghost in one step: then it is done. Not measured. */
const changesEach = 5

const opened = new WeakMap<BoardModel, Statements | 'opening'>()

/** Replaces a few words of a statement, and keeps a version now and then. */
export const ghostRewriter: Ghost = ({ model, random, sentence }) => {
  const placed = stepNow(model)
  const template = model.agenda.get()?.template
  if (!template || !placed || !model.may(Operation.writeStatement)) return false
  const statements = statementsOf(model)
  if (!statements) return true
  const sources = sourcesOf(template, placed.path)
  const own = model.tables.get() ? model.ownTable() : null
  const mine = statements.all
    .get()
    .filter(({ step, tables }) => sources.has(step) && (own === null || tables?.includes(own)))
  const statement = pick(mine, random)
  if (!statement) return false
  const { id } = statement
  if (!mayActAgain(model, changesEach)) return false
  if (statements.hasNews(id).get() && random() < 1 / changesUntilKept) {
    if (model.may(RewriteOperation.keep)) void model.run({ kind: 'version.keep', statement: id })
    return true
  }
  statements.rewrite(id, rewritten(statements.wordsOf(id), sentence(), random))
  return true
}

/** Undefined until their code is here. */
function statementsOf(model: BoardModel): Statements | undefined {
  const known = opened.get(model)
  if (known !== undefined) return known === 'opening' ? undefined : known
  opened.set(model, 'opening')
  model.statements().then(
    (statements) => opened.set(model, statements),
    () => opened.delete(model),
  )
  return undefined
}

/** Two words of the text make room for two others. A long text only loses one: sixty may write in it at once. */
function rewritten(text: string, other: string, random: () => number): string {
  const words = text.split(' ')
  const at = Math.floor(random() * words.length)
  if (text.length > wordingLimit / 2) return words.toSpliced(at, 1).join(' ') || other
  const others = other.split(' ')
  const from = Math.floor(random() * Math.max(1, others.length - 1))
  return words.toSpliced(at, 2, ...others.slice(from, from + 2)).join(' ')
}
