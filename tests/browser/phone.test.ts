import { expect, test } from 'vitest'
import { tintColours } from '#shared/board/tint-colours.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { addText, openLedBoard } from '#tests/support/led-board.ts'
import { openStage } from '#tests/support/browser.ts'
import { openNewBoard, joinByLink, waitUntilSaved, waitForItems } from '#tests/support/people.ts'
import { writeAt, canvasMiddle, clickAt, drag, places } from '#tests/support/canvas-point.ts'
import { dialogOf, peopleButton } from '#tests/support/board-parts.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { colourAt, isNearColour, waitForPaint } from '#tests/support/board-pixels.ts'
import { closeVote, openVote, clickPlaceDot } from '#tests/support/vote-dialogs.ts'

/** The tint of a new note. */
const sun = rgbOf(tintColours.sun)

function rgbOf(hex: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
}

test('on a phone a person joins, writes and votes by touch', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'From the laptop')
  const ana = await joinByLink(stage, flora.links.participant, {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana

  await page.getByRole('textbox', { name: words.phone.write }).tap()
  await page.keyboard.insertText('From the phone')
  await button(ana, words.phone.add).tap()
  await waitForItems(flora, 'From the phone')
  expect((await peopleButton(ana).boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await page.getByText('From the laptop').waitFor()
  await expect.poll(overflowOf).toBe(0)
  // With the system's colours notes have no paper, and an edge instead.
  await page.emulateMedia({ forcedColors: 'active' })
  const note = page.getByRole('button', { name: /From the laptop/ })
  await expect.poll(() => note.evaluate((each) => getComputedStyle(each).borderTopWidth)).toBe('1px')
  await page.emulateMedia({ forcedColors: 'none' })
  expect(await violationsOf(ana)).toEqual([])

  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  await button(ana, words.vote.list).tap()
  await clickPlaceDot(ana, 'From the phone')
  await flora.page.getByText(flora.words.progress.answeredFew).first().waitFor()
  await expect.poll(overflowOf).toBe(0)
  expect(await violationsOf(ana)).toEqual([])
  await closeVote(flora)

  /** How far the page can be moved sideways, pixels: nothing may stick out of a phone. */
  function overflowOf() {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  }
})

test('on a touch screen two fingers zoom the board', async () => {
  const tablet = { viewport: { width: 1_024, height: 768 }, hasTouch: true, isMobile: true }
  const { fay, ana } = await openLedBoard({ device: tablet })
  await addText(fay, 'A note')
  await waitForItems(ana, 'A note')
  const { page, words } = ana
  const zoom = page.getByRole('button', { name: sentencePattern(words.view.zoomReset) })
  const before = await zoom.textContent()
  const cdp = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: 500 - apart, y: 600, id: 1 },
              { x: 500 + apart, y: 600, id: 2 },
            ],
    })
  await touch('touchStart', 40)
  for (let apart = 50; apart <= 120; apart += 10) await touch('touchMove', apart)
  await touch('touchEnd', 0)
  await expect.poll(() => zoom.textContent()).not.toBe(before)
  expect(Number.parseInt((await zoom.textContent()) ?? '', 10)).toBeGreaterThan(
    Number.parseInt(before ?? '', 10),
  )
})

test('words typed on a phone are offered again when another person deletes their note', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'From the laptop')
  const ana = await joinByLink(stage, flora.links.participant, {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana
  await page.getByRole('button', { name: /From the laptop/ }).tap()
  await page.getByRole('textbox', { name: words.phone.editing }).fill('From the laptop, and the phone')
  await clickAt(flora, places.left)
  await flora.page.keyboard.press('Delete')
  await page.getByText(words.notices.deletedByOther).waitFor()
  await button(ana, words.notices.putBackNotes_one).tap()
  await waitForItems(flora, 'From the laptop, and the phone')
})

test('a note opened from the list is shown where it is now, also after it was moved', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'On the move')
  const ana = await joinByLink(stage, flora.links.participant, {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana
  await page.getByRole('button', { name: /On the move/ }).tap()
  await page.getByRole('textbox', { name: words.phone.editing }).waitFor()

  await drag(flora, places.left, { column: 3.5, row: 1.5 })
  await waitUntilSaved(flora)
  // Comes by the same way, and changes nothing in the list.
  await button(flora, 'Our purpose').click()
  await flora.page.getByRole('textbox', { name: words.board.title }).fill('Moved')
  await flora.page.keyboard.press('Enter')
  await page.getByText('Moved', { exact: true }).waitFor()

  await button(ana, words.phone.show).tap()
  // Below the words of a note in the middle of the screen.
  const isNoteInTheMiddle = async (): Promise<boolean> => {
    const { x, y } = await canvasMiddle(ana)
    return isNearColour(await colourAt(ana, { x, y: y + 30 }), sun)
  }
  await expect.poll(isNoteInTheMiddle).toBe(true)
})

