import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openNewBoard } from '#tests/support/people.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { button } from '#tests/support/person.ts'
import { openStage } from '#tests/support/browser.ts'

test('the code for the room fills the screen, and closing it leads back to the links', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  const room = page.getByRole('dialog', { name: 'Our purpose' })
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null)

  await button(flora, words.share.button).click()
  await button(flora, words.share.room).click()
  await room.getByRole('img', { name: words.share.qr }).waitFor()
  await expect.poll(isFull).toBe(true)
  expect(await violationsOf(flora)).toEqual([])
  await button(flora, words.share.roomClose).click()
  await room.waitFor({ state: 'detached' })
  await expect.poll(isFull).toBe(false)

  // As Escape does, which a browser keeps for itself there.
  await button(flora, words.share.room).click()
  await expect.poll(isFull).toBe(true)
  await page.evaluate(async () => document.exitFullscreen())
  await room.waitFor({ state: 'detached' })
  await dialogOf(flora).waitFor()
})
