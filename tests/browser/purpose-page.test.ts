import { expect, test } from 'vitest'
import { fr } from '#client/panels/purpose/words.ts'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'

test('a facilitator publishes the page after a preview; it reads without script, in both themes and in print', async () => {
  const stage = await openStage()
  const { board, ask, put } = await openPurposeBoard(stage.server, { isClaimed: false })
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', language: 'fr' })
  const { page, words } = flora
  await page.getByRole('button', { name: words.menu.label }).click()
  await page.getByRole('menuitem', { name: fr.heading }).click()
  const dialog = dialogOf(flora)
  await dialog.getByText(adoptedText).waitFor()
  await dialog.getByRole('button', { name: fr.addMeaning }).click()
  await dialog.getByLabel(fr.phrase).fill('l’eau de la vallée')
  await dialog.getByLabel(fr.means, { exact: true }).fill('De la source au barrage.')
  await dialog.getByText(fr.translation.en).click()
  await dialog.getByLabel(fr.translationOfSentence, { exact: true }).fill('We keep the water clear.')
  expect(await violationsOf(flora)).toEqual([])
  await dialog.getByLabel(fr.sentenceColour, { exact: true }).fill('#ffcc00')
  await dialog.getByText(/contraste de 1,3\s:\s1/u).waitFor()
  await dialog.getByRole('button', { name: fr.preview }).waitFor({ state: 'detached' })
  await dialog.getByLabel(fr.sentenceColour, { exact: true }).fill('#123a5e')
  // Another facilitator saves other texts meanwhile: both come together.
  const { draft, revision } = (await ask('GET')).body as PurposePageState
  await put({ ...draft, promises: ['Une réponse le jour même.'] }, revision)
  await dialog.getByRole('button', { name: fr.preview }).click()
  await dialog.getByText(fr.edited).waitFor()
  expect(await violationsOf(flora)).toEqual([])
  await dialog.getByRole('button', { name: fr.load }).click()
  await dialog.getByText(fr.merged).waitFor()
  await expect.poll(() => dialog.getByLabel(fr.promises).inputValue()).toBe('Une réponse le jour même.')
  expect(await dialog.getByLabel(fr.means, { exact: true }).inputValue()).toBe('De la source au barrage.')
  await dialog.getByRole('button', { name: fr.preview }).click()
  await page.frameLocator('iframe').getByText('De la source au barrage.').waitFor()
  await page.frameLocator('iframe').getByText('Une réponse le jour même.').waitFor()
  // The adoption came with a file: nothing is published before somebody has said that it is theirs.
  await dialog.getByText(fr.importedHint).waitFor()
  await dialog.getByRole('button', { name: fr.claim }).click()
  await dialog.getByText(fr.importedHint).waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: fr.publish }).click()
  await dialog.getByText(fr.done).waitFor()
  // The pressed button is gone. A screen reader says what happened.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(fr.done)
  const address = await dialog.getByRole('textbox', { name: fr.address }).inputValue()
  await page.close()

  const plain = await stage.newPage({ javaScriptEnabled: false, locale: 'fr-FR' })
  await plain.goto(address)
  expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe(adoptedText)
  await plain.getByText('De la source au barrage.').waitFor()
  expect(await plain.context().cookies()).toEqual([])
  await plain.getByRole('link', { name: 'English' }).click()
  await plain.getByRole('heading', { name: 'We keep the water clear.' }).waitFor()

  const reader = { page: await stage.newPage({ locale: 'fr-FR' }), language: 'fr', words } as const
  const foreign: string[] = []
  reader.page.on('request', (request) => {
    if (!request.url().startsWith(stage.url)) foreign.push(request.url())
  })
  await reader.page.goto(address)
  // The serif has arrived, and nothing else is loaded.
  await expect
    .poll(() =>
      reader.page.evaluate(() => document.fonts.ready.then(() => document.fonts.check('600 20px Compass'))),
    )
    .toBe(true)
  expect(foreign).toEqual([])
  expect(await violationsInBothThemes(reader)).toEqual([])
  await reader.page.emulateMedia({ media: 'print' })
  expect(await violationsOf(reader)).toEqual([])
  await reader.page.setViewportSize({ width: 360, height: 700 })
  await reader.page.emulateMedia({ media: 'screen' })
  await expect.poll(() => reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
})
