import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { boardPixels } from '#tests/support/board-pixels.ts'
import { openNewBoard } from '#tests/support/people.ts'
import { writeAt, placeOnCanvas, places } from '#tests/support/canvas-point.ts'
import { button, type Person } from '#tests/support/person.ts'

test('the dark theme follows the device, can be chosen, and is kept', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { device: { colorScheme: 'light' } })
  await writeAt(flora, places.middle, 'A note')
  await expect.poll(() => brightnessOfBoard(flora)).toBeGreaterThan(0.8)

  await flora.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => brightnessOfBoard(flora)).toBeLessThan(0.3)

  await button(flora, flora.words.menu.me).click()
  await flora.page.getByRole('menuitemradio', { name: flora.words.theme.light, exact: true }).click()
  await expect.poll(() => brightnessOfBoard(flora)).toBeGreaterThan(0.8)
  await flora.page.reload()
  await expect.poll(() => brightnessOfBoard(flora)).toBeGreaterThan(0.8)
})

/** How bright the paper is where nothing lies on it, 0 to 1. */
async function brightnessOfBoard(person: Person): Promise<number> {
  const empty = await placeOnCanvas(person, { column: -1, row: 2 })
  const [red = 0, green = 0, blue = 0] = await boardPixels(person, { ...empty, width: 1, height: 1 })
  return (red + green + blue) / 765
}
