import type { SavingState } from '#client/model/contract/board-model.ts'
import { expect, test } from 'vitest'
import { addText, leadBoard, untilTexts } from '#tests/support/led-board.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { openStage } from '#tests/support/browser.ts'
import { openWebsocketProxy } from '#tests/support/websocket-proxy.ts'
import { joinByLink, waitUntilSaved, waitForItems } from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { itemsOf, savingBadge } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'
import { spawnServer } from '#tests/support/server.ts'
import { reconnectTimeoutMs } from '#tests/support/time-limits.ts'

test('notes written offline survive a reload and join the board when the connection returns', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const network = await openWebsocketProxy(() => Number(new URL(stage.url).port))
  const link = board.links.participant.replace(stage.url, network.url)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await writeAt(ana, places.left, 'Before')
  await waitUntilSaved(ana)

  network.cut()
  await shows(ana, 'offline')
  await writeAt(ana, places.right, 'Written offline')
  await addText(fay, 'Meanwhile')
  await shows(ana, 'offline')
  await expect.poll(() => isKept(ana, 'Written offline')).toBe(true)

  await ana.page.reload()
  await waitForItems(ana, 'Before', 'Written offline')
  network.restore()
  await waitUntilSaved(ana, reconnectTimeoutMs)
  await waitForItems(ana, 'Before', 'Written offline', 'Meanwhile')
  expect(await itemsOf(ana)).toHaveLength(3)
  await untilTexts(fay, 'Before', 'Written offline', 'Meanwhile')
})

test('saved notes survive kill -9, and the page says saved only when they are on disk', async () => {
  const stage = await openStage(await spawnServer())
  let port = Number(new URL(stage.url).port)
  const network = await openWebsocketProxy(() => port)
  const board = await stage.server.createBoard()
  const link = board.links.participant.replace(stage.url, network.url)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await writeAt(ana, places.left, 'Saved before the crash')
  await waitUntilSaved(ana)

  await stage.server.end('SIGKILL')
  await shows(ana, 'offline')
  await writeAt(ana, places.right, 'Written while it was down')
  await shows(ana, 'offline')

  const restarted = await spawnServer({ dataDir: stage.server.dataDir })
  port = Number(new URL(restarted.url).port)
  await waitUntilSaved(ana, reconnectTimeoutMs)
  const bo = await joinBoard(restarted, board)
  await untilTexts(bo, 'Saved before the crash', 'Written while it was down')

  await restarted.end('SIGKILL')
  const again = await spawnServer({ dataDir: stage.server.dataDir })
  const cara = await joinBoard(again, board)
  await untilTexts(cara, 'Saved before the crash', 'Written while it was down')
})

test('a browser that stores nothing says so when offline, and asks before the page is left', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const network = await openWebsocketProxy(() => Number(new URL(stage.url).port))
  const link = board.links.participant.replace(stage.url, network.url)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  // From the start page, so that there is a way back within the page.
  await ana.page.goto(network.url)
  await ana.page.getByRole('link', { name: 'Our purpose', exact: true }).click()
  await waitUntilSaved(ana)
  // As in some private windows.
  await ana.page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await ana.page.reload()
  await waitUntilSaved(ana)
  network.cut()
  await shows(ana, 'unkept')
  await ana.page.getByText(ana.words.savingText.unkept).waitFor()
  await writeAt(ana, places.left, 'On this page alone')
  const asked = nextQuestion(ana)
  await ana.page.close({ runBeforeUnload: true })
  expect(await asked).toBe('beforeunload')
  // Nor is it left within the page: by the menu, or by going back.
  for (const leave of [() => toStartPage(ana), () => ana.page.goBack().catch(() => undefined)]) {
    const askedAgain = nextQuestion(ana)
    await leave()
    expect(await askedAgain).toBe('beforeunload')
    await waitForItems(ana, 'On this page alone')
  }
  network.restore()
  await waitUntilSaved(ana, reconnectTimeoutMs)
  await untilTexts(fay, 'On this page alone')
})

test('a laptop that wakes up notices its dead connection, and both sides’ work is merged', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const network = await openWebsocketProxy(() => Number(new URL(stage.url).port))
  const link = board.links.participant.replace(stage.url, network.url)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await ana.page.clock.install()
  await ana.page.reload()
  await waitUntilSaved(ana)
  await writeAt(ana, places.left, 'Before')
  await waitUntilSaved(ana)

  network.stall()
  await writeAt(ana, places.right, 'Just before the lid was closed')
  await shows(ana, 'saving')
  await addText(fay, 'Meanwhile')
  await ana.page.clock.fastForward('08:00:00')
  await shows(ana, 'offline')
  // The first try after waking up is swallowed, too: the network of the train.
  await ana.page.clock.fastForward('01:00')
  network.restore()
  await ana.page.clock.fastForward('01:00')
  await waitUntilSaved(ana, reconnectTimeoutMs)
  await waitForItems(ana, 'Before', 'Just before the lid was closed', 'Meanwhile')
  expect(await itemsOf(ana)).toHaveLength(3)
  await untilTexts(fay, 'Before', 'Just before the lid was closed', 'Meanwhile')
})

test('notes written offline in two tabs are both kept when the browser is closed', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const network = await openWebsocketProxy(() => Number(new URL(stage.url).port))
  const link = board.links.participant.replace(stage.url, network.url)
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await waitUntilSaved(ana)
  const address = ana.page.url()
  const context = ana.page.context()
  const other: Person = { ...ana, page: await context.newPage() }
  await other.page.goto(address)
  await waitUntilSaved(other)

  network.cut()
  for (const tab of [ana, other]) await shows(tab, 'offline')
  await writeAt(ana, places.left, 'In one tab')
  await other.page.bringToFront()
  await writeAt(other, places.right, 'In the other')
  for (const words of ['In one tab', 'In the other']) await expect.poll(() => isKept(other, words)).toBe(true)
  await ana.page.close()
  await other.page.close()
  network.restore()
  const back: Person = { ...ana, page: await context.newPage() }
  await back.page.goto(address)
  await waitUntilSaved(back)
  await waitForItems(back, 'In one tab', 'In the other')
  await untilTexts(fay, 'In one tab', 'In the other')
})

/** Are these words in the browser's own store? It takes them a moment after they are typed. */
function isKept({ page }: Person, words: string): Promise<boolean> {
  return page.evaluate(async (words) => {
    const read = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('unreadable')))
      })
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await read(indexedDB.open(name))
      const updates = db.objectStoreNames.contains('updates')
        ? await read(db.transaction('updates').objectStore('updates').getAll())
        : []
      db.close()
      if (updates.some((update: Uint8Array) => new TextDecoder('latin1').decode(update).includes(words)))
        return true
    }
    return false
  }, words)
}

async function shows(person: Person, state: SavingState): Promise<void> {
  await savingBadge(person, state).waitFor()
}

/** The browser asks something, and is told no. */
function nextQuestion({ page }: Person): Promise<string> {
  return new Promise((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
}

async function toStartPage(person: Person): Promise<void> {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.menu.home, exact: true }).click({ noWaitAfter: true })
}
