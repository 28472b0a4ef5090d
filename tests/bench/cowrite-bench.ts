import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { statementsOf, wordingOf } from '#shared/board/statements.ts'
import { positionAt } from '#shared/board/text-place.ts'
import { launchChromium } from '../support/chromium.ts'
import { Role } from '#shared/workshop/role.ts'
import { enterBoard } from '../support/enter-board.ts'
import { figure, median, quantile, type Table } from '../support/figures.ts'
import type { SocketClient } from '../support/socket-client.ts'
import { newTempFolder, startStandaloneServer } from '../support/standalone-server.ts'
import { leadToStatements, rewritingTemplate } from './statement-steps.ts'
import { setting } from '../support/bench-setting.ts'

const others = 9
const statements = 5
/** Letters that this page types, and milliseconds from one to the next: somebody who types fast. */
const letters = setting(300, 100)
const letterMs = 120
/** Milliseconds from one letter to the next while a key is held, as keyboards repeat it. */
const heldMs = 33
/** Milliseconds from one letter of each of the others to the next. */
const otherMs = 200

const sentence =
  'We give the people of this town back the time that their papers cost them, so that nobody has to ask twice for what is theirs by right, and everybody knows by the evening what comes of it.'

/** Five statements that ten people write at once: from a key to the painted letter, on one of their screens. */
export async function cowriteBench(): Promise<Table> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  const browser = await launchChromium()
  try {
    const board = await server.createBoard()
    const lead = await enterBoard(server, board, Role.facilitator)
    await leadToStatements(lead, rewritingTemplate(), Array<string>(statements).fill(sentence))
    const people = await Promise.all(Array.from({ length: others }, async () => enterBoard(server, board)))
    const context = await browser.newContext({
      viewport: { width: 1_440, height: 900 },
      serviceWorkers: 'block',
    })
    const page = await context.newPage()
    await page.goto(board.links.participant)
    await page.getByRole('textbox').first().fill('Ada')
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: 'Words of statement 1' })
    await field.click()
    await page.keyboard.press('End')
    await watchFrames(page)
    const stops = people.map((client, index) => write(client, index))
    await delay(2_000)
    for (let letter = 0; letter < letters; letter += 1) {
      await page.keyboard.type(letter % 6 === 5 ? ' ' : 'e')
      // The statement stays as long as a statement is.
      if (letter % 60 === 59) {
        for (let back = 0; back < 60; back += 1) {
          await page.keyboard.press('Backspace')
          await delay(heldMs)
        }
      }
      await delay(letterMs)
    }
    for (const stop of stops) stop()
    const { waits, tasks } = await framesOf(page)
    return {
      title: `${statements} statements written by ${others + 1} people at once`,
      columns: ['', 'Boussole', 'to reach'],
      rows: [
        ['from a key to the painted letter, p95, ms', figure(quantile(waits, 0.95)), '≤ 50'],
        ['from a key to the painted letter, median, ms', figure(median(waits)), ''],
        ['tasks of the page longer than 50 ms', String(tasks.length), ''],
        ['its longest task, ms', figure(Math.max(0, ...tasks)), ''],
      ],
      note: `${waits.length} keys. One page in Chromium without a graphics processor; the others write by sockets from this process, each ${figure(1_000 / otherMs)} letters a second with their caret, beside the server on the same machine.`,
    }
  } finally {
    await browser.close()
    await server.process.stop()
    await data.remove()
  }
}

/** Writes a word in the middle of a statement, takes it out, and so on, with the caret. Returns its end. */
function write(client: SocketClient, index: number): () => void {
  const id = statementsOf(client.doc)[index % statements]?.id ?? ''
  const wording = wordingOf(client.doc, id)
  if (!wording) throw new Error('the statement is there')
  let at = 20 + 12 * index
  let typed = 0
  let clock = 0
  const step = () => {
    if (typed < 12) {
      wording.insert(at, 'a')
      at += 1
      typed += 1
    } else {
      wording.delete(at - typed, typed)
      at -= typed
      typed = 0
    }
    // A page shows its place at most twice a second.
    if (typed % 3 === 0) {
      const head = positionAt(wording, Math.min(at, wording.length))
      clock += 1
      const caret = { statement: id, anchor: head, head }
      const state = {
        participant: '',
        index: 0,
        name: '',
        colour: 0,
        selection: [],
        editing: null,
        caret,
        view: null,
      }
      client.showState(client.doc.clientID, clock, JSON.stringify(state))
    }
  }
  let timer: ReturnType<typeof setInterval> | undefined
  const start = setTimeout(() => (timer = setInterval(step, otherMs)), (otherMs / others) * index)
  return () => {
    clearTimeout(start)
    clearInterval(timer)
  }
}

interface Measured {
  readonly waits: number[]
  readonly tasks: number[]
}

/** Notes when each key has come, and when the frame with its letter was painted. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const measured: Measured = { waits: [], tasks: [] }
    Object.assign(window, { measured })
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => measured.waits.push(performance.now() - timeStamp))
          port1.start()
          port2.postMessage(null)
        }),
      { capture: true },
    )
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) measured.tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
}

async function framesOf(page: Page): Promise<Measured> {
  return page.evaluate(() => (window as unknown as { readonly measured: Measured }).measured)
}