const sideways = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true }

test('a phone held sideways has the list and the field, and no button lies under the notch or the lower edge', async () => {
  const { ana } = await openLedBoard({ device: sideways })
  const { page, words } = ana
  const cdp = await page.context().newCDPSession(page)
  const insets = { left: 47, right: 47, bottom: 21 }
  await cdp.send('Emulation.setSafeAreaInsetsOverride', { insets })
  await page.getByRole('textbox', { name: words.phone.write }).tap()
  await page.keyboard.insertText('Written sideways')
  await button(ana, words.phone.add).tap()
  await page.getByRole('listitem').getByText('Written sideways').waitFor()
  const hidden = () =>
    page.evaluate(
      ({ left, right, bottom }) =>
        [...document.querySelectorAll('button')]
          .filter((one) => one.offsetParent !== null && !one.disabled)
          .filter((one) => {
            const box = one.getBoundingClientRect()
            return box.left < left || box.right > innerWidth - right || box.bottom > innerHeight - bottom
          })
          .map((one) => one.ariaLabel ?? one.textContent),
      insets,
    )
  await expect.poll(hidden).toEqual([])
  await button(ana, words.phone.board).tap()
  await button(ana, words.host.fit).waitFor()
  await expect.poll(hidden).toEqual([])
  await page.keyboard.press('?')
  await dialogOf(ana).getByText(words.help.gestures.write, { exact: true }).waitFor()
})

test('on low screens the foot covers no field, takes no tap, and a vote can be read and given', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const ana = await joinByLink(stage, flora.links.participant, {
    name: 'Ana',
    device: phoneDevice,
  })
  const { page, words } = ana
  const field = page.getByRole('textbox', { name: words.phone.write })
  for (let index = 1; index <= 8; index += 1) {
    await field.tap()
    await page.keyboard.insertText(`Note ${index}`)
    await button(ana, words.phone.add).tap()
    await expect.poll(() => field.inputValue()).toBe('')
  }
  const note = (text: string) => page.getByRole('listitem').getByRole('button', { name: text })
  await note('Note 8').waitFor()
  // As low as with the keyboard of the phone.
  await page.setViewportSize({ width: 390, height: 420 })
  await field.tap()
  await page.keyboard.insertText(
    'Some words that are long enough for three lines of this field on a phone, or four',
  )
  const lowestInSight = () =>
    page.evaluate(() => {
      const foot = document.querySelector('.phone-foot')?.getBoundingClientRect().top ?? 0
      const seen = [...document.querySelectorAll('.note-list__note')].map((one) =>
        one.getBoundingClientRect(),
      )
      const last = seen.findLast(({ top }) => top + 10 < foot)
      return last && { x: last.left + 30, y: Math.min(last.bottom, foot) - 5 }
    })
  // The list and its foot come to rest.
  await expect
    .poll(async () => {
      const before = await lowestInSight()
      await waitForPaint(page)
      return [before, await lowestInSight()]
    })
    .toSatisfy(([before, after]) => before !== undefined && before.y === after?.y)
  const lowest = await lowestInSight()
  if (!lowest) throw new Error('no note is in sight')
  await page.touchscreen.tap(lowest.x, lowest.y)
  await page.getByRole('textbox', { name: words.phone.editing }).waitFor()
  const isAboveFoot = async () => {
    const done = await button(ana, words.phone.done).boundingBox()
    const foot = await page.locator('.phone-foot').boundingBox()
    return done && foot && done.y + done.height <= foot.y
  }
  await expect.poll(isAboveFoot).toBe(true)
  await button(ana, words.phone.done).tap()

  // A window of 1280 × 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 })
  await openVote(flora, { title: 'Which of these is the one that we begin with?', target: 'notes' })
  await button(ana, words.vote.list).tap()
  const topOfList = () =>
    page.locator('.drawer').evaluate((each) => Math.round(each.getBoundingClientRect().top))
  await expect.poll(topOfList).toBeLessThan(30)
  await clickPlaceDot(ana, 'Note 3')
  const heightOf = async (part: string) => (await page.locator(part).boundingBox())?.height
  await expect.poll(() => heightOf('.drawer')).toBe(256)
  await page.locator('.drawer').getByRole('button', { name: words.common.close }).tap()
  await note('Note 8').scrollIntoViewIfNeeded()
  await expect.poll(() => heightOf('.note-list')).toBeGreaterThan(180)
  expect(await violationsOf(ana)).toEqual([])
})
