import { expect, test } from 'vitest'
import { moveTo, shortBrainstorm, takeAgenda, twoWaves } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { canvas, toBoard, waitForFocus } from '#tests/support/board-parts.ts'
import { openLedBoard, untilTexts } from '#tests/support/led-board.ts'
import { joinByLink, waitForItems } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'

const column = ({ page }: Person) => page.getByRole('complementary')
const stage = ({ page }: Person) => page.locator('.step-stage')

test('the board is one press away from a step and back, with the words and the keyboard where they belong', async () => {
  const { fay, ana } = await openLedBoard()
  const { page, words } = ana
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'next/next')
  const field = page.getByRole('textbox', { name: 'What next?' })
  await field.focus()
  // Letters of words lead nowhere.
  await page.keyboard.type('Buy a beef burger f')
  expect(await field.inputValue()).toBe('Buy a beef burger f')
  await field.press('Enter')
  await untilTexts(fay, 'Buy a beef burger f')
  await field.pressSequentially('Begun')

  const card = page.getByRole('button', { name: 'Buy a beef burger f' })
  await card.focus()
  await toBoard(ana)
  await waitForItems(ana, /beef burger/u)
  await waitForFocus(canvas(ana))
  // All of the board is in view.
  await page.getByText(/^\d+\s%$/u).waitFor()
  // A press in the strip of phases shows one of them alone, larger.
  const zoom = page.getByRole('button', { name: sentencePattern(words.view.zoomReset) })
  const whole = await zoom.textContent()
  const strip = page.getByRole('navigation', { name: words.agenda.filmstrip })
  await strip.getByRole('button', { disabled: false }).first().click()
  await expect.poll(() => zoom.textContent()).not.toBe(whole)
  await page.keyboard.press('b')
  await expect.poll(() => field.inputValue()).toBe('Begun')
  await waitForFocus(stage(ana))
  expect(await canvas(ana).count()).toBe(0)

  // Nor do letters in a menu.
  await button(ana, words.menu.label).press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  // It takes the keyboard a moment after it is there.
  await page.locator('[role=menu]:focus-within').waitFor()
  for (const key of ['b', 'f', 'Alt+b']) await page.keyboard.press(key)
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await stage(ana).count()).toBe(1)

  // “I am done” offers to send what is begun, below its button.
  await button(ana, words.agenda.done).click()
  await page.getByRole('region', { name: words.agenda.unsent }).getByText('Begun').waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  await button(ana, words.agenda.sendUnsent).click()
  await untilTexts(fay, 'Buy a beef burger f', 'Begun')
  await expect.poll(() => button(ana, words.agenda.done).getAttribute('aria-pressed')).toBe('true')

  // A press of the button keeps the keyboard on it, and the next step begins with its stage.
  await button(ana, words.agenda.toBoard).press('Enter')
  await canvas(ana).waitFor()
  await waitForFocus(button(ana, words.agenda.toStage))
  await moveTo(fay, 'vote/vote')
  await stage(ana).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
})

test('a facilitator folds the desk; a participant opens the list of a step on the board, and late texts open it', async () => {
  const { stage: all, board, fay, ana } = await openLedBoard()
  const flora = await joinByLink(all, board.links.facilitator, { name: 'Flora' })
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'group/group')
  await canvas(ana).waitFor()
  expect(await column(ana).count()).toBe(0)
  await column(flora).waitFor()
  await flora.page.keyboard.press('f')
  await column(flora).waitFor({ state: 'detached' })
  await button(flora, flora.words.agenda.desk.label).click()
  await column(flora).waitFor()
  await ana.page.keyboard.press('f')
  await column(ana).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  await ana.page.keyboard.press('f')
  await column(ana).waitFor({ state: 'detached' })
})

test('words that are begun keep their step on the stage when the group goes to the board', async () => {
  const { fay, ana } = await openLedBoard()
  const { page, words } = ana
  const template = {
    ...twoWaves,
    phases: [...twoWaves.phases.slice(0, 1), ...shortBrainstorm.phases.slice(1, 2)],
  }
  await takeAgenda(fay, template)
  await moveTo(fay, 'write/ideas')
  const field = page.getByRole('textbox', { name: 'Ideas' })
  await field.fill('Begun')
  await moveTo(fay, 'write/reveal')
  await moveTo(fay, 'group/group')
  await button(ana, words.agenda.join).waitFor()
  await waitForFocus(field)
  await page.keyboard.type(' words')
  expect(await field.inputValue()).toBe('Begun words')
  await button(ana, words.agenda.join).click()
  await canvas(ana).waitFor()
  // The text is offered beside the board.
  await column(ana).getByText('Begun words').waitFor({ state: 'attached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
})

test('while a step has the header, the title, the people and the share dialog are in reach', async () => {
  const { stage: all, board, fay } = await openLedBoard()
  const flora = await joinByLink(all, board.links.facilitator, { name: 'Flora' })
  const { page, words } = flora
  await takeAgenda(fay, shortBrainstorm)
  await moveTo(fay, 'next/next')
  await stage(flora).waitFor()
  const choose = async (name: string) => {
    await button(flora, words.menu.label).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  await choose(words.board.rename)
  await page.getByRole('textbox', { name: words.board.title }).fill('')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: words.common.untitledBoard }).waitFor()
  expect(await violationsInBothThemes(flora)).toEqual([])
  await choose(words.people.heading)
  await page.getByRole('complementary', { name: words.people.heading }).waitFor()
  await button(flora, words.share.button).click()
  await page.getByRole('dialog', { name: words.share.heading }).waitFor()
})
