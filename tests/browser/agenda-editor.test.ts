import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { dialogOf, runCommand } from '#tests/support/board-parts.ts'
import { openBoardForTwo } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'

test('a board without an agenda is offered the templates, and only the missing answer is asked for', async () => {
  const { flora } = await openBoardForTwo()
  const { words } = flora
  await runCommand(flora, words.agendaEditor.give)
  const dialog = dialogOf(flora)
  await dialog.getByRole('button', { name: 'Our purpose in a day' }).click()
  await dialog.getByRole('textbox', { name: 'The name of your team' }).fill('The box office')
  expect(await violationsOf(flora)).toEqual([])
  await button(flora, words.agendaEditor.save).click()
  await dialog.waitFor({ state: 'detached' })
  await button(flora, sentencePattern(words.agenda.begin, { phase: 'Meet through an object' })).waitFor()
})

test('a facilitator gives a board an agenda by keyboard alone, and changes it while it runs', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { page, words } = flora
  const { agendaEditor } = words
  const { keyboard } = page
  await runCommand(flora, agendaEditor.give)
  const dialog = dialogOf(flora)
  await reach(flora, agendaEditor.addPhase)
  await keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: agendaEditor.phaseTitle }).focus()
  await keyboard.press('Control+a')
  await keyboard.type('Think first')
  await reach(flora, agendaEditor.addStep)
  await keyboard.press('Enter')
  await page.getByRole('menuitem', { name: /^Write/ }).waitFor()
  await page.getByRole('menu').locator(':focus').waitFor()
  await keyboard.type('Write')
  await keyboard.press('Enter')
  await dialog
    .getByText(sentencePattern(agendaEditor.minutesShort, { count: 6 }))
    .first()
    .waitFor()
  // A phase is dragged, too: to the top, and back.
  await reach(flora, agendaEditor.addPhase)
  await keyboard.press('Enter')
  const titles = dialog.getByRole('textbox', { name: agendaEditor.phaseTitle })
  const cards = dialog.locator('.agenda-editor__phase')
  await drag(flora, cards.nth(1), cards.nth(0))
  await expect.poll(async () => titles.nth(0).inputValue()).toBe(agendaEditor.newPhase)
  await drag(flora, cards.nth(1), cards.nth(0))
  await expect.poll(async () => titles.nth(0).inputValue()).toBe('Think first')
  await reach(flora, sentencePattern(agendaEditor.editStep))
  await keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: agendaEditor.prompt, exact: true }).fill('What do we keep?')
  expect(await violationsOf(flora)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // No colour is between the themes any more.
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await Promise.all(document.getAnimations().map(({ finished }) => finished))
  })
  expect(await violationsOf(flora)).toEqual([])
  await reach(flora, agendaEditor.save)
  await keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await button(flora, sentencePattern(words.agenda.begin, { phase: 'Think first' })).click()
  await ana.page.getByText('What do we keep?').first().waitFor()

  await runCommand(flora, agendaEditor.open)
  // What runs keeps its place.
  await reach(flora, sentencePattern(agendaEditor.editStep, { name: 'What do we keep?' }))
  expect(
    await button(flora, sentencePattern(agendaEditor.removeStep, { name: 'What do we keep?' })).isDisabled(),
  ).toBe(true)
  await keyboard.press('Enter')
  await dialog.getByRole('textbox', { name: agendaEditor.prompt, exact: true }).fill('What do we let go?')
  await reach(flora, agendaEditor.save)
  await keyboard.press('Enter')
  await ana.page.getByText('What do we let go?').first().waitFor()
})

/** Drags a phase before another one. */
async function drag({ page }: Person, phase: Locator, before: Locator): Promise<void> {
  await before.scrollIntoViewIfNeeded()
  const [from, to] = [
    await phase.locator('.agenda-editor__grip').first().boundingBox(),
    await before.boundingBox(),
  ]
  if (!from || !to) throw new Error('the phases are not shown')
  const x = from.x + from.width / 2
  await page.mouse.move(x, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(x, to.y + 2, { steps: 3 })
  await page.mouse.up()
}

/** Presses Tab until the button has the focus. */
async function reach(person: Person, name: string | RegExp): Promise<void> {
  const target = button(person, name).first()
  await target.waitFor()
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await person.page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(name)}`)
}
