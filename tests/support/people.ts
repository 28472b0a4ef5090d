import type { BrowserContextOptions } from 'playwright-core'
import { expect } from 'vitest'
import { readLink } from '#client/model/basics/address.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { dialogOf, itemOf, savingBadge, topBar } from './board-parts.ts'
import { openStage, type Stage } from './browser.ts'
import { button, type Person } from './person.ts'
import { clientOf, secretOf, type SpawnedServer } from './server.ts'
import { factTimeoutMs } from './time-limits.ts'
import { en, fr } from './words.ts'

export interface PersonOptions {
  readonly name?: string
  readonly language?: Language
  /** Screen, touch, colour scheme. */
  readonly device?: BrowserContextOptions
}

export interface BoardOptions extends PersonOptions {
  readonly title?: string
}

/** Somebody who has just opened their browser. */
export async function openBrowser(
  stage: Stage,
  { language = 'en', device }: PersonOptions = {},
): Promise<Person> {
  const page = await stage.newPage({ ...device, locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
  return { page, language, words: language === 'fr' ? fr : en }
}

/** Chooses a blank board on the home page, so that its form opens. */
export async function beginBlank({ page, words }: Person): Promise<void> {
  await page.getByRole('button', { name: words.home.blank }).click()
}

/** Creates a board on the home page and is its facilitator. */
export async function createBoardOnHomePage(
  stage: Stage,
  { title = 'Our purpose', ...options }: BoardOptions = {},
): Promise<Person> {
  const person = await openBrowser(stage, options)
  const { page, words } = person
  await page.goto(stage.url)
  await beginBlank(person)
  await page.getByLabel(words.home.boardTitle).fill(title)
  await button(person, words.home.create).click()
  await closeDialog(person)
  await waitUntilSaved(person)
  await waitUntilEntered(person)
  return person
}

/** A person with the links of the board that they have created. */
export interface Creator extends Person {
  readonly links: CreatedBoard['links']
}

/** As `createBoardOnHomePage`, without loading that page and its dialog: the API makes the board. */
export async function openNewBoard(
  stage: Stage,
  { title = 'Our purpose', ...options }: BoardOptions = {},
): Promise<Creator> {
  const person = await openBrowser(stage, options)
  const board = await stage.server.createBoard({ title, language: person.language })
  const session = await stage.server.join(board, Role.facilitator)
  await enter(stage.url, person, board.id, session, {
    'boussole.links': { [board.id]: { ...board.links, joinCode: board.joinCode } },
    'boussole.entered': { [secretOf(board.links.facilitator)]: session.session },
  })
  await waitUntilSaved(person)
  await waitUntilEntered(person)
  return { ...person, links: board.links }
}

/** Runs in the page. */
function remember(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) localStorage.setItem(name, JSON.stringify(value))
}

/** Reads a link in the share dialog, as one would to send it. */
export async function linkOf(facilitator: Person, role: Role): Promise<string> {
  const { page, words } = facilitator
  await button(facilitator, words.share.button).click()
  const link = await page.getByRole('textbox', { name: words.share.linkOf[role] }).inputValue()
  await closeDialog(facilitator)
  return link
}

/** Asks for the link that lets this person in on one more device; the dialog stays open. */
export async function deviceLinkOf(person: Person): Promise<string> {
  const { page, words } = person
  await button(person, words.menu.me).click()
  await page.getByRole('menuitem', { name: words.devices.heading }).click()
  return page.getByRole('textbox', { name: words.devices.link }).inputValue()
}

/** Is let in by a link, without loading the form that asks for a name. */
export async function joinByLink(stage: Stage, link: string, options: PersonOptions = {}): Promise<Person> {
  const person = await openBrowser(stage, options)
  const { origin } = new URL(link)
  const session = await clientOf(origin).enter(link, options.name)
  const board = readLink(link)?.board ?? ''
  await enter(origin, person, board, session, { 'boussole.entered': { [secretOf(link)]: session.session } })
  await waitUntilEntered(person)
  return person
}

/** Opens the board with what the page before it keeps in the browser. Only the first page is given that. */
async function enter(
  url: string,
  { page }: Person,
  board: string,
  session: CreatedSession,
  kept: Readonly<Record<string, unknown>>,
): Promise<void> {
  const values = { 'boussole.sessions': [{ ...session, opened: Date.now() }], ...kept }
  const remembered = await page.addInitScript(remember, values)
  await page.goto(`${url}/b/${board}`)
  await remembered.dispose()
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
} = {}): Promise<{ readonly stage: Stage; readonly flora: Creator; readonly ana: Person }> {
  const stage = await openStage(own)
  const flora = await openNewBoard(stage, hers)
  const ana = await joinByLink(stage, flora.links.participant, { name: 'Ana', ...anas })
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

export async function closeDialog({ page }: Person): Promise<void> {
  const dialog = dialogOf({ page })
  await dialog.waitFor()
  // On a busy page a dialog hears keys a moment after it has come.
  const isClosed = async () => {
    await page.keyboard.press('Escape')
    return dialog.waitFor({ state: 'detached', timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(isClosed).toBe(true)
}

/**
 * The board has come from the server, and the canvas with what works on it, or the list of a phone or a crowd. Viewers are not told that
 * anything is saved: they write nothing.
 */
export async function waitUntilEntered(person: Person): Promise<void> {
  await topBar(person).waitFor()
  await person.page.locator('.canvas, .phone-foot, .step-stage').first().waitFor()
  await person.page.locator('.canvas:not([role])').waitFor({ state: 'detached' })
  await savingBadge(person, 'joining').waitFor({ state: 'detached' })
}

/** The interface says that everything is on the server's disk. */
export async function waitUntilSaved(person: Person, timeoutMs = factTimeoutMs): Promise<void> {
  await savingBadge(person, 'saved').waitFor({ timeout: timeoutMs })
}

export async function waitForItems(person: Person, ...texts: readonly (string | RegExp)[]): Promise<void> {
  for (const text of texts) await itemOf(person, text).first().waitFor({ state: 'attached' })
}

export async function waitForItemGone(person: Person, text: string | RegExp): Promise<void> {
  await itemOf(person, text).waitFor({ state: 'detached' })
}
