import { expect, test } from 'vitest'
import { boardList, itemOf } from '#tests/support/board-parts.ts'
import { listen, saidWithinMs, sentences } from '#tests/support/heard.ts'
import { places, writeAt } from '#tests/support/canvas-point.ts'
import { openBoardForTwo, waitForItemGone, waitForItems } from '#tests/support/people.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { clickPlaceDot, closeVote, openVote } from '#tests/support/vote-dialogs.ts'

test('a screen reader hears votes, others’ work and the loss of the current note, and no letter saved', async () => {
  const { flora, ana } = await openBoardForTwo()
  const heard = await listen(ana)
  await writeAt(flora, places.left, 'Apple')
  await writeAt(flora, places.right, 'Pear')
  await waitForItems(ana, 'Apple', 'Pear')
  // Both are told of, together or one after the other: no sentence about them is on its way.
  const told = async () =>
    (await sentences(ana)).reduce((sum, said) => sum + Number(/(\d) new notes?/.exec(said)?.[1] ?? 0), 0)
  await expect.poll(told, { timeout: saidWithinMs }).toBe(2)

  // Notes are pronounced in the language of the board.
  expect(await itemOf(ana, 'Pear').getAttribute('lang')).toBe('en')

  // A click, as screen readers and voice control send it, chooses an item of the list.
  await boardList(ana).focus()
  // In the list a screen reader reads the current item by itself: nothing says it again.
  const gathered = (await sentences(ana)).length
  await ana.page.keyboard.press('End')
  await itemOf(ana, 'Pear').and(ana.page.locator('[aria-selected="true"]')).waitFor()
  expect((await sentences(ana)).slice(gathered)).toEqual([])
  await ana.page.keyboard.press('Home')
  await itemOf(ana, 'Pear').dispatchEvent('click')
  await itemOf(ana, 'Pear').and(ana.page.locator('[aria-selected="true"]')).waitFor()
  await itemOf(flora, 'Pear').dispatchEvent('click')
  await flora.page.keyboard.press('Delete')
  await waitForItemGone(ana, 'Pear')
  await heard(sentencePattern(ana.words.notices.goneNowAt, { next: 'Apple' }))
  // Said some seconds later: with another sentence at the same moment it would be one text.
  await heard(/1 note deleted\./u)
  await itemOf(ana, 'Apple').and(ana.page.locator('[aria-selected="true"]')).waitFor()

  await openVote(flora, { title: 'Which one?', target: 'notes', budget: 2 })
  await heard(sentencePattern(ana.words.vote.heardOpen_other, { question: 'Which one?', count: 2 }))
  await button(ana, ana.words.vote.list).click()
  const before = (await sentences(ana)).length
  await clickPlaceDot(ana, 'Apple')
  await heard(/^Apple\. Your dots: 1\. 1 dot left\.$/)
  expect((await sentences(ana)).slice(before)).toHaveLength(1)
  await closeVote(flora)
  await heard(sentencePattern(ana.words.vote.closed))

  const written = (await sentences(flora)).length
  await writeAt(flora, places.right, 'A sentence of many letters that are saved one by one')
  await waitForItems(ana, /many letters/)
  expect((await sentences(flora)).slice(written).filter((said) => /sav/i.test(said))).toEqual([])
})
