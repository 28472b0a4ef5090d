import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTranslate } from '#client/i18n/translate.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { inLine } from '#shared/text/in-line.ts'
import { excerptOf } from '#shared/text/excerpt.ts'

const endless = 'W'.repeat(5_000)

test('a list shows the first few hundred letters of a text, and no more of its lines than a screen has', () => {
  expect(inBrief('Short and whole.\nIn two lines.')).toBe('Short and whole.\nIn two lines.')
  expect(inBrief(endless)).toBe(`${'W'.repeat(600)} …`)
  expect(inBrief('a\n'.repeat(300)).split('\n')).toHaveLength(40)
  expect(excerptOf(`${'a\n'.repeat(300)}end`)?.difference).toBe('')
  expect(inBrief(`a${'\u0301'.repeat(500)}`)).toHaveLength(33)
})

test('a press shows a text as whole as a page can show it at once', () => {
  expect(inFull(endless)).toBe(endless)
  expect(inFull('a\n'.repeat(5_000)).split('\n')).toHaveLength(400)
})

test('the name of a button has one line, cut where it is long', () => {
  expect(inLine(' Two\n lines ')).toBe('Two lines')
  expect(inLine(endless, 60)).toBe(`${'W'.repeat(60)}…`)
  expect(inLine('Que le bénévole ose', 12)).toBe('Que le…')
  expect(inLine('Que le bénévole ose', 15)).toBe('Que le bénévole…')
  expect(inLine(`a${' '.repeat(5_000)}b`, 60)).toBe('a…')
})

test('a sentence of the interface quotes the beginning of the words in its gaps', () => {
  const t = createTranslate<'said'>(new Map([['said', 'Ana wrote: {{words}}']]), 'en')
  expect(t('said', { words: endless })).toBe(`Ana wrote: ${'W'.repeat(600)} …`)
})

/** Sentences of the interface, of its templates, or of the person's own; the last three are limited to a sentence. */
const own = [
  'activities/close/next-date.tsx',
  'activities/consent/result.tsx',
  'activities/form/question.tsx',
  'activities/principles/settle-task.tsx',
  'activities/turns/table-presses.tsx',
  'panels/agenda-editor/step-row.tsx',
  'panels/agenda/figure-line.tsx',
  'panels/agenda/step-under-way.tsx',
  'panels/board/connection-banner.tsx',
  'panels/board/empty-board.tsx',
  'panels/home/template-rows.tsx',
  'panels/join/problem-card.tsx',
  'panels/purpose/purpose-dialog.tsx',
  'panels/replay/replay-bar.tsx',
  'panels/ui/dialog.tsx',
  'activities/rewrite/comment-list.tsx',
  'panels/purpose/purpose-form.tsx',
]

test('no component prints a text of others as it is: each passes through the functions above, or Statement', () => {
  const client = join(import.meta.dirname, '..', '..', 'client')
  const bare = /(?:>|^[ ]+)\{(?:\w+\??\.)*(?:text|words|quote|answer|phrase|said|sentence)\}(?=<|$)/mu
  const found = globSync('**/*.tsx', { cwd: client }).filter((file) =>
    bare.test(readFileSync(join(client, file), 'utf8')),
  )
  expect(found.filter((file) => !own.includes(file))).toEqual([])
})
