/**
 * Leads a workshop through every step, with words of others that would harm a page, and looks at it as a facilitator, as a
 * participant at a desk and on a phone, and as a projector. Part of `npm run fuzz`; `--only WORDS` for one of them.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import type { StepPath, Template } from '#shared/agenda/template.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { readBuiltIn } from '#server/templates/new-agenda.ts'
import { harmfulWorkshops, honestWorkshop, type HarmfulWorkshop } from '#tests/corpus/harmful-workshops.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { figure } from '#tests/support/figures.ts'
import { openHarmfulWorkshop, pathsOf } from '#tests/corpus/open-harmful-workshop.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '#tests/support/standalone-server.ts'
import { leastOf, pageFaultsOf, type PageFigures } from './faults.ts'

const { values } = readArguments(
  {
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      documents: { type: 'string' },
      only: { type: 'string', default: '' },
      steps: { type: 'string', default: '' },
      template: { type: 'string', default: '' },
    },
  },
  'node tests/fuzz/steps.ts [--only "one long word" --steps ecosystem]',
)

/** A person would notice more. Above an honest workshop. Not measured. */
const limits = { taskMs: 200, grownMb: 100 } as const
/** A page that is still busy after so long counts as frozen. Not measured. */
const frozenMs = 120_000

const screens = ['facilitator', 'participant', 'phone', 'projector'] as const
type Screen = (typeof screens)[number]

type Costs = Readonly<Record<Screen, PageFigures>>
const nothing: PageFigures = { longestMs: 0, heapMb: 0 }

interface Shown {
  readonly page: Page
  readonly cdp: CDPSession
}

const folder = await newTempFolder()
const server = await startStandaloneServer(folder.path)
const browser = await launchChromium()
try {
  const faults: string[] = []
  for (const template of readBuiltIn().filter(
    ({ id, phases }) => phases.length > 0 && id.includes(values.template),
  )) {
    const paths = pathsOf(template).filter((path) => path.startsWith(values.steps))
    const honest = await walk(template, honestWorkshop, paths)
    for (const words of harmfulWorkshops.filter(({ name }) => name.includes(values.only))) {
      const first = await walk(template, words, paths)
      const faultsAt = (step: string, costs: Costs): readonly string[] =>
        screens.flatMap((screen) =>
          pageFaultsOf(
            `${step} on the ${screen}`,
            costs[screen],
            honest.get(step)?.[screen] ?? nothing,
            limits,
          ),
        )
      const suspects = [...first].flatMap(([step, costs]) => (faultsAt(step, costs).length > 0 ? [step] : []))
      if (suspects.length === 0) continue
      // A fault of the page is there each time, on the same way: earlier steps have shown what is in this one.
      const isSuspect = (path: StepPath): boolean => suspects.some((step) => step.split(' ')[0] === path)
      const again = await walk(template, words, paths.slice(0, paths.findLastIndex(isSuspect) + 1), isSuspect)
      for (const step of suspects) {
        const [one, other] = [first.get(step), again.get(step)]
        if (!one || !other) continue
        const least = Object.fromEntries(
          screens.map((screen) => [screen, leastOf([one[screen], other[screen]])]),
        ) as Costs
        for (const fault of faultsAt(step, least)) faults.push(`${template.id}, ${words.name}: ${fault}`)
      }
    }
  }
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await browser.close()
  await server.process.stop()
  await folder.remove()
}

/** The cost of each step to each screen, of the change and of all that a person can unfold there. */
async function walk(
  template: Template,
  words: HarmfulWorkshop,
  paths: readonly StepPath[],
  isLookedAt: (path: StepPath) => boolean = () => true,
): Promise<ReadonlyMap<string, Costs>> {
  const { board, facilitator, moveTo } = await openHarmfulWorkshop(server, template, words)
  const shown = await openScreens(browser, server, board)
  const found = new Map<string, Costs>()
  console.log(`\n${template.id}, ${words.name}: ${screens.join(', ')}; ms`)
  const look = async (name: string, phase: () => Promise<unknown>): Promise<void> => {
    const costs = await measured(browser, shown, phase)
    found.set(name, costs)
    console.log(
      `${name}: ${screens.map((screen) => `${figure(costs[screen].longestMs)} (${figure(costs[screen].heapMb)} MB)`).join(', ')}`,
    )
  }
  for (const path of paths) {
    if (!isLookedAt(path)) {
      await moveTo(path)
      await untilIdle(screens.map((screen) => shown[screen]))
      continue
    }
    await look(path, () => moveTo(path))
    await look(`${path} unfolded`, () => Promise.all(screens.map((screen) => unfold(shown[screen].page))))
  }
  facilitator.socket.terminate()
  await Promise.all(screens.map((screen) => shown[screen].page.context().close()))
  return found
}

