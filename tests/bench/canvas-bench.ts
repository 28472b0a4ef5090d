import { launchChromium } from '../support/chromium.ts'
import { openBenchPage, rest, type BenchPage } from './canvas/bench-page.ts'
import { costOf, drag, edit, moveRemotely, pan, type, zoomInAndOut } from './canvas/gestures.ts'
import { measureProduct, type ProductFigures } from './canvas/product-page.ts'
import { measureOperations } from './canvas/operations.ts'
import { benchPages, type BenchSite } from './canvas/sites.ts'
import { figure, median, type Table } from '../support/figures.ts'
import { setting } from '../support/bench-setting.ts'

const sizes = setting([2_000, 10_000], [10_000])
/** Between legible and all in view, the same for every page. */
const midZoom = 0.25
const seconds = 1.5
const runs = setting(3, 1)

const measures = [
  { name: 'pan at 100 %', goal: '≤ 3' },
  { name: 'pan at 25 %', goal: '≤ 8' },
  { name: 'pan, all in view', goal: '≤ 3.5' },
  { name: 'zoom', goal: '≤ 6' },
  { name: 'drag 50', goal: '≤ 2' },
  { name: 'typing', goal: '≤ 2' },
  { name: '1,000 remote moves/s', goal: '≤ 2.5' },
  { name: 'load, CPU ms', goal: '≤ 500' },
  { name: 'JavaScript heap, MB', goal: '' },
] as const
type Measure = (typeof measures)[number]['name']
type Figures = Readonly<Record<Measure, number>>

/** Main-thread CPU per frame under real input, beside tldraw and Excalidraw, in one browser after the other. */
export async function canvasBench(): Promise<readonly Table[]> {
  const sites = await benchPages()
  try {
    const tables: Table[] = []
    const empty = await emptyPage()
    for (const notes of sizes) {
      const results = new Map<string, Figures>()
      for (const [index, site] of sites.entries())
        results.set(site.name, index === 0 ? await measure(site, notes) : await measurePeer(site, notes))
      tables.push({
        title: `Canvas, ${notes.toLocaleString('en')} notes: main-thread CPU ms per frame`,
        columns: [
          '',
          ...results.keys(),
          ...[...results.keys()].slice(1).map((name) => `${name} ÷ ours`),
          'to reach',
        ],
        rows: measures.flatMap(({ name, goal }) => {
          const costs = [...results.values()].map((figures) => figures[name])
          const row = rowOf(name, costs, notes === 10_000 ? goal : '')
          const net = costs.map((cost) => cost - empty.pan)
          return name === 'pan at 100 %' ? [row, rowOf('the same, less the empty page', net)] : [row]
        }),
        note: `Medians of ${runs}; the main thread of the page alone, which is less than the whole browser: with it, the peers cost 4 to 6 times as much and not 10 times. 60 input events a second, 30 keys a second; software rasterisation, 1440 × 900. A frame counter runs in every page; with it, panning an empty page that only listens to the wheel costs ${figure(empty.pan)}, and typing into a bare text field ${figure(empty.typing)}. Load is from the address to the last pixel; our document comes as bytes from a worker, as from a server, the peers make their shapes in the page. Excalidraw cannot zoom out below 10 %, nor tldraw below 5 %.`,
      })
    }
    return [...tables, await productTable(), await operationsTable()]
  } finally {
    for (const site of sites) site.close()
  }
}

/** The product from its own server, with everything that the bench page leaves out. */
async function productTable(): Promise<Table> {
  const [notes = 0] = sizes.slice(-1)
  const alone = await measureProduct(notes, false)
  const voting = await measureProduct(notes, true)
  const rows: readonly (readonly [string, keyof ProductFigures, string])[] = [
    ['pan at 100 %', 'panClose', '≤ 4'],
    ['pan, all in view', 'panAll', '≤ 4'],
    ['zoom', 'zoom', '≤ 9'],
    ['drag', 'drag', '≤ 3'],
    ['typing', 'typing', '≤ 4'],
  ]
  return {
    title: `The product, ${notes.toLocaleString('en')} notes: main-thread CPU ms per frame`,
    columns: ['', 'no vote', 'a vote on 2,000 notes, its list open', 'to reach'],
    rows: rows.map(([name, key, goal]) => [name, figure(alone[key]), figure(voting[key]), goal]),
    note: 'Medians of three runs on a participant’s page from the product’s own server: map, bars, connection and browser copy included.',
  }
}

