import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { openStage } from '#tests/support/browser.ts'
import { leadBoard } from '#tests/support/led-board.ts'
import { pausableMessages } from '#tests/support/pausable-messages.ts'
import { openNewBoard, openBrowser, waitUntilSaved, waitForItems } from '#tests/support/people.ts'
import { writeAt, clickAt, doubleClickAt, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, editor, peopleButton, savingBadge } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

test('dialogs and drawers still open after the network has failed, because they were downloaded before', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  // The last of what is downloaded ahead.
  await expect.poll(() => isDownloaded(page, /replay-screen-.*\.js/)).toBe(true)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('Calm\tAna\n"Two\nlines"\tBo'))
  await page.context().setOffline(true)
  await canvas(flora).focus()
  await page.keyboard.press('Control+v')
  await button(flora, words.rows.make_other.replace('{{count}}', '2')).click()
  await waitForItems(flora, /^Calm/, /^Two/)
  for (const [key, heading] of [
    ['?', words.help.heading],
    ['Control+k', words.commands.heading],
  ] as const) {
    await canvas(flora).focus()
    await page.keyboard.press(key)
    const dialog = page.getByRole('dialog', { name: heading, exact: true })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.export.open, exact: true }).click()
  await page.getByRole('dialog', { name: words.export.heading, exact: true }).waitFor()
})

test('letters typed before the search or the list of commands is here go into its field', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const { keyboard } = page
  const code = Promise.withResolvers<void>()
  await page.route(/panels-.*\.js/, async (route) => {
    await code.promise
    await route.continue()
  })
  const board = await stage.server.createBoard({ title: 'Fast fingers' })
  await page.goto(board.links.facilitator)
  await button(flora, words.join.enter).click()
  await waitUntilSaved(flora)
  await writeAt(flora, places.left, 'needle')
  await writeAt(flora, places.right, 'hay')
  await canvas(flora).focus()
  await keyboard.press('Escape')
  await keyboard.press('Control+f')
  await keyboard.type('needles')
  await keyboard.press('Backspace')
  code.resolve()
  const search = page.getByRole('textbox', { name: words.find.heading })
  await expect.poll(() => search.inputValue()).toBe('needle')
  // Nor are the next letters lost to somebody who leaves the search as fast.
  await search.fill('hay')
  await keyboard.press('Escape')
  await keyboard.press('Enter')
  await keyboard.type(' quick')
  await keyboard.press('Escape')
  await waitForItems(flora, 'needle', 'hay quick')

  await canvas(flora).focus()
  await keyboard.press('Control+k')
  await keyboard.type(words.find.heading.slice(0, 4))
  await expect
    .poll(() => page.getByLabel(words.commands.placeholder).inputValue())
    .toBe(words.find.heading.slice(0, 4))
})

test('the page says that a part cannot be downloaded, handles the keys, and shows the part with its style later', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  await page.route(/panels-.*\.js/, (route) => route.abort())
  const board = await stage.server.createBoard({ title: 'Cut off' })
  await page.goto(board.links.facilitator)
  await button(flora, words.join.enter).click()
  await waitUntilSaved(flora)
  await canvas(flora).focus()
  await page.keyboard.press('?')
  // The server is there and has no such file any more, as after an upgrade.
  const lost = page.getByText(words.problem.partLost)
  await lost.waitFor()
  await button(flora, words.problem.reload).waitFor()
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'No key is lost')
  await waitForItems(flora, 'No key is lost')

  await page.unroute(/panels-.*\.js/)
  await canvas(flora).focus()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: words.help.heading, exact: true })
  await help.waitFor()
  const columns = () =>
    help.evaluate((dialog) =>
      [...dialog.querySelectorAll('div')].map((part) => getComputedStyle(part).columnCount),
    )
  await expect.poll(columns).toContain('2')
})

test('a person who joins reads when the board’s code is not on the server, and is on the board after a reload', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const board = await stage.server.createBoard({ title: 'Replaced' })
  const code = /\/assets\/board-.*\.js/
  await page.route(code, (route) => route.abort())
  await page.goto(board.links.participant)
  await button(flora, words.join.enter).click()
  await page.getByRole('heading', { name: words.problem.brokenHeading }).waitFor()
  await page.unroute(code)
  await button(flora, words.problem.reload).click()
  await waitUntilSaved(flora)
})

test('a board is painted and written on before its dialogs have loaded, and one asked for meanwhile opens then', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const dialogs = Promise.withResolvers<void>()
  await page.route(/panels-.*\.js/, async (route) => {
    await dialogs.promise
    await route.continue()
  })
  const board = await stage.server.createBoard({ title: 'Slow' })
  await page.goto(board.links.facilitator)
  await button(flora, words.join.enter).click()
  await waitUntilSaved(flora)
  await page.getByRole('toolbar', { name: words.host.tools }).waitFor()
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'Already at work')
  await waitForItems(flora, 'Already at work')
  await canvas(flora).focus()
  await page.keyboard.press('?')
  expect(await dialogOf(flora).count()).toBe(0)
  dialogs.resolve()
  await page.getByRole('dialog', { name: words.help.heading, exact: true }).waitFor()
  await page.keyboard.press('Escape')
})

test('the socket of a board opens while its code is on its way, and the board uses that one', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const board = await stage.server.createBoard({ title: 'Early' })
  const { code, sockets } = await withLateCode(page, board.id)
  await page.goto(board.links.participant)
  await button(flora, words.join.enter).click()
  await expect.poll(sockets).toBe(1)
  code.resolve()
  await waitUntilSaved(flora)
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'Over the first socket')
  await waitUntilSaved(flora)
  expect(sockets()).toBe(1)
})

