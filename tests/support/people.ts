import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Language } from '#shared/board/document.ts'
import type { Role } from '#shared/workshop/role.ts'
import { openStage, type Stage } from './browser.ts'
import type { SpawnedServer } from './server.ts'
import { factTimeoutMs } from './time-limits.ts'
import { en, fr, type Words } from './words.ts'

/** Somebody in front of a screen. They find what they need by role and name, as people and screen readers do. */
export interface Person {
  readonly page: Page
  readonly language: Language
  /** The sentences of their interface. */
  readonly words: Words
}

export interface PersonOptions {
  readonly name?: string
  readonly language?: Language
  /** Screen, touch, colour scheme. */
  readonly device?: BrowserContextOptions
}

export interface BoardOptions extends PersonOptions {
  readonly title?: string
}

/** Fills `{{gaps}}` of a sentence of the catalogue; what is left open matches anything. */
export function sentencePattern(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): RegExp {
  const escape = (part: string) =>
    part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
  const parts = text.split(/\{\{(\w+)\}\}/)
  const pattern = parts.map((part, index) =>
    index % 2 === 0 ? escape(part) : part in values ? escape(String(values[part])) : '.*',
  )
  return new RegExp(`^${pattern.join('')}$`)
}

/** Somebody who has just opened their browser. */
export async function openBrowser(
  stage: Stage,
  { language = 'en', device }: PersonOptions = {},
): Promise<Person> {
  const page = await stage.newPage({ ...device, locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
  return { page, language, words: language === 'fr' ? fr : en }
}

/** Creates a board on the home page and is its facilitator. */
export async function createBoardOnHomePage(
  stage: Stage,
  { title = 'Our purpose', ...options }: BoardOptions = {},
): Promise<Person> {
  const person = await openBrowser(stage, options)
  const { page, words } = person
  await page.goto(stage.url)
  await page.getByLabel(words.home.boardTitle).fill(title)
  await button(person, words.home.create).click()
  await closeDialog(person)
  await waitUntilSaved(person)
  return person
}

/** Reads a link in the share dialog, as one would to send it. */
export async function linkOf(facilitator: Person, role: Role): Promise<string> {
  const { page, words } = facilitator
  await button(facilitator, words.board.share).click()
  const link = await page.getByRole('textbox', { name: words.share.linkOf[role] }).inputValue()
  await closeDialog(facilitator)
  return link
}

/** Asks for the link that lets this person in on one more device; the dialog stays open. */
export async function deviceLinkOf(person: Person): Promise<string> {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.devices.heading }).click()
  return page.getByRole('textbox', { name: words.devices.link }).inputValue()
}

/** Opens a link, gives a name, enters. */
export async function joinByLink(stage: Stage, link: string, options: PersonOptions = {}): Promise<Person> {
  const person = await openBrowser(stage, options)
  const { page, words } = person
  await page.goto(link)
  await page.getByLabel(words.join.name).fill(options.name ?? '')
  await button(person, words.join.enter).click()
  await waitUntilEntered(person)
  return person
}

/** Flora's board, to which Ana has come by the participants' link: what most stories begin with. */
export async function openBoardForTwo({
  own,
  hers,
  anas,
}: {
  /** A server that the test may end or harm. */
  readonly own?: SpawnedServer
  /** Flora's language, and her board's title. */
  readonly hers?: BoardOptions
  /** Ana's language, and what she has before her. */
  readonly anas?: Omit<PersonOptions, 'name'>
} = {}): Promise<{ readonly stage: Stage; readonly flora: Person; readonly ana: Person }> {
  const stage = await openStage(own)
  const flora = await createBoardOnHomePage(stage, hers)
  const ana = await joinByLink(stage, await linkOf(flora, 'participant'), { name: 'Ana', ...anas })
  return { stage, flora, ana }
}

/** Closes the page while the server is gone, and opens it again in the same browser when the server is back. */
export async function reopenAfterRestart(stage: Stage, person: Person): Promise<Person> {
  const address = person.page.url()
  const context = person.page.context()
  await person.page.close()
  await stage.restartServer()
  const page = await context.newPage()
  await page.goto(address)
  return { ...person, page }
}

export function button({ page }: Person, name: string | RegExp): Locator {
  return page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
}

/** What stands before the board; a message above it is a dialog to screen readers, too. */
export function dialogOf({ page }: Pick<Person, 'page'>): Locator {
  return page.locator('[role="dialog"]:not(.toast)')
}

export async function closeDialog({ page }: Person): Promise<void> {
  const dialog = dialogOf({ page })
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

export function canvas({ page }: Person): Locator {
  return page.locator('.canvas')
}

/** The board has come from the server. Viewers are not told that anything is saved: they write nothing. */
export async function waitUntilEntered({ page }: Person): Promise<void> {
  await page.locator('.top-bar').waitFor()
  await page.locator('.saving[data-state="joining"]').waitFor({ state: 'detached' })
}

/** The interface says that everything is on the server's disk. */
export async function waitUntilSaved({ page }: Person, timeoutMs = factTimeoutMs): Promise<void> {
  await page.locator('.saving[data-state="saved"]').waitFor({ timeout: timeoutMs })
}

/** Double-clicks on the paper and writes there. */
export async function writeAt(person: Person, at: { x: number; y: number }, text: string): Promise<void> {
  const { page } = person
  await page.mouse.dblclick(at.x, at.y)
  await editor(person).waitFor()
  await page.keyboard.insertText(text)
  await page.keyboard.press('Escape')
  await editor(person).waitFor({ state: 'detached' })
}

/** The field over the note that is written in. */
export function editor({ page }: Person): Locator {
  return page.locator('.canvas__editor')
}

/** The notes and groups of the board, as the accessible list says them. */
export function itemOf({ page }: Person, text: string | RegExp): Locator {
  return page
    .locator('.canvas-host [role="option"]')
    .filter({ hasText: typeof text === 'string' ? exactly(text) : text })
}

export async function waitForItems(person: Person, ...texts: readonly (string | RegExp)[]): Promise<void> {
  for (const text of texts) await itemOf(person, text).first().waitFor({ state: 'attached' })
}

export async function waitForItemGone(person: Person, text: string | RegExp): Promise<void> {
  await itemOf(person, text).waitFor({ state: 'detached' })
}

/** Everything on the board in reading order. */
export function itemsOf({ page }: Person): Promise<readonly string[]> {
  return page.locator('.canvas-host [role="option"]').allTextContents()
}

function exactly(text: string): RegExp {
  return sentencePattern(text.replaceAll('{{', '{ {'))
}
