import { expect, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { lead, moveTo, shortBrainstorm, takeAgenda } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { canvas } from '#tests/support/board-parts.ts'
import { openLedBoard } from '#tests/support/led-board.ts'
import { waitForItems } from '#tests/support/people.ts'
import { minimap } from '#tests/support/visual-parts.ts'

test('the map lists everybody ring after ring, each with their need, in letters of 16 px or more', async () => {
  const { fay, ana } = await openLedBoard({ device: { viewport: { width: 1_440, height: 900 } } })
  const template = builtInTemplate('purpose-day')
  const answers = { team: 'The desk', others: 'One, Two, Three' }
  expect(await lead(fay, { kind: 'agenda.take', template, answers })).toBe('ok')
  await moveTo(fay, 'ecosystem/who')
  const on = { x: 0, y: 0, author: null, step: 'ecosystem/who' }
  const { doc } = fay.client
  const names = [
    ['far', 'The baker'],
    ['near', 'Nurses'],
    ['near', 'Porters'],
  ] as const
  for (const [index, [field, text]] of names.entries())
    addNote(doc, { ...on, id: `n${index}`, created: index, kind: 'stakeholder', field, text })
  await fay.client.allSaved()
  const map = ana.page.locator('.ripples')
  // Before anybody is asked about needs nobody lacks one.
  await expect
    .poll(() => map.getByRole('listitem').allInnerTexts())
    .toEqual(['Nurses', 'Porters', 'The baker'])
  await moveTo(fay, 'ecosystem/needs')
  const need = { ...on, step: 'ecosystem/needs', field: 'needs', kind: 'need' as const, from: ['n1'] }
  addNote(doc, { ...need, id: 'need', created: 9, text: 'To sleep at night' })
  await fay.client.allSaved()
  await map.getByText('To sleep at night').waitFor()
  const told = async () =>
    (await map.getByRole('listitem').allInnerTexts()).map((text) => text.split(/\s*\n\s*/u))
  await expect.poll(told).toEqual([
    ['Nurses', 'To sleep at night'],
    ['Porters', 'no need yet'],
    ['The baker', 'no need yet'],
  ])
  const sizes = await map
    .locator('h3, strong, span')
    .evaluateAll((all) => all.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16)
  expect(await violationsInBothThemes(ana)).toEqual([])
})

test('in a step no map of the whole board lies over its notes, unless somebody asks for it', async () => {
  const { fay, ana } = await openLedBoard({ device: { viewport: { width: 1_440, height: 900 } } })
  for (const x of [0, 9_000])
    addNote(fay.client.doc, { x, y: 0, author: null, created: 1, text: `Note at ${x}` })
  await fay.client.allSaved()
  await waitForItems(ana, 'Note at 0', 'Note at 9000')
  await ana.page.keyboard.press('Shift+Digit0')
  await minimap(ana).waitFor()
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'group/group')
  await canvas(ana).waitFor()
  await minimap(ana).waitFor({ state: 'detached' })
  await ana.page.getByRole('button', { name: 'Show the map' }).click()
  await minimap(ana).waitFor()
})
