import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { setting } from '../support/bench-setting.ts'
import { builtInTemplate } from '../support/built-in-template.ts'
import { launchChromium } from '../support/chromium.ts'
import { enterBoard } from '../support/enter-board.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { phoneDevice } from '../support/phone-device.ts'
import { newTempFolder, startStandaloneServer, type StandaloneServer } from '../support/standalone-server.ts'
import { run as carryOut } from './agenda-bench.ts'
import { seed } from './join-bench.ts'
import { boussole } from './relay/dialect.ts'
import { joinAs } from './relay/load-person.ts'
import { seatAt } from './relay/seat.ts'
import { startBoussole } from './relay/subject.ts'
import { leadToStatements, rewritingTemplate, runCommand, stepBase } from './statement-steps.ts'

const sizes = setting([0, 500, 2_000, 10_000], [0, 2_000])
const runs = setting(3, 1)

/** "Slow 4G" of Chromium's DevTools: 562.5 ms for each answer, 1.44 Mbit/s down, 0.675 Mbit/s up. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: 180_000,
  uploadThroughput: 84_375,
}

/** A full cell: 400 ms for each answer, 400 kbit/s either way. */
const fullCell = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

type Network = typeof slow4g

/** By what a page shows its work: fields of a question, buttons of a ballot, the prompt of a step. */
const inputs = '.note-list--task textarea, .task textarea'
const ballot = '.ballot button, .ballot input'
const prompt = '.projector-step'

/** Places of a workshop at which somebody comes in late. `readMs`: they read the form before they press. */
const arrivals = [
  { name: 'the first question of a purpose day', at: 'question', shown: inputs, readMs: 0 },
  { name: 'the same after 5 s at the form', at: 'question', shown: inputs, readMs: 5_000 },
  { name: 'a vote', at: 'vote', shown: ballot, readMs: 0 },
  { name: 'the projector at that question, from its link', at: 'question', shown: prompt, readMs: null },
] as const
const networks = [
  { network: fullCell, goal: 6 },
  { network: slow4g, goal: 2.5 },
] as const
const kilobytes = 230
const cpuSlowdown = 4

/** Milliseconds since the link was opened. */
interface Arrival {
  readonly form: number
  readonly joined: number
  readonly letter: number
  /** The first note is in the list. NaN on an empty board. */
  readonly notes: number
  /** Of the page, after the form was there. */
  readonly longestTask: number
}

/** Comes in by the link on a phone with a slow network, and writes as soon as that is possible. */
export async function arriveBench(): Promise<readonly Table[]> {
  const browser = await launchChromium()
  try {
    const rows: string[][] = []
    for (const notes of sizes) {
      const arrivals = await arriveOn(browser, notes)
      const of = (read: (arrival: Arrival) => number) => median(arrivals.map(read))
      const join = of(({ letter, joined }) => letter - joined)
      rows.push([
        `${notes.toLocaleString('en')} notes`,
        figure(of(({ form }) => form) / 1_000),
        figure(join / 1_000),
        figure(of(({ form, letter, joined }) => form + letter - joined) / 1_000),
        figure(of(({ form, notes: shown, joined }) => form + shown - joined) / 1_000),
        figure(of(({ longestTask }) => longestTask)),
        notes === 0 ? '2.5, 5' : notes === 2_000 ? '2.5, 7' : '',
      ])
    }
    const atNotes: Table = {
      title: 'From opening a link to writing, on a phone',
      columns: [
        '',
        'join form, s',
        'from joining to the first letter, s',
        'link to letter, s',
        'link to the first note in the list, s',
        'longest task, ms',
        'to reach: form, letter',
      ],
      rows,
      note: `Chromium with the network “Slow 4G” of its DevTools and a processor slowed ${cpuSlowdown} times, 390 × 664; medians of ${runs}. The person joins at once and types nothing.`,
    }
    return [atNotes, await stepTable(browser)]
  } finally {
    await browser.close()
  }
}

/** A led workshop: from joining to the work of the running step. */
async function stepTable(browser: Browser): Promise<Table> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  try {
    const links = { question: await leadToQuestion(server), vote: await leadToVote(server) }
    const rows: string[][] = []
    for (const { name, at, shown, readMs } of arrivals)
      for (const { network, goal } of networks) {
        const all: StepArrival[] = []
        for (let run = 0; run < runs; run += 1)
          all.push(await arriveAtStep(browser, links[at], { network, shown, readMs }))
        const of = (read: (arrival: StepArrival) => number) => median(all.map(read))
        const kbit = (network.downloadThroughput * 8) / 1_000
        // The issue asks for a field after joining; a projector joins nobody.
        const isAsked = readMs !== null
        rows.push([
          `${name}, ${kbit} kbit/s, ${network.latency} ms`,
          figure(of(({ field }) => field)),
          isAsked ? `≤ ${goal}` : '',
          figure(of(({ received }) => received)),
          isAsked ? `≤ ${kilobytes}` : '',
          String(of(({ requests }) => requests)),
        ])
      }
    return {
      title: 'From joining to the work of the running step, on a phone',
      columns: ['', 'work in sight, s', 'to reach', 'received by then, kB', 'to reach', 'requests'],
      rows,
      note: `A processor slowed ${cpuSlowdown} times; medians of ${runs}. What the page had before the press on Join counts as received. The projector is a screen of 1,280 × 720.`,
    }
  } finally {
    await server.process.stop()
    await data.remove()
  }
}

