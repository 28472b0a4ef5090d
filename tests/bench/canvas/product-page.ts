import { launchChromium } from '../../support/chromium.ts'
import { median } from '../../support/figures.ts'
import { newTempFolder, startStandaloneServer } from '../../support/standalone-server.ts'
import { openBenchPage, rest, type BenchPage } from './bench-page.ts'
import { importSample, join, needle, openVote, watchForCanvas } from './product-board.ts'
import { costOf, drag, dragged, pan, type, zoomInAndOut } from './gestures.ts'
import { setting } from '../../support/bench-setting.ts'

export interface ProductFigures {
  readonly panClose: number
  readonly panAll: number
  readonly zoom: number
  readonly drag: number
  readonly typing: number
}

const seconds = 1.5
const runs = setting(3, 1)

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
  await page.getByRole('search').getByText('1 of 1', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await page.locator('.canvas__editor').waitFor()
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
  for (let index = 0; index < runs; index += 1) {
    const { x, y } = field
    // The note is where the drag before has left it.
    const there = { ...field, x: x + index * dragged.x, y: y + index * dragged.y }
    drags.push((await drag(target, there, seconds)).perFrame)
  }
  return { panClose, panAll, zoom, drag: median(drags), typing }
}
