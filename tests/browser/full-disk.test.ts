import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import {
  closeDialog,
  deviceLinkOf,
  createBoardOnHomePage,
  openBoardForTwo,
  linkOf,
  openBrowser,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { spawnServer } from '#tests/support/server.ts'
import { reconnectTimeoutMs } from '#tests/support/time-limits.ts'
import { joinCodeOf, waitForPeople } from '#tests/support/board-parts.ts'

test.skipIf(process.platform !== 'linux')(
  'people who arrive while the disk is full are told so, can view, and join later, in French',
  async () => {
    const language = 'fr'
    const stage = await openStage(await spawnServer())
    const flora = await createBoardOnHomePage(stage)
    await writeAt(flora, places.left, 'On the board')
    await waitUntilSaved(flora)
    const link = await linkOf(flora, 'participant')
    const ana = await openBrowser(stage, { language })
    const bo = await openBrowser(stage, { language })
    const cy = await openBrowser(stage, { language })
    const code = await codeOf(flora)
    fillDisk(stage.server)
    for (const { page, words } of [ana, bo]) {
      await page.goto(link)
      await page.getByLabel(words.join.name).fill('Ana')
      await page.getByRole('button', { name: words.join.enter, exact: true }).click()
      await page.getByText(sentencePattern(words.join.cannotEnter)).waitFor()
    }
    await cy.page.goto(`${stage.url}/join`)
    await cy.page.getByLabel(cy.words.join.code).fill(code)
    await button(cy, cy.words.join.enter).click()
    await cy.page.getByText(sentencePattern(cy.words.join.cannotEnter)).waitFor()
    expect(await violationsOf(ana), 'the page to join on').toEqual([])

    for (const person of [ana, cy]) {
      await button(person, person.words.join.lookOn).click()
      await waitForItems(person, 'On the board')
    }
    await ana.page.getByText(sentencePattern(ana.words.join.lookingOn)).waitFor()
    expect(await button(ana, ana.words.tools.note).count()).toBe(0)
    expect(await violationsOf(ana), 'looking on').toEqual([])

    freeDisk(stage.server)
    for (const person of [ana, bo, cy]) {
      await waitUntilSaved(person, reconnectTimeoutMs)
      await button(person, person.words.tools.note).waitFor()
    }
    await waitForPeople(flora, 4)
    await writeAt(ana, places.lowerRight, 'Let in')
    await waitForItems(flora, 'Let in')
  },
)

test.skipIf(process.platform !== 'linux')(
  'a new device is told that the disk is full, and joins once when there is room',
  async () => {
    const { stage, flora, ana } = await openBoardForTwo({ own: await spawnServer() })
    await writeAt(flora, places.left, 'On the board')
    await waitUntilSaved(flora)
    const link = await deviceLinkOf(ana)
    fillDisk(stage.server)
    const second = await openBrowser(stage, { device: phoneDevice })
    await second.page.goto(link)
    const goOn = button(second, sentencePattern(second.words.join.continue, { name: 'Ana' }))
    await goOn.tap()
    await second.page.getByText(sentencePattern(second.words.join.cannotContinue)).waitFor()
    expect(await violationsOf(second), 'the page on the other device').toEqual([])
    // A press on the button tries at once.
    await goOn.tap()
    await second.page.getByText(sentencePattern(second.words.join.cannotContinue)).waitFor()

    freeDisk(stage.server)
    await waitUntilSaved(second, reconnectTimeoutMs)
    await second.page.getByText('On the board').first().waitFor()
    await ana.page.getByText(ana.words.devices.arrived).waitFor()
    await waitForPeople(flora, 2)
  },
)

/** As it stands on the room's screen. */
async function codeOf(facilitator: Person): Promise<string> {
  await button(facilitator, facilitator.words.share.button).click()
  const code = await joinCodeOf(facilitator)
  await closeDialog(facilitator)
  return code
}
