import type { Page } from 'playwright-core'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { launchChromium } from '../../support/chromium.ts'
import { median } from '../../support/figures.ts'
import { connectClient } from '../../support/socket-client.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '../../support/standalone-server.ts'
import { sampleBoard } from '#client/bench/sample.ts'
import { openBenchPage, rest, type BenchPage } from './bench-page.ts'
import { costOf, drag, pan, type, zoomInAndOut } from './gestures.ts'

export interface ProductFigures {
  readonly panClose: number
  readonly panAll: number
  readonly zoom: number
  readonly drag: number
  readonly typing: number
}

/** As many options as a vote may have. */
const options = 2_000
const seconds = 1.5
const runs = 3
/** Found by these words, to be dragged and written in. */
const needle = 'Compass needle'

/**
 * The product itself, from its own server: map, bars and, with `isVoting`, an open vote on 2,000 notes with its list open.
 * Figures are CPU of the main thread, ms a frame.
 */
export async function measureProduct(notes: number, isVoting: boolean): Promise<ProductFigures> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  const browser = await launchChromium()
  try {
    const board = await importSample(server, notes)
    if (isVoting) await openVote(server, board)
    const target = await openBenchPage(browser, board.links.participant, watchForCanvas, join)
    return await measureOn(target, isVoting)
  } finally {
    await browser.close()
    await server.process.stop()
    await data.remove()
  }
}

async function importSample(server: StandaloneServer, count: number): Promise<CreatedBoard> {
  const notes = notesOf(sampleBoard(count, 0)).map(({ author: _author, ...note }, index) => ({
    ...note,
    text: index === Math.floor(count / 2) ? needle : note.text,
  }))
  const file = {
    format: 'boussole-board',
    version: 1,
    title: 'Bench',
    language: 'en',
    notes,
    clusters: [],
    rounds: [],
  }
  const answer = await fetch(`${server.url.replace('ws', 'http')}/api/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(file),
  })
  if (!answer.ok) throw new Error(`the sample was not imported: ${await answer.text()}`)
  return (await answer.json()) as CreatedBoard
}

async function openVote(server: StandaloneServer, board: CreatedBoard): Promise<void> {
  const { session } = await server.join(board, Role.facilitator)
  const client = connectClient({ url: server.url, board: board.id, token: session })
  await client.until(() => client.isSynced())
  const ids = notesOf(client.doc).slice(0, options)
  const answer = await client.command({
    kind: 'round.open',
    title: 'Which?',
    target: 'notes',
    options: ids.map(({ id }) => id),
    budget: 10,
    cap: 3,
    isSecret: true,
    minutes: null,
    previous: null,
  })
  if (!answer.ok) throw new Error(`the vote was not opened: ${answer.message}`)
  await client.close()
}

/** Serialised into the page: nothing outside this function can be used. */
function watchForCanvas(): void {
  const nothing = () => undefined
  window.canvasBench = {
    isPainted: () => document.querySelector('canvas') !== null,
    positions: () => [],
    fit: nothing,
    zoomTo: nothing,
    zoom: () => 1,
    centreOn: nothing,
    select: nothing,
    rectOf: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    textOf: () => '',
    remoteMoves: nothing,
    stop: nothing,
  }
}

async function join(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join the board' }).click()
}

async function measureOn(target: BenchPage, isVoting: boolean): Promise<ProductFigures> {
  const { page } = target
  await rest(target)
  if (isVoting) await page.getByRole('button', { name: 'Vote in the list', exact: true }).click()
  const cost = async (run: () => Promise<void>): Promise<number> => {
    const costs: number[] = []
    for (let index = 0; index < runs; index += 1) costs.push((await costOf(target, run)).perFrame)
    return median(costs)
  }
  const lookAtAll = async (): Promise<void> => {
    await page.mouse.move(720, 450)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Digit1')
    await rest(target)
  }
  await page.mouse.click(720, 450)
  await lookAtAll()
  const panAll = await cost(() => pan(target, seconds))
  await lookAtAll()
  const zoom = await cost(() => zoomInAndOut(target, 2 * seconds))
  await page.keyboard.press('Shift+Digit0')
  await rest(target)
  const panClose = await cost(() => pan(target, seconds))
  await page.keyboard.press('Control+f')
  await page.keyboard.type(needle)
  await rest(target)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await rest(target)
  const typing = await cost(() => type(target, seconds))
  const field = await page.evaluate(() => {
    const focused = document.activeElement
    const { x, y, width, height } = focused?.getBoundingClientRect() ?? new DOMRect()
    const text = focused instanceof HTMLTextAreaElement ? focused.value : (focused?.textContent ?? '')
    return { x, y, width, height, text }
  })
  if (!field.text.replaceAll(/\s/g, '').includes('quickbrownfox'))
    throw new Error(`typing wrote nothing: ${field.text}`)
  await page.keyboard.press('Escape')
  await rest(target)
  const drags: number[] = []
  for (let index = 0; index < runs; index += 1) drags.push((await drag(target, field, seconds)).perFrame)
  return { panClose, panAll, zoom, drag: median(drags), typing }
}