async function openScreens(
  browser: Browser,
  server: StandaloneServer,
  board: CreatedBoard,
): Promise<Readonly<Record<Screen, Shown>>> {
  const desk = { viewport: { width: 1_440, height: 900 } }
  const room = { viewport: { width: 1_280, height: 720 } }
  const open = async (screen: Screen, role: Role, device: BrowserContextOptions): Promise<Shown> => {
    const context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      ...device,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(frozenMs)
    page.on('pageerror', (error) => console.error(`${screen}: ${error.stack ?? error.message}`))
    const cdp = await context.newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    if (screen === 'projector') await page.goto(board.links.viewer.replace('#', '/projector#'))
    else {
      const session = { ...(await patiently(() => server.join(board, role, screen))), opened: 1 }
      await page.addInitScript(
        (entry) => localStorage.setItem('boussole.sessions', JSON.stringify([entry])),
        session,
      )
      await page.goto(`${server.address}/b/${board.id}`)
    }
    await page.locator('.canvas, .phone-foot, .step-stage').first().waitFor()
    return { page, cdp }
  }
  return {
    facilitator: await open('facilitator', Role.facilitator, desk),
    participant: await open('participant', Role.participant, desk),
    phone: await open('phone', Role.participant, phoneDevice),
    projector: await open('projector', Role.viewer, room),
  }
}

/** Opens whatever is folded on the screen, and the rest of one text. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    document.querySelector<HTMLElement>('.statement__more[aria-expanded="false"]')?.click()
  })
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args?: {
    readonly name?: string
    readonly data?: { readonly frames?: readonly { readonly url: string; readonly processId?: number }[] }
  }
}

/** Runs a phase and waits until no page has anything more to do. */
async function measured(
  browser: Browser,
  shown: Readonly<Record<Screen, Shown>>,
  phase: () => Promise<unknown>,
): Promise<Costs> {
  const all = screens.map((screen) => shown[screen])
  const marks = new Map<Screen, string>(screens.map((screen) => [screen, `screen ${screen}`]))
  await browser.startTracing(undefined, {
    categories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'],
  })
  for (const screen of screens)
    await shown[screen].page.evaluate((mark) => void performance.mark(mark), marks.get(screen) ?? '')
  await phase()
  await untilIdle(all)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[]
  }
  const costs = await Promise.all(
    screens.map(async (screen): Promise<readonly [Screen, PageFigures]> => {
      const mark = traceEvents.find(({ name }) => name === marks.get(screen))
      const longestMs = traceEvents
        .filter(
          ({ name, ph, pid, tid }) =>
            name === 'RunTask' && ph === 'X' && pid === mark?.pid && tid === mark.tid,
        )
        .reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0)
      const { cdp } = shown[screen]
      await cdp.send('HeapProfiler.collectGarbage')
      return [screen, { longestMs, heapMb: (await metricOf(cdp, 'JSHeapUsedSize')) / 1e6 }]
    }),
  )
  return Object.fromEntries(costs) as Costs
}

async function untilIdle(shown: readonly Shown[]): Promise<void> {
  const end = performance.now() + frozenMs
  const times = () => Promise.all(shown.map(({ cdp }) => metricOf(cdp, 'ThreadTime')))
  let last = await times()
  for (let quiet = 0; quiet < 3 && performance.now() < end;) {
    await delay(150)
    const now = await times()
    quiet = now.every((time, index) => time - (last[index] ?? 0) < 0.015) ? quiet + 1 : 0
    last = now
  }
}

async function metricOf(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
}

/** Waits where the server asks for patience: sessions have a limit a minute. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('429'))) throw error
      await delay(3_000)
    }
  }
}
