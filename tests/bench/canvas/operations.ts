import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { launchChromium } from '../../support/chromium.ts'
import { enterBoard } from '../../support/enter-board.ts'
import type { SocketClient } from '../../support/socket-client.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '../../support/standalone-server.ts'
import { openBenchPage, rest, type BenchPage } from './bench-page.ts'
import { costOf, pan } from './gestures.ts'
import { longestTaskOf, type LongestTask } from './longest-task.ts'
import { importSample, join, openVote, watchForCanvas } from './product-board.ts'

export interface OperationFigures {
  readonly name: string
  readonly longest: LongestTask
}

export interface Operations {
  readonly operations: readonly OperationFigures[]
  /** CPU of the main thread with the results of a vote on 2,000 notes open, ms a frame. */
  readonly panWithResults: number
}

type Measure = (name: string, run: () => Promise<unknown>) => Promise<void>

/** A third of the notes, as on a sorted board. */
const grouped = 0.3
/** Rows that a paste turns into notes at once. */
const rows = 1_000
const middle = { x: 720, y: 450 }
const button = { button: 'left', buttons: 1, clickCount: 1 } as const

/** A facilitator's page from the product's own server: the longest task of each operation on everything. */
export async function measureOperations(notes: number): Promise<Operations> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  const browser = await launchChromium()
  try {
    const board = await importSample(server, notes, grouped)
    const target = await openBenchPage(browser, board.links.facilitator, watchForCanvas, join)
    const operations: OperationFigures[] = []
    const measure: Measure = async (name, run) => {
      operations.push({ name, longest: await longestTaskOf(target, () => run().then(() => undefined)) })
      await untilSaved(target)
    }
    await target.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await rest(target)
    await target.page.mouse.click(middle.x, middle.y)
    await target.page.keyboard.press('Escape')
    await measureChanges(target, measure)
    await measureViews(target, measure)
    const panWithResults = await measureVote(target, server, board, measure)
    return { operations, panWithResults }
  } finally {
    await browser.close()
    await server.process.stop()
    await data.remove()
  }
}

async function untilSaved({ page }: BenchPage): Promise<void> {
  const isSaved = () => document.querySelector('.saving')?.getAttribute('data-state') === 'saved'
  await page.waitForFunction(isSaved, undefined, { polling: 200 })
}

async function measureChanges(target: BenchPage, measure: Measure): Promise<void> {
  const { page, cdp } = target
  const press = (key: string) => () => page.keyboard.press(key)
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', by: number) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x: note.x + 3 * by,
      y: note.y + 2 * by,
      ...button,
      ...(type === 'mouseReleased' && { buttons: 0 }),
    })
  await page.keyboard.press('Shift+Digit0')
  await rest(target)
  const note = await findNote(target)
  await measure('select all', press('Control+a'))
  await measure('take all', async () => {
    await mouse('mousePressed', 0)
    for (let step = 1; step < 12; step += 1) await mouse('mouseMoved', step)
  })
  await measure('drop all', () => mouse('mouseReleased', 11))
  await measure('undo the drop', press('Control+z'))
  await measure('redo the drop', press('Control+Shift+z'))
  await page.keyboard.press('Control+a')
  await measure('move all by a key', press('ArrowRight'))
  await measure('colour all', async () => {
    await page.getByRole('button', { name: 'Colour', exact: true }).click()
    await page
      .getByRole('toolbar', { name: 'Selection', exact: true })
      .locator('..')
      .getByRole('radio')
      .nth(2)
      .click({ force: true })
  })
  await measure('copy all', press('Control+c'))
  await measure('paste 2,000 copied notes', press('Control+v'))
  await measure('undo that paste', press('Control+z'))
  await page.keyboard.press('Control+a')
  await measure('delete all', press('Delete'))
  await measure('undo the deletion', press('Control+z'))
  await measure('redo the deletion', press('Control+Shift+z'))
  await measure('undo it again', press('Control+z'))
  await page.evaluate((count) => {
    const row = (_: unknown, index: number) =>
      `A row that says something about note ${index}\tand about another`
    return navigator.clipboard.writeText(Array.from({ length: count }, row).join('\n'))
  }, rows)
  await page.keyboard.press('Control+v')
  await page.getByRole('dialog').waitFor()
  await measure('paste 1,000 rows', press('Enter'))
  await measure('undo that, too', press('Control+z'))
}

/** A place where a note is, near the middle of the screen. */
async function findNote(target: BenchPage): Promise<{ readonly x: number; readonly y: number }> {
  for (const [right, down] of [
    [0, 0],
    [60, 0],
    [0, 60],
    [60, 60],
    [-60, 0],
    [0, -60],
    [-60, -60],
  ] as const) {
    const at = { x: middle.x + right, y: middle.y + down }
    await target.page.mouse.click(at.x, at.y)
    await rest(target)
    if (await target.page.getByRole('toolbar', { name: 'Selection', exact: true }).isVisible()) return at
  }
  throw new Error('there is no note near the middle of the screen')
}

async function measureViews({ page }: BenchPage, measure: Measure): Promise<void> {
  await page.keyboard.press('Escape')
  await measure('open the search', () => page.keyboard.press('Control+f'))
  await measure('find', () => page.keyboard.type('people'))
  await measure('find the next', () => page.keyboard.press('Enter'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Digit1')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('Export')
  await measure('open the export', async () => {
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Export the board' }).waitFor()
  })
  await measure('export', async () => {
    const file = page.waitForEvent('download', { timeout: 120_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
    await file
  })
  await page.keyboard.press('Escape')
  await measure('change the theme', () => page.emulateMedia({ colorScheme: 'dark' }))
}

/** A vote on 2,000 notes, from its opening to its results; returns the cost of a frame of panning beside these. */
async function measureVote(
  target: BenchPage,
  server: StandaloneServer,
  board: CreatedBoard,
  measure: Measure,
): Promise<number> {
  const { page } = target
  // A facilitator who leads alone has no ballot.
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('I take part too')
  await page.keyboard.press('Enter')
  const voters: SocketClient[] = []
  while (voters.length < 3) voters.push(await enterBoard(server, board))
  const lead = await enterBoard(server, board, Role.facilitator)
  const opened: { round?: string } = {}
  await measure('a vote opens', async () => {
    opened.round = await openVote(server, board)
  })
  const { round = '' } = opened
  await lead.until(() => roundsOf(lead.doc).length > 0)
  await measure('open the ballot', () =>
    page.getByRole('button', { name: 'Vote in the list', exact: true }).click(),
  )
  await measure('place a dot in the list', () =>
    page
      .getByRole('button', { name: /^Place a dot/ })
      .first()
      .click(),
  )
  const options = await page.getByRole('button', { name: /^Place a dot/ }).count()
  if (options === 0) throw new Error('the ballot is empty')
  await measure('others vote', async () => {
    const ids = roundsOf(lead.doc).find(({ id }) => id === round)?.options ?? []
    for (const [index, voter] of voters.entries()) {
      for (let dot = 0; dot < 8; dot += 1)
        await voter.command({ kind: 'dot.place', round, option: ids[100 * index + 9 * dot] ?? '' })
    }
  })
  await measure('close the vote and open its results', () => lead.command({ kind: 'round.close', round }))
  await page.getByRole('region', { name: 'Results' }).waitFor()
  await page.keyboard.press('Escape')
  await rest(target)
  const cost = await costOf(target, () => pan(target, 1.5))
  for (const client of [...voters, lead]) await client.close()
  return cost.perFrame
}