/** Operations on everything: while a task runs, the page answers nobody. */
async function operationsTable(): Promise<Table> {
  const [notes = 0] = sizes.slice(-1)
  const { operations, panWithResults } = await measureOperations(notes)
  return {
    title: `The product, ${notes.toLocaleString('en')} notes: the longest task of each operation, ms`,
    columns: ['', 'CPU', 'on the clock', 'to reach'],
    rows: operations.map(({ name, longest }) => [
      name,
      figure(longest.cpuMs),
      figure(longest.wallMs),
      'CPU ≤ 100',
    ]),
    note: `One run on a facilitator’s page from the product’s own server. Another program on this machine makes a task longer on the clock. Panning beside the results of a vote on 2,000 notes costs ${figure(panWithResults)} ms of CPU a frame.`,
  }
}

/** Ours is the first. */
function rowOf(name: string, costs: readonly number[], goal = ''): readonly string[] {
  const [ours = Number.NaN, ...peers] = costs
  return [name, ...costs.map(figure), ...peers.map((cost) => figure(cost / ours)), goal]
}

/** The cost of the measurement and the browser, with an empty page. */
async function emptyPage(): Promise<{ readonly pan: number; readonly typing: number }> {
  const browser = await launchChromium()
  try {
    const target = await openBenchPage(browser, 'data:text/html,<textarea autofocus>', listenOnly)
    const cost = (run: () => Promise<void>) => medianCost(target, run)
    return { pan: await cost(() => pan(target, seconds)), typing: await cost(() => type(target, seconds)) }
  } finally {
    await browser.close()
  }
}

/** Serialised into the page: nothing outside this function can be used. */
function listenOnly(): void {
  const nothing = () => undefined
  const nowhere = { x: 0, y: 0, width: 0, height: 0 }
  addEventListener('wheel', (event) => event.preventDefault(), { passive: false })
  window.canvasBench = {
    isPainted: () => true,
    positions: () => [],
    fit: nothing,
    zoomTo: nothing,
    zoom: () => 1,
    centreOn: nothing,
    select: nothing,
    rectOf: () => nowhere,
    textOf: () => '',
    remoteMoves: nothing,
    stop: nothing,
  }
}

/** A peer that does not do what it is asked, as may happen with 10,000 notes on a slow machine, has no figures. */
async function measurePeer(site: BenchSite, notes: number): Promise<Figures> {
  try {
    return await measure(site, notes)
  } catch (error) {
    console.error(`${site.name}, ${notes} notes:`, error)
    return Object.fromEntries(measures.map(({ name }) => [name, Number.NaN])) as Record<Measure, number>
  }
}

async function measure(site: BenchSite, notes: number): Promise<Figures> {
  const browser = await launchChromium()
  try {
    return await measureIn(await openBenchPage(browser, `${site.url}?n=${notes}`, site.adapter))
  } finally {
    await browser.close()
  }
}

async function measureIn(target: BenchPage): Promise<Figures> {
  const load = target.loadCpuMs
  const heap = await target.heapMb()
  await look(target, 'fit')
  const cost = (run: () => Promise<void>) => medianCost(target, run)
  const panAll = await cost(() => pan(target, seconds))
  await look(target, 'fit')
  const moves = await cost(() => moveRemotely(target, seconds))
  const zoom = await cost(() => zoomInAndOut(target, 2 * seconds))
  await look(target, midZoom)
  const panMid = await cost(() => pan(target, seconds))
  await look(target, 1)
  const panClose = await cost(() => pan(target, seconds))
  await look(target, 0.5)
  const dragFifty = await attempt(() => dragSelected(target))
  await look(target, 1)
  const typing = await attempt(() => typeIntoNote(target, cost))
  await target.close()
  return {
    'pan at 100 %': panClose,
    'pan at 25 %': panMid,
    'pan, all in view': panAll,
    zoom,
    'drag 50': dragFifty,
    typing,
    '1,000 remote moves/s': moves,
    'load, CPU ms': load,
    'JavaScript heap, MB': heap,
  }
}

