import { expect, test } from 'vitest'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  beginBlank,
  closeDialog,
  openNewBoard,
  joinByLink,
  openBrowser,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, clickAt, drag, places } from '#tests/support/canvas-point.ts'
import { dialogOf, itemsOf, boardList } from '#tests/support/board-parts.ts'
import { button } from '#tests/support/person.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'

test('no page has an accessibility violation in the light or in the dark theme', async () => {
  const stage = await openStage()
  const visitor = await openBrowser(stage)
  await visitor.page.goto(stage.url)
  await visitor.page.getByRole('button', { name: visitor.words.home.blank }).waitFor()
  expect(await violationsInBothThemes(visitor), 'home').toEqual([])
  await beginBlank(visitor)
  await button(visitor, visitor.words.home.create).waitFor()
  expect(await violationsInBothThemes(visitor), 'a new board').toEqual([])
  await visitor.page.goto(`${stage.url}/join`)
  await visitor.page.getByLabel(visitor.words.join.code).waitFor()
  expect(await violationsInBothThemes(visitor), 'join by code').toEqual([])

  const flora = await openNewBoard(stage)
  expect(await violationsInBothThemes(flora), 'an empty board').toEqual([])
  await button(flora, flora.words.share.button).click()
  await dialogOf(flora).waitFor()
  const { tokens } = flora.words
  await flora.page.getByText(tokens.heading).click()
  await flora.page.getByLabel(tokens.name).fill('The button of the stage')
  await flora.page.getByLabel(tokens.scopes.lead).check()
  await button(flora, tokens.make).click()
  const secret = flora.page.getByLabel(/^Token for The button/)
  expect(await secret.inputValue()).toMatch(/^boussole_[\w-]{32}$/)
  await flora.page.getByText('read and lead; made on').waitFor()
  expect(await violationsInBothThemes(flora), 'sharing').toEqual([])
  await button(flora, 'Withdraw the token for The button of the stage').click()
  await button(flora, tokens.withdrawConfirm).click()
  await flora.page.getByText(tokens.none).waitFor()
  expect(await secret.count()).toBe(0)
  await closeDialog(flora)

  const link = flora.links.participant
  await visitor.page.goto(link)
  await button(visitor, visitor.words.join.enter).waitFor()
  expect(await violationsInBothThemes(visitor), 'join by link').toEqual([])

  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await writeAt(flora, places.left, 'First idea')
  await writeAt(ana, places.right, 'Second idea')
  await waitForItems(flora, 'First idea', 'Second idea')
  expect(await violationsInBothThemes(flora), 'a board with a selection').toEqual([])

  await openVote(flora, { title: 'Which first?', target: 'notes', isSecret: false })
  await button(ana, ana.words.vote.list).click()
  await clickPlaceDot(ana, 'First idea')
  expect(await violationsInBothThemes(ana), 'an open vote with its list').toEqual([])
  expect(await violationsInBothThemes(flora), 'an open vote').toEqual([])
  await closeVote(flora)
  await shownRanking(flora)
  expect(await violationsInBothThemes(flora), 'results').toEqual([])

  await button(flora, flora.words.menu.label).click()
  await flora.page.getByRole('menu').waitFor()
  expect(await violationsInBothThemes(flora), 'menu').toEqual([])
  await flora.page.getByRole('menuitem', { name: flora.words.export.open }).click()
  await dialogOf(flora).waitFor()
  expect(await violationsInBothThemes(flora), 'export').toEqual([])
})

test('the list of the board keeps the reading order and does not touch items that have not changed', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page } = flora
  const options = boardList(flora).getByRole('treeitem')
  const keep = () => options.evaluateAll((items) => items.map((item) => item.setAttribute('data-kept', '')))
  const kept = () => options.and(page.locator('[data-kept]')).allTextContents()
  await writeAt(flora, { column: -1, row: -0.25 }, 'One')
  await writeAt(flora, { column: 0.5, row: -0.25 }, 'Two')
  await writeAt(flora, places.right, 'Three')
  await expect.poll(() => itemsOf(flora)).toEqual(['One', 'Two', 'Three'])
  await keep()
  await writeAt(flora, { column: 0.5, row: 1.25 }, 'Four')
  await expect.poll(() => itemsOf(flora)).toEqual(['One', 'Two', 'Three', 'Four'])
  expect(await kept()).toEqual(['One', 'Two', 'Three'])
  await keep()
  await drag(flora, { column: -1, row: -0.25 }, { column: 2, row: 1.25 })
  await expect.poll(() => itemsOf(flora)).toEqual(['Two', 'Three', 'Four', 'One'])
  await clickAt(flora, { column: 0.5, row: -0.25 })
  await page.keyboard.press('Delete')
  await expect.poll(() => itemsOf(flora)).toEqual(['Three', 'Four', 'One'])
  expect(await kept()).toEqual(expect.arrayContaining(['Three', 'Four']))
})
