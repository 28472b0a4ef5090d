import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  button,
  closeDialog,
  dialogOf,
  createBoardOnHomePage,
  itemsOf,
  joinByLink,
  linkOf,
  openBrowser,
  waitForItems,
  writeAt,
} from '#tests/support/people.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'

test.each(['light', 'dark'] as const)('no page has an accessibility violation (%s)', async (colorScheme) => {
  const stage = await openStage()
  const device = { colorScheme }

  const visitor = await openBrowser(stage, { device })
  await visitor.page.goto(stage.url)
  await button(visitor, visitor.words.home.create).waitFor()
  expect(await violationsOf(visitor), 'home').toEqual([])
  await visitor.page.goto(`${stage.url}/join`)
  await visitor.page.getByLabel(visitor.words.join.code).waitFor()
  expect(await violationsOf(visitor), 'join by code').toEqual([])

  const flora = await createBoardOnHomePage(stage, { device })
  expect(await violationsOf(flora), 'an empty board').toEqual([])
  await button(flora, flora.words.board.share).click()
  await dialogOf(flora).waitFor()
  expect(await violationsOf(flora), 'sharing').toEqual([])
  await closeDialog(flora)

  const link = await linkOf(flora, 'participant')
  await visitor.page.goto(link)
  await button(visitor, visitor.words.join.enter).waitFor()
  expect(await violationsOf(visitor), 'join by link').toEqual([])

  const ana = await joinByLink(stage, link, { name: 'Ana', device })
  await writeAt(flora, { x: 500, y: 350 }, 'First idea')
  await writeAt(ana, { x: 900, y: 350 }, 'Second idea')
  await waitForItems(flora, 'First idea', 'Second idea')
  expect(await violationsOf(flora), 'a board with a selection').toEqual([])

  await openVote(flora, { title: 'Which first?', target: 'notes', isSecret: false })
  await button(ana, ana.words.vote.list).click()
  await clickPlaceDot(ana, 'First idea')
  expect(await violationsOf(ana), 'an open vote with its list').toEqual([])
  expect(await violationsOf(flora), 'an open vote').toEqual([])
  await closeVote(flora)
  await shownRanking(flora)
  expect(await violationsOf(flora), 'results').toEqual([])

  await button(flora, flora.words.menu.label).click()
  await flora.page.getByRole('menu').waitFor()
  expect(await violationsOf(flora), 'menu').toEqual([])
  await flora.page.getByRole('menuitem', { name: flora.words.menu.export }).click()
  await dialogOf(flora).waitFor()
  expect(await violationsOf(flora), 'export').toEqual([])
})

test('the list of the board keeps the reading order and leaves alone the items of what has not changed', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const { page } = flora
  const options = page.locator('.canvas-host [role="option"]')
  const keep = () => options.evaluateAll((items) => items.map((item) => item.setAttribute('data-kept', '')))
  const kept = () => page.locator('.canvas-host [role="option"][data-kept]').allTextContents()
  await writeAt(flora, { x: 300, y: 300 }, 'One')
  await writeAt(flora, { x: 600, y: 300 }, 'Two')
  await writeAt(flora, { x: 900, y: 300 }, 'Three')
  await expect.poll(() => itemsOf(flora)).toEqual(['One', 'Two', 'Three'])
  await keep()
  await writeAt(flora, { x: 600, y: 600 }, 'Four')
  await expect.poll(() => itemsOf(flora)).toEqual(['One', 'Two', 'Three', 'Four'])
  expect(await kept()).toEqual(['One', 'Two', 'Three'])
  await keep()
  await page.mouse.move(300, 300)
  await page.mouse.down()
  await page.mouse.move(900, 600, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => itemsOf(flora)).toEqual(['Two', 'Three', 'Four', 'One'])
  await page.mouse.click(600, 300)
  await page.keyboard.press('Delete')
  await expect.poll(() => itemsOf(flora)).toEqual(['Three', 'Four', 'One'])
  expect(await kept()).toEqual(expect.arrayContaining(['Three', 'Four']))
})