/** A gesture that a page did not take has no figure, and does not cost us the others. */
async function attempt(measurement: () => Promise<number>): Promise<number> {
  try {
    return await measurement()
  } catch (error) {
    console.error(String(error))
    return Number.NaN
  }
}

async function medianCost(target: BenchPage, run: () => Promise<void>): Promise<number> {
  const costs: number[] = []
  for (let index = 0; index < runs; index += 1) costs.push((await costOf(target, run)).perFrame)
  return median(costs)
}

type CostOfRun = (run: () => Promise<void>) => Promise<number>

/** Looks at the middle of the board. */
async function look(target: BenchPage, zoom: number | 'fit'): Promise<void> {
  const [middle] = await nearestToMiddle(target, 1)
  await target.page.evaluate(
    ({ zoom, middle }) => {
      const bench = window.canvasBench
      if (!bench) return
      // Nothing is returned: what a peer's method answers may be its whole editor.
      if (zoom === 'fit') {
        bench.fit()
      } else {
        bench.zoomTo(zoom)
        bench.centreOn(middle)
      }
    },
    { zoom, middle: middle ?? 0 },
  )
  await rest(target)
}

/** Numbers of the notes nearest to the middle of the board. */
async function nearestToMiddle(target: BenchPage, count: number): Promise<readonly number[]> {
  const positions = await target.page.evaluate(() => window.canvasBench?.positions() ?? [])
  const middle = { x: median(positions.map(({ x }) => x)), y: median(positions.map(({ y }) => y)) }
  return positions
    .map(({ x, y }, index) => ({ index, distance: Math.hypot(x - middle.x, y - middle.y) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ index }) => index)
}

async function dragSelected(target: BenchPage): Promise<number> {
  const held = await nearestToMiddle(target, 50)
  const [first = 0] = held
  await target.page.evaluate((indexes) => {
    window.canvasBench?.select(indexes)
  }, held)
  const read = () =>
    target.page.evaluate((index) => {
      const bench = window.canvasBench
      return bench ? { rect: bench.rectOf(index), at: bench.positions()[index] } : undefined
    }, first)
  const before = await read()
  const costs: number[] = []
  for (let index = 0; index < runs; index += 1) {
    const now = await read()
    if (now) costs.push((await drag(target, now.rect, seconds)).perFrame)
  }
  const after = await read()
  if (before?.at?.x === after?.at?.x) throw new Error(`dragging moved nothing on ${target.page.url()}`)
  return median(costs)
}

async function typeIntoNote(target: BenchPage, cost: CostOfRun): Promise<number> {
  const found = await target.page.evaluate(() => {
    const bench = window.canvasBench
    if (!bench) return undefined
    bench.select([])
    // The last one in front of the others, near the middle of the screen: some were dragged about.
    for (let index = bench.positions().length - 1; index >= 0; index -= 1) {
      const rect = bench.rectOf(index)
      const { x, y, width, height } = rect
      if (x > 300 && y > 200 && x + width < 1_100 && y + height < 700) return { index, rect }
    }
    return undefined
  })
  if (!found) throw new Error(`no note to type into on ${target.page.url()}`)
  await edit(target, found.rect)
  const result = await cost(() => type(target, seconds))
  await target.page.keyboard.press('Escape')
  await rest(target)
  const text = await target.page.evaluate((index) => window.canvasBench?.textOf(index), found.index)
  if (!text?.replaceAll(/\s/g, '').includes('quickbrownfox')) {
    throw new Error(`typing wrote nothing on ${target.page.url()}: ${text}`)
  }
  return result
}
