import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { paintedPixels } from '#tests/support/painted.ts'
import { facilitate, join, linkOf, sees, writeAt, type Person } from '#tests/support/people.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'

test('after any moving about and any change, the screen shows what painting everything anew shows', async () => {
  const random = seededRandom(testSeed())
  const stage = await openStage()
  const flora = await facilitate(stage, { device: { colorScheme: 'light' } })
  const otto = await join(stage, await linkOf(flora, 'participant'))
  const somewhere = () => ({ x: 250 + random.below(700), y: 150 + random.below(450) })
  const { page } = flora
  for (let round = 0; round < 4; round += 1) {
    await writeAt(flora, somewhere(), `Flora ${round}`)
    for (const key of ['ArrowLeft', 'ArrowDown']) await page.keyboard.press(key)
    if (random.chance(0.5)) await page.keyboard.press('Control+d')
    await writeAt(otto, somewhere(), `Otto ${round}`)
    await page.mouse.move(500, 350)
    for (let turn = 0; turn < 12; turn += 1)
      await page.mouse.wheel(random.below(401) - 200, random.below(301) - 150)
    if (random.chance(0.7)) {
      await page.keyboard.down('Control')
      await page.mouse.wheel(0, random.below(401) - 200)
      await page.keyboard.up('Control')
      await page.mouse.wheel(random.below(201) - 100, random.below(201) - 100)
    }
  }
  await sees(flora, /Otto 3/)
  // His marks on notes go with him.
  await otto.page.close()
  await page.locator('.canvas__cursor').waitFor({ state: 'detached' })
  const kept = await picture(flora)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => picture(flora)).not.toBe(kept)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => picture(flora), { message: `seed ${random.seed}` }).toBe(kept)
})

/** The whole screen, as one number, once everything asked for so far has been painted. */
async function picture({ page }: Person): Promise<number> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  return paintedPixels(page, { x: 0, y: 0, width, height }, true)
}
