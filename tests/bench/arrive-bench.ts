import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { phoneDevice } from '../support/phone-device.ts'
import { seed } from './join-bench.ts'
import { startBoussole } from './relay/subject.ts'
import { setting } from '../support/bench-setting.ts'

const sizes = setting([0, 500, 2_000, 10_000], [0, 2_000])
const runs = setting(3, 1)

/** "Slow 4G" of Chromium's DevTools: 562.5 ms for each answer, 1.44 Mbit/s down, 0.675 Mbit/s up. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: 180_000,
  uploadThroughput: 84_375,
}
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
export async function arriveBench(): Promise<Table> {
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
    return {
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
  } finally {
    await browser.close()
  }
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
  await slowDown(page)
  await page.addInitScript(watchArrival, hasNotes)
  await page.goto(link, { waitUntil: 'commit' })
  await page.waitForFunction(() => 'arrival' in window, undefined, { timeout: 120_000, polling: 500 })
  const arrival = await page.evaluate(() => (window as unknown as { arrival: Arrival }).arrival)
  await context.close()
  return arrival
}

async function slowDown(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', slow4g)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
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
