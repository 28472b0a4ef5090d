import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { openNewBoard, openBrowser } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'

test('the window title names the page or the board', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { title: 'Our purpose' })
  const { page, words } = flora
  const isCalled = (name: string) =>
    expect.poll(() => page.title()).toBe(name === '' ? words.product.name : `${name} · ${words.product.name}`)
  await isCalled('Our purpose')
  const link = flora.links.participant
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.menu.home, exact: true }).click()
  await isCalled('')
  await page.goBack()
  await isCalled('Our purpose')
  await page.goto(`${stage.url}/join`)
  await isCalled(words.join.codeHeading)
  await page.goto(`${stage.url}/b/nowhere`)
  await isCalled(words.problem.sessionHeading)

  const ana = await openBrowser(stage, { language: 'fr' })
  await ana.page.goto(link)
  await expect.poll(() => ana.page.title()).toBe(`Our purpose · ${ana.words.product.name}`)
})