/** Boards that a facilitator has led to a step, by their links. */
async function leadToQuestion(server: StandaloneServer): Promise<CreatedBoard['links']> {
  const board = await server.createBoard()
  const fay = await joinAs(await seatAt(server, board, Role.facilitator), boussole, true)
  const day = builtInTemplate('purpose-day')
  await carryOut(fay, { kind: 'agenda.take', template: day, answers: { team: 'Nord' } })
  await carryOut(fay, { kind: 'agenda.move', from: 0, to: firstQuestion() })
  return board.links
}

async function leadToVote(server: StandaloneServer): Promise<CreatedBoard['links']> {
  const board = await server.createBoard()
  const lead = await enterBoard(server, board, Role.facilitator)
  const notes = { from: 'a/write', take: 'notes', show: 'pour' } as const
  const vote = {
    ...stepBase,
    id: 'vote',
    activity: 'vote',
    target: 'notes',
    scale: 'dots',
    writing: 'none',
    input: [notes],
  } as const
  const texts = Array.from({ length: 20 }, (_, index) => `Idea ${index} for the coming year`)
  await leadToStatements(lead, rewritingTemplate([vote]), texts)
  await runCommand(lead, { kind: 'agenda.move', from: 2, to: 'a/vote' })
  await lead.until(() => roundsOf(lead.doc).length > 0)
  return board.links
}

interface StepArrival {
  /** Seconds from the press to the work, or from the link to the projector's prompt. */
  readonly field: number
  /** Kilobytes of all answers until then. */
  readonly received: number
  readonly requests: number
}

async function arriveAtStep(
  browser: Browser,
  links: CreatedBoard['links'],
  {
    network,
    shown,
    readMs,
  }: { readonly network: Network; readonly shown: string; readonly readMs: number | null },
): Promise<StepArrival> {
  const screen = readMs === null ? { viewport: { width: 1_280, height: 720 } } : phoneDevice
  const context = await browser.newContext({ ...screen, locale: 'en-GB' })
  const page = await context.newPage()
  const cdp = await slowDown(page, network)
  let [received, requests] = [0, 0]
  cdp.on('Network.dataReceived', ({ encodedDataLength }) => (received += encodedDataLength))
  cdp.on('Network.requestWillBeSent', () => (requests += 1))
  let pressed = performance.now()
  if (readMs === null) await page.goto(links.viewer.replace('#', '/projector#'), { waitUntil: 'commit' })
  else {
    await page.goto(links.participant, { waitUntil: 'commit' })
    const enter = page.locator('form.card button[type=submit]')
    await enter.waitFor({ timeout: 120_000 })
    await delay(readMs)
    pressed = performance.now()
    await enter.click()
  }
  await page.locator(shown).first().waitFor({ timeout: 120_000 })
  const arrival = { field: (performance.now() - pressed) / 1_000, received: received / 1_000, requests }
  await context.close()
  return arrival
}

/** The path of the first step that asks people to write. */
function firstQuestion(): string {
  for (const { id, steps: those } of builtInTemplate('purpose-day').phases) {
    const asking = those.find(({ writing }) => writing !== 'none')
    if (asking) return `${id}/${asking.id}`
  }
  throw new Error('the purpose day asks nothing')
}

async function arriveOn(browser: Browser, notes: number): Promise<readonly Arrival[]> {
  const subject = await startBoussole()
  try {
    if (notes > 0) await seed(subject, notes)
    const arrivals: Arrival[] = []
    for (let run = 0; run < runs; run += 1)
      arrivals.push(await arrive(browser, subject.invitation(), notes > 0))
    return arrivals
  } finally {
    await subject.stop()
  }
}

async function arrive(browser: Browser, link: string, hasNotes: boolean): Promise<Arrival> {
  const context = await browser.newContext({ ...phoneDevice, locale: 'en-GB' })
  const page = await context.newPage()
  await slowDown(page, slow4g)
  await page.addInitScript(watchArrival, hasNotes)
  await page.goto(link, { waitUntil: 'commit' })
  await page.waitForFunction(() => 'arrival' in window, undefined, { timeout: 120_000, polling: 500 })
  const arrival = await page.evaluate(() => (window as unknown as { arrival: Arrival }).arrival)
  await context.close()
  return arrival
}

async function slowDown(page: Page, network: Network): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', network)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  return cdp
}

/** Runs in the page: looks at every frame, joins when the form is there, and writes when the field is there. */
function watchArrival(hasNotes: boolean): void {
  const seen = { form: 0, joined: 0, letter: 0, notes: hasNotes ? 0 : Number.NaN, longestTask: 0 }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (seen.form > 0 && startTime > seen.form) seen.longestTask = Math.max(seen.longestTask, duration)
  }).observe({ type: 'longtask' })
  const look = () => {
    const now = performance.now()
    const enter = document.querySelector<HTMLButtonElement>('form.card button[type=submit]')
    const field = document.querySelector<HTMLTextAreaElement>('.writing-field textarea')
    if (seen.form === 0 && enter) seen.form = now
    else if (seen.joined === 0 && enter) {
      seen.joined = now
      enter.click()
    }
    if (seen.letter === 0 && field) {
      field.focus()
      if (field.value === '') document.execCommand('insertText', false, 'a')
      else seen.letter = now
    }
    if (seen.notes === 0 && document.querySelector('.note-list__note')) seen.notes = now
    if (seen.letter === 0 || seen.notes === 0) return void requestAnimationFrame(look)
    // What the notes bring with them is one task with the frame that shows them.
    setTimeout(() => Object.assign(window, { arrival: seen }), 2_000)
  }
  requestAnimationFrame(look)
}
