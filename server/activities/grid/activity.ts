import { Type } from 'typebox'
import { gridOf, type Grid, emptiesWord, gridWord } from '#shared/activities/grid/cells.ts'
import { filledWords, wordsIn } from '#shared/agenda/fill.ts'
import { type Words, templateLimits } from '#shared/agenda/template.ts'
import type { Block } from '#shared/blocks/block.ts'
import { overLine } from '#shared/board/principle.ts'
import { capital } from '#shared/text/letters.ts'
import { printableLine } from '#shared/text/printable.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import type { ActivityAccount, StepResult } from '../../board-file/account.ts'
import { defineActivity } from '../../commands/define-activity.ts'
import { FieldSchema } from '../../templates/template-schema.ts'

interface GridResult extends StepResult {
  readonly kind: 'grid'
  readonly titles: readonly Words[]
  readonly grid: Grid
  /** Notes that stand in no cell. */
  readonly others: readonly string[]
}

const gridAccount: ActivityAccount<GridResult> = {
  result: ({ board, path, step, notes, answers }) => {
    if (step.activity !== 'grid') return undefined
    const grid = gridOf(
      path,
      step.fields.map(({ id }) => id),
      board.notes,
      new Set(board.locked),
    )
    if (notes.length === 0) return undefined
    const inCells = new Set(grid.cells.flat(2).map(({ id }) => id))
    const listed = notes.map(({ id }) => id)
    return {
      kind: 'grid',
      listed,
      titles: step.fields.map(({ title }) => filledWords(title, answers)),
      grid,
      others: listed.filter((id) => !inCells.has(id)),
    }
  },
  blocks: ({ titles, grid, others }, _, { language }) => {
    const say = (key: Parameters<typeof gridWord>[1]) => gridWord(language, key)
    const rows = grid.rows.map(({ title, over }, row) => [
      [capital(printableLine(title)), over === '' ? '' : printableLine(overLine(over, language))]
        .filter((part) => part !== '')
        .join(' '),
      ...(grid.cells[row] ?? []).map((entries) =>
        entries.length === 0
          ? say('empty')
          : entries
              .map(({ way, what, seen }) =>
                [
                  `${say(way)} ${printableLine(what)}`,
                  ...(seen === '' ? [] : [`${say('seen')} ${printableLine(seen)}`]),
                ].join(' · '),
              )
              .join(' — '),
      ),
    ])
    const heads = [say('principle'), ...titles.map((title) => printableLine(wordsIn(title, language).text))]
    const blocks: readonly Block[] = [
      { kind: 'facts', facts: [grid.empty === 0 ? say('full') : emptiesWord(language, grid.empty, grid.of)] },
      { kind: 'table', heads, rows, figures: 0 },
    ]
    return [
      ...(grid.rows.length > 0 ? blocks : []),
      ...(others.length > 0
        ? [{ kind: 'notes', heading: say('others'), facts: [], notes: others } as const]
        : []),
    ]
  },
}

export const grid = defineActivity({
  commands: [],
  refusals: {},
  open: async (board) => ({
    stepBegan: async (running) => {
      if (running.step.activity === 'grid') await placeFields(board, running, running.step.fields)
    },
  }),
  account: gridAccount,
  settings: Type.Object({
    fields: Type.Array(FieldSchema, { minItems: 1, maxItems: templateLimits.fields }),
  }),
})