test('the socket is opened while the server lets the person in', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const board = await stage.server.createBoard({ title: 'Early' })
  const { code, sockets } = await withLateCode(page, board.id)
  code.resolve()
  const { promise: mayJoin, resolve: letIn } = Promise.withResolvers<void>()
  await page.route('**/api/sessions', async (route) => {
    await mayJoin
    await route.continue()
  })
  await page.goto(board.links.participant)
  await button(flora, words.join.enter).click()
  await expect.poll(sockets).toBe(1)
  letIn()
  await waitUntilSaved(flora)
  expect(sockets()).toBe(1)
})

test('a projector joins while its code is on its way, and shows the board over that socket', async () => {
  const stage = await openStage()
  const { page } = await openBrowser(stage)
  const board = await stage.server.createBoard({ title: 'Early' })
  const { code, sockets } = await withLateCode(page, board.id)
  await page.goto(board.links.viewer.replace('#', '/projector#'))
  await expect.poll(sockets).toBe(1)
  code.resolve()
  await page.getByRole('heading', { name: 'Early', exact: true }).waitFor()
  expect(sockets()).toBe(1)
})

test('on a phone no field of the board stands in the place of a step that is on its way', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await takeAgenda(fay)
  await moveTo(fay, 'write/ideas')
  const { page, words, ...ana } = await openBrowser(stage, { device: phoneDevice })
  const messages = await pausableMessages(page, 'server')
  messages.pause()
  await page.goto(board.links.participant)
  await button({ page, words, ...ana }, words.join.enter).click()
  await page.locator('.phone-foot').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  await messages.resume()
  await page.locator('.note-list--task textarea').first().waitFor()
})

test('a board whose socket brings nothing can be written on before it is given up', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  const messages = await pausableMessages(page, 'server')
  messages.pause()
  const board = await stage.server.createBoard({ title: 'Blocked' })
  await page.goto(board.links.facilitator)
  await button(flora, words.join.enter).click()
  await expect.poll(() => isDownloaded(page, /\/work-.*\.js/)).toBe(true)
  await canvas(flora).waitFor()
  // Its commands work a moment after their code has come.
  await expect
    .poll(async () => {
      await doubleClickAt(flora, { column: 0.5, row: 0.25 })
      return editor(flora).count()
    })
    .toBe(1)
  await page.keyboard.insertText('Written all the same')
  await page.keyboard.press('Escape')
  await waitForItems(flora, 'Written all the same')
  await savingBadge(flora, 'joining').waitFor()
  await messages.resume()
  await waitUntilSaved(flora)
})

test('a drawer asked for without a connection opens when there is one again, and the board stays', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  await page.route(/panels-.*\.js/, (route) => route.abort())
  const board = await stage.server.createBoard({ title: 'Cut off' })
  await page.goto(board.links.facilitator)
  await button(flora, words.join.enter).click()
  await waitUntilSaved(flora)
  // What works on the canvas is here.
  await canvas(flora).waitFor()
  await expect.poll(() => isDownloaded(page, /\/work-.*\.js/)).toBe(true)
  await page.context().setOffline(true)
  await page.unroute(/panels-.*\.js/)
  const failed = page.waitForEvent('requestfailed')
  await peopleButton(flora).click()
  await failed
  await writeAt(flora, places.left, 'Meanwhile')
  await page.context().setOffline(false)
  await page.getByText(words.people.alone).waitFor()
  await waitForItems(flora, 'Meanwhile')
})

test('a key does not exchange a form that is being filled in for something else', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  await writeAt(flora, { column: 0.5, row: 0.25 }, 'One')
  await canvas(flora).focus()
  await page.keyboard.press('Control+k')
  await page.getByLabel(words.commands.placeholder).fill(words.vote.open)
  await page.keyboard.press('Enter')
  const field = page.getByLabel(words.vote.title)
  await field.fill('Which of these?')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+f')
  expect(await field.inputValue()).toBe('Which of these?')
  expect(await page.getByRole('search').count()).toBe(0)
  // Nor does a press beside it, nor somebody else who opens a vote meanwhile.
  await clickAt(flora, { column: -2.4, row: 0.5 })
  expect(await field.inputValue()).toBe('Which of these?')
  const other = await openAnother(flora)
  await button(other, words.vote.start).click()
  await page.getByText(words.vote.alreadyOpen).waitFor()
  expect(await field.inputValue()).toBe('Which of these?')
  await expect.poll(() => button(flora, words.vote.start).isDisabled()).toBe(true)
})

/** The same facilitator in another tab, about to open a vote of their own. */
async function openAnother(person: Person): Promise<Person> {
  const page = await person.page.context().newPage()
  const other = { ...person, page }
  await page.goto(person.page.url())
  await waitUntilSaved(other)
  await canvas(other).focus()
  await page.keyboard.press('Control+k')
  await page.getByLabel(person.words.commands.placeholder).fill(person.words.vote.open)
  await page.keyboard.press('Enter')
  return other
}

function isDownloaded(page: Page, name: RegExp): Promise<boolean> {
  return page.evaluate(
    (source) => performance.getEntriesByType('resource').some((entry) => new RegExp(source).test(entry.name)),
    name.source,
  )
}

/** Holds the code of boards back, and counts the sockets of this one. */
async function withLateCode(page: Page, board: string) {
  const code = Promise.withResolvers<void>()
  await page.route(/\/assets\/board-.*\.js/, async (route) => {
    await code.promise
    await route.continue()
  })
  let count = 0
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname === `/ws/${board}`) count += 1
  })
  return { code, sockets: () => count }
}
