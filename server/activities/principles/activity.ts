import { keptIn, settledAmong } from '#shared/activities/principles/kept.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import type { Block } from '#shared/blocks/block.ts'
import type { Language } from '#shared/board/document.ts'
import { overLine, principleWords, readPrinciple, trimmedPrinciple } from '#shared/board/principle.ts'
import { capital } from '#shared/text/letters.ts'
import { printableLine } from '#shared/text/printable.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity, defineCommand } from '../../commands/define-activity.ts'
import { wordsOf } from '../../report/words.ts'
import { pouredIn, PrinciplesBoard } from './principles-board.ts'
import { Type } from 'typebox'
import { FieldSchema } from '../../templates/template-schema.ts'
import {
  KeepPrincipleSchema,
  SettlePrinciplesSchema,
  principlesRefusals,
} from '#shared/activities/principles/commands.ts'
import { PrinciplesOperation } from '#shared/activities/principles/activity.ts'
import type { CommandContext } from '../../contracts/activity.ts'

/** The principles that a step made, or kept. */
interface PrinciplesResult extends StepResult {
  readonly kind: 'principles'
  readonly title: Words
  /** People may still change what was kept. */
  readonly isOpen: boolean
  readonly notes: readonly string[]
}

const words = {
  en: { notSettled: 'Kept so far. The group has not settled them yet.' },
  fr: { notSettled: 'Gardés jusqu’ici. Le groupe ne les a pas encore fixés.' },
} as const satisfies Record<Language, unknown>

/** Words that join the two sides and change with neither: "même au détriment", "even over". */
const jointWords: Readonly<Record<Language, number>> = { en: 2, fr: 3 }

const principlesAccount: ActivityAccount<PrinciplesResult> = {
  result: ({ step, path, notes, answers, board: { locked } }) => {
    if (step.activity !== 'principles' || notes.length === 0) return undefined
    const settled = step.does === 'settle' ? settledAmong(keptIn(path, notes), new Set(locked)) : []
    const isSettled = settled.length > 0
    const principles = settled.map(({ id, text, from = [] }) => ({
      id,
      ...trimmedPrinciple(readPrinciple(text)),
      from,
    }))
    return {
      kind: 'principles',
      title: filledWords(step.fields[0]?.title ?? {}, answers),
      listed: notes.map(({ id }) => id),
      isOpen: step.does === 'settle' && !isSettled,
      notes: notes.map(({ id }) => id),
      ...(isSettled && { principles }),
    }
  },
  blocks: ({ title, notes: ids, principles, isOpen }, { notes: all }, { language }) => {
    const heading = printableLine(wordsIn(title, language).text)
    const remark: readonly Block[] = isOpen
      ? [{ kind: 'remark', text: words[language].notSettled, isLead: true }]
      : []
    if (principles) {
      const lead = principleWords[language]
      const cards = principles.map(({ choice, over, shows, betrays }): Block => {
        const line = printableLine(overLine(over, language))
        const joint = line.split(' ').slice(0, jointWords[language]).join(' ')
        const signs = [
          { label: lead.shows, text: printableLine(shows) },
          { label: lead.betrays, text: printableLine(betrays) },
        ]
        return {
          kind: 'principle',
          choice: capital(printableLine(choice)),
          joint,
          over: line.slice(joint.length).trim(),
          signs: signs.filter(({ text }) => text !== ''),
          facts: [],
        }
      })
      return [{ kind: 'heading', text: heading }, ...cards]
    }
    const listed = new Set(ids)
    const notes = all.filter(({ id }) => listed.has(id))
    // A note in a group stands there, once.
    const loose = notes.filter(({ cluster }) => cluster === null)
    const facts = [wordsOf(language).notes(notes.length)]
    return [...remark, { kind: 'notes', heading, facts, notes: loose.map(({ id }) => id) }]
  },
}

const keepPrinciple = defineCommand({
  schema: KeepPrincipleSchema,
  operation: PrinciplesOperation.settle,
  growth: 'content',
  run: async ({ state }: CommandContext<PrinciplesBoard>, { note, isKept }) => state.keep(note, isKept),
})

const settlePrinciples = defineCommand({
  schema: SettlePrinciplesSchema,
  operation: PrinciplesOperation.settle,
  growth: 7,
  run: async ({ state }: CommandContext<PrinciplesBoard>, { isSettled }) => state.settle(isSettled),
})

/** The settings of a step of principles in a template. */
const PrinciplesSettings = Type.Object({
  does: Type.Enum(['write', 'together', 'settle'] as const),
  fields: Type.Array(FieldSchema, { minItems: 1, maxItems: 1 }),
})

export const principles = defineActivity({
  commands: [keepPrinciple, settlePrinciples],
  refusals: principlesRefusals,
  open: async (board, tools) => new PrinciplesBoard(board, tools),
  account: principlesAccount,
  // Without it the groups of a copy would become principles once more.
  kept: (state) => {
    const poured = pouredIn(state)
    return Object.keys(poured).length > 0 ? { whole: poured } : undefined
  },
  settings: PrinciplesSettings,
})
