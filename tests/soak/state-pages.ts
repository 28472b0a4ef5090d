import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { en as commonEn } from '#client/i18n/words.en.ts'
import { fr as commonFr } from '#client/i18n/words.fr.ts'
import { en as shareEn, fr as shareFr } from '#client/panels/share/words.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { themes, violationsInTheme, violationsWhereScrolled } from '#tests/support/axe.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'
import { layoutFaults } from './layout-faults.ts'
import { coverFaults, stageFaults, type StageLimits } from './stage-faults.ts'

/** Somebody's screen: what it is called, who is before it, and how. */
interface Screen {
  readonly name: string
  readonly role: Role
  readonly language: Language
  readonly device: BrowserContextOptions
  /** Text that a room reads is at least so large, in CSS pixels. */
  readonly leastText?: number
  /** The windows in which the stage is looked at, and its limits there. The first one is the screen's own. */
  readonly sizes: readonly Size[]
}

interface Size extends StageLimits {
  readonly width: number
  readonly height: number
}

const [deskText, roomText, mostWords] = [16, 28, 40]

const sized = (width: number, height: number, leastText = deskText): Size => ({
  width,
  height,
  leastText,
  mostWords,
})
/** The last one is a desk at 400 %. */
const deskSizes = [
  sized(1_440, 900),
  sized(1_280, 800),
  sized(1_024, 768),
  { ...sized(320, 256), isFirstScreen: false },
]
/** The last one has the keyboard open. */
const phoneSizes = [sized(390, 844), sized(375, 553), { ...sized(390, 420), hasKeyboard: true }]
const roomSizes = [sized(1_920, 1_080, roomText * 1.5), sized(1_280, 720, roomText)]

const desktop = { viewport: { width: 1_440, height: 900 } }
const phone = { ...phoneDevice, viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 }

const projector = {
  name: 'projector',
  role: Role.viewer,
  device: { viewport: { width: 1_920, height: 1_080 } },
  // 18 at 1280 × 720: all sizes follow the width.
  leastText: 27,
  sizes: roomSizes,
}

/** The windows that are open all day, on a board in this language: one speaks the other one. */
export function screensOf(language: Language): readonly Screen[] {
  const other = language === 'fr' ? 'en' : 'fr'
  return [
    { name: 'participant', role: Role.participant, language: other, device: desktop, sizes: deskSizes },
    { name: 'phone', role: Role.participant, language: 'fr', device: phone, sizes: phoneSizes },
    { name: 'facilitator', role: Role.facilitator, language, device: desktop, sizes: deskSizes.slice(0, 1) },
  ]
}

/** Who comes late has a small window. */
export const lateScreen: Screen = {
  name: 'late',
  role: Role.participant,
  language: 'fr',
  device: { viewport: { width: 1_024, height: 768 } },
  sizes: [sized(1_024, 768)],
}

export interface OpenScreen extends Screen {
  readonly page: Page
  readonly close: () => Promise<void>
}

