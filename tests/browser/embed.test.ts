import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { Role } from '#shared/workshop/role.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { places, writeAt } from '#tests/support/canvas-point.ts'
import { spawnUnderPath } from '#tests/support/path-proxy.ts'
import {
  closeDialog,
  openBrowser,
  waitForItems,
  waitUntilEntered,
  waitUntilSaved,
} from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import { forbidStorage } from '#tests/support/forbid-storage.ts'

test('a page of the house shows a board to readers with and without storage, by keyboard too, and no other page shows anything', async () => {
  const house = await openHouse()
  const server = await spawnUnderPath('/tools/boussole', { EMBED_ORIGINS: house.url })
  const stage = await openStage(server)
  const board = await server.createBoard({ title: 'The "valley" & us' })
  const flora = await openBrowser(stage)
  await flora.page.goto(board.links.facilitator)
  await button(flora, flora.words.join.enter).click()
  await waitUntilEntered(flora)
  await writeAt(flora, places.left, 'Seen from the house')
  await waitUntilSaved(flora)
  await button(flora, flora.words.share.button).click()
  const code = await dialogOf(flora).getByRole('textbox', { name: flora.words.share.embed }).inputValue()
  await dialogOf(flora).getByText(new URL(house.url).host).waitFor()
  await closeDialog(flora)
  expect(code).toContain(`src="${board.links.viewer.replace('/b/', '/embed/')}"`)

  const reader = await openBrowser(stage)
  const { page } = reader
  await page.goto(house.with(code))
  const frame = page.frameLocator('iframe[title="Board: The \\"valley\\" & us"]')
  const note = frame.getByRole('treeitem', { name: 'Seen from the house' })
  await note.first().waitFor({ state: 'attached' })
  // A reader of the house's page is left where they are, and the keyboard goes into the board and out of it.
  expect(await focused(page)).toBe('before')
  const inside = new Set<string>()
  for (let press = 0; press < 60 && (await focused(page)) !== 'after'; press += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === 'frame') inside.add(await frame.locator(':focus').evaluate(nameOf))
  }
  expect(await focused(page)).toBe('after')
  expect([...inside]).toEqual(
    expect.arrayContaining([expect.stringMatching(/^tree/u), expect.stringMatching(/^button/u)]),
  )
  // Anything else of the product opens in a window of its own.
  const opening = page.context().waitForEvent('page')
  await frame.getByRole('button', { name: reader.words.menu.label, exact: true }).click()
  await frame.getByRole('menuitem', { name: reader.words.menu.home }).click()
  await (await opening).waitForURL(({ pathname }) => pathname === '/tools/boussole/')
  await note.first().waitFor({ state: 'attached' })

  // Without a link nothing opens, though this browser was on the board as a viewer.
  await page.goto(house.with(framed(`${board.links.viewer.replace('/b/', '/embed/').split('#')[0]}`)))
  await page.frameLocator('iframe').getByText(reader.words.projector.framedByViewerLink).waitFor()

  const alone = await openBrowser(stage)
  await alone.page.goto(board.links.viewer.replace('/b/', '/embed/'))
  await waitForItems(alone, 'Seen from the house')
  expect(await violationsInBothThemes(alone)).toEqual([])

  const onPhone = await openBrowser(stage, { language: 'fr', device: phoneDevice })
  await onPhone.page.goto(board.links.viewer.replace('/b/', '/embed/'))
  await onPhone.page.getByText('Seen from the house').waitFor()
  expect(await violationsInBothThemes(onPhone)).toEqual([])

  const forgetful = await openBrowser(stage, { language: 'fr' })
  await forgetful.page.addInitScript(forbidStorage)
  await forgetful.page.goto(house.with(code))
  await forgetful.page.frameLocator('iframe').getByRole('treeitem').first().waitFor({ state: 'attached' })
  for (const role of [Role.participant, Role.facilitator]) {
    await forgetful.page.goto(house.with(framed(board.links[role].replace('/b/', '/embed/'))))
    await forgetful.page
      .frameLocator('iframe')
      .getByText(forgetful.words.projector.framedByViewerLink)
      .waitFor()
  }

  const { publish } = await openPurposeBoard(server)
  const { address } = await publish()
  await page.goto(house.with(framed(address)))
  await page.frameLocator('iframe').getByRole('heading', { level: 1, name: adoptedText }).waitFor()

  // The browser says on the console what it forbids, which the first page of a reader must not.
  const stranger = await page.context().newPage()
  const unknown = `${server.url}/embed/${'a'.repeat(40)}`
  for (const link of [board.links.viewer, board.links.participant, `${server.url}/`, unknown]) {
    await stranger.goto(house.with(framed(link)))
    await expect.poll(() => stranger.frames()[1]?.url()).toBe('chrome-error://chromewebdata/')
  }
  const elsewhere = house.url.replace('localhost', '127.0.0.1')
  for (const link of [board.links.viewer.replace('/b/', '/embed/'), address]) {
    await stranger.goto(house.with(framed(link)).replace(house.url, elsewhere))
    await expect.poll(() => stranger.frames()[1]?.url()).toBe('chrome-error://chromewebdata/')
  }
})

/** A page of another host, with this code in it. */
async function openHouse() {
  const server = createServer((request, answer) => {
    const code = new URL(request.url ?? '', 'http://localhost').searchParams.get('code') ?? ''
    const field = '<input id="before" aria-label="Before" autofocus>'
    answer
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><title>House</title>${field}${code}<button id="after">After</button>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { url, with: (code: string) => `${url}/?${new URLSearchParams({ code })}` }
}

function framed(address: string): string {
  return `<iframe src="${address}" width="100%" height="640"></iframe>`
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement instanceof HTMLIFrameElement ? 'frame' : (activeElement?.id ?? '')
  })
}

/** Runs in the page. */
function nameOf(element: Element): string {
  return element.getAttribute('role') ?? element.localName
}
