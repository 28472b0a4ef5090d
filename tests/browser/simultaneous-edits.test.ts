import { expect, test } from 'vitest'
import { MessageType } from '#shared/wire/message.ts'
import { openStage } from '#tests/support/browser.ts'
import { pausableMessages } from '#tests/support/pausable-messages.ts'
import {
  waitUntilEntered,
  openNewBoard,
  openBoardForTwo,
  waitUntilSaved,
  waitForItems,
  waitForItemGone,
} from '#tests/support/people.ts'
import { writeAt, clickAt, doubleClickAt, grabAt, places, pointAt } from '#tests/support/canvas-point.ts'
import { canvas, editor, itemsOf, savingBadge } from '#tests/support/board-parts.ts'
import { button } from '#tests/support/person.ts'

test('undo takes back one’s own last change and never another’s', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, places.left, 'Flora’s note')
  await waitForItems(ana, 'Flora’s note')
  await writeAt(ana, places.right, 'Ana’s note')
  await waitForItems(flora, 'Ana’s note')

  await canvas(flora).focus()
  for (let times = 0; times < 4; times += 1) await flora.page.keyboard.press('Control+z')
  // Her words go first, then her note.
  await expect.poll(() => itemsOf(ana)).toEqual(['Ana’s note'])
  for (let times = 0; times < 4; times += 1) await flora.page.keyboard.press('Control+Shift+z')
  await waitForItems(ana, 'Flora’s note')
})

test('two people writing in one note lose nothing', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, places.middle, 'middle')
  await waitForItems(ana, 'middle')
  for (const person of [flora, ana]) {
    await doubleClickAt(person, places.middle)
    await editor(person).waitFor()
  }
  await flora.page.keyboard.press('Home')
  await ana.page.keyboard.press('End')
  await Promise.all([flora.page.keyboard.type('start '), ana.page.keyboard.type(' end')])
  for (const person of [flora, ana]) {
    await expect.poll(() => editor(person).inputValue()).toBe('start middle end')
  }
})

test('a note that one person deletes while another drags it stays deleted after the drop', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(ana, places.left, 'Dragged about')
  await writeAt(ana, places.right, 'Left alone')
  await waitForItems(flora, 'Dragged about', 'Left alone')

  await grabAt(ana, places.left)
  await pointAt(ana, { column: 0.5, row: 1.25 })
  await clickAt(flora, places.left)
  await flora.page.keyboard.press('Delete')
  await waitForItemGone(ana, 'Dragged about')
  await ana.page.mouse.up()
  await writeAt(ana, places.lowerRight, 'Written later')
  await waitForItems(flora, 'Written later')
  for (const person of [flora, ana])
    await expect.poll(() => itemsOf(person)).toEqual(['Left alone', 'Written later'])
})

test('a person who writes in a note that another deletes can restore their words', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(ana, places.left, 'Written')
  await waitForItems(flora, 'Written')
  await doubleClickAt(ana, places.left)
  await editor(ana).waitFor()
  await ana.page.keyboard.type(' in')
  await waitForItems(flora, 'Written in')
  await clickAt(flora, places.left)
  await flora.page.keyboard.press('Delete')
  await ana.page.getByText(ana.words.notices.deletedByOther).waitFor()
  await waitForItemGone(flora, 'Written in')
  await button(ana, ana.words.notices.putBackNotes_one).click()
  await waitForItems(flora, 'Written in')
})

test('two people who drag the same note at once have one note, at the place of the last drop', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(flora, places.left, 'Pulled about')
  await waitForItems(ana, 'Pulled about')
  for (const person of [flora, ana]) await grabAt(person, places.left)
  await pointAt(flora, { column: 1.5, row: 0 })
  await pointAt(ana, places.lowerLeft)
  await flora.page.mouse.up()
  await waitUntilSaved(flora)
  await ana.page.mouse.up()
  await waitUntilSaved(ana)
  for (const person of [flora, ana]) {
    await expect.poll(() => itemsOf(person)).toEqual(['Pulled about'])
    await expect
      .poll(async () => {
        await person.page.keyboard.press('Escape')
        await doubleClickAt(person, places.lowerLeft)
        return editor(person).inputValue()
      })
      .toBe('Pulled about')
    await person.page.keyboard.press('Escape')
  }
})

test('the view stays in place for a person who writes on an empty board before anything is saved', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page } = flora
  const answers = await pausableMessages(page, 'server', ([kind]) => kind === MessageType.saved)
  answers.pause()
  await page.reload()
  await waitUntilEntered(flora)
  await savingBadge(flora, 'saving').waitFor()
  await writeAt(flora, { column: -1, row: -0.25 }, 'The first')
  await waitForItems(flora, 'The first')
  await answers.resume()
  await doubleClickAt(flora, { column: -1, row: -0.25 })
  await expect.poll(() => editor(flora).inputValue()).toBe('The first')
})