/** Opens the board as this person, without the form that asks for a name. */
export async function openScreen(
  browser: Browser,
  server: StandaloneServer,
  board: CreatedBoard,
  screen: Screen,
): Promise<OpenScreen> {
  const context = await browser.newContext({
    ...screen.device,
    locale: screen.language === 'fr' ? 'fr-FR' : 'en-GB',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const session = await server.join(board, screen.role, names[screen.name])
  await page.addInitScript(
    (sessions) => localStorage.setItem('boussole.sessions', JSON.stringify(sessions)),
    [{ ...session, opened: Date.now() }],
  )
  await page.goto(`${server.url.replace('ws', 'http')}/b/${board.id}`)
  await page.locator('.canvas, .phone-foot, .step-stage, .calm').first().waitFor()
  return { ...screen, page, close: () => context.close() }
}

/** The facilitator opens the screen of the room, which shows how to join. */
export async function openProjector({ page, language, close }: OpenScreen): Promise<OpenScreen> {
  const { common, share } =
    language === 'fr' ? { common: commonFr, share: shareFr } : { common: commonEn, share: shareEn }
  await page.getByRole('button', { name: common.menu.label }).click()
  const opening = page.waitForEvent('popup')
  await page.getByRole('menuitem', { name: share.projector }).click()
  const opened = await opening
  await opened.setViewportSize(projector.device.viewport)
  await opened.locator('.projector').waitFor()
  return { ...projector, language, page: opened, close }
}

const names: Readonly<Record<string, string>> = {
  participant: 'Ana Lucía',
  phone: 'Benoît',
  facilitator: 'Flora',
  late: 'Zoé',
}

/** The moment that is looked at. */
export interface Moment {
  /** Where its pictures go; undefined takes none. */
  readonly pictures: string | undefined
  /** The step that screens show by now; undefined before the start and after the end. */
  readonly placed: PlacedStep | undefined
  readonly name: string
  /** People are at work. */
  readonly isUnderWay: boolean
  /** With axe, in both themes; else a picture alone. */
  readonly isChecked: boolean
}

const phaseTimeoutMs = 40_000

/** Everything that is wrong on this screen in both themes. */
export async function faultsOn(screen: OpenScreen, moment: Moment): Promise<readonly string[]> {
  const { page, name, leastText = 0 } = screen
  const faults: string[] = []
  // The title of a phase that has begun is over the work for some seconds.
  if (name === projector.name && moment.isUnderWay)
    await page.locator('.projector .between').waitFor({ state: 'detached', timeout: phaseTimeoutMs })
  const isThere = moment.placed === undefined || (await shows(screen, moment.placed))
  if (!isThere) faults.push(`${moment.name} · ${name}: the screen does not show this step`)
  for (const theme of moment.isChecked ? themes : (['light'] as const)) {
    const what = `${moment.name} · ${name} · ${theme}`
    const found = moment.isChecked
      ? await violationsWhereScrolled({ page }, (shown) => violationsInTheme(shown, theme))
      : []
    faults.push(...found.map((violation) => `${what}: ${violation}`))
    faults.push(...(await page.evaluate(layoutFaults, leastText)).map((fault) => `${what}: ${fault}`))
    if (theme === 'light') faults.push(...(await stageFaultsOn(screen, what)))
    if (moment.pictures === undefined) continue
    await mkdir(moment.pictures, { recursive: true })
    const file = `${moment.name.replaceAll(/\W+/gu, '-')}-${name}-${theme}.png`
    await page.screenshot({ path: join(moment.pictures, file) })
  }
  return faults
}

/** The faults of the stage in each of the screen's windows; then the page has its own size again. */
async function stageFaultsOn({ page, sizes }: OpenScreen, what: string): Promise<readonly string[]> {
  const faults: string[] = []
  for (const { width, height, ...limits } of sizes) {
    await page.setViewportSize({ width, height })
    // Two frames: the layout of another window, then what it measures.
    await page.evaluate(
      () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const covered = await page.evaluate(coverFaults)
    const found = [...covered, ...(await page.evaluate(stageFaults, limits))]
    if (limits.hasKeyboard === true)
      await page
        .locator(':focus')
        .blur()
        .catch(() => undefined)
    faults.push(...found.map((fault) => `${what} · ${width} × ${height}: ${fault}`))
  }
  const [own] = sizes
  if (own && sizes.length > 1) await page.setViewportSize({ width: own.width, height: own.height })
  return faults
}

/**
 * A person begins their task: they write in the first field or choose the first answer, and say to be done.
 */
export async function takePart({ page, role }: OpenScreen): Promise<void> {
  if (role !== Role.participant) return
  const task = page.locator('#task, .task-list, .step-stage')
  // A principle with one of its parts could not be settled.
  const field = task.locator('textarea:not(.principle *), input[type=text], input:not([type])').first()
  if (await field.isVisible()) {
    await field.fill('Dire ce que nous avons vu, même quand cela dérange')
    await field.press('Enter')
  } else await press(task.getByRole('radio').nth(3))
  await press(page.locator('.task__done-button'))
  // A pointer at rest would hold the messages below it.
  await page.mouse.move(0, 0)
}

async function press(target: Locator): Promise<void> {
  if (await target.isVisible()) await target.click({ force: true })
}

const showTimeoutMs = 20_000
/** The longest wait for a screen to be at rest, and the time between two looks. */
const quiet = { looks: 40, everyMs: 250 }

/** False when the screen does not come to this step. Then nothing but clocks changes on it. */
async function shows({ page }: OpenScreen, { path }: PlacedStep): Promise<boolean> {
  const line = page.locator(`[data-step="${path}"]`)
  const isThere = await line
    .first()
    .waitFor({ timeout: showTimeoutMs })
    .then(
      () => true,
      () => false,
    )
  let before = ''
  for (let look = 0; look < quiet.looks; look += 1) {
    await pause(quiet.everyMs)
    const now = (await page.locator('body').innerText()).replaceAll(/\d/gu, '')
    if (now === before) break
    before = now
  }
  return isThere
}
