import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  waitUntilEntered,
  createBoardOnHomePage,
  joinByLink,
  linkOf,
  openBrowser,
  waitForItems,
  beginBlank,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, itemsOf, editor, peopleButton, waitForFocus } from '#tests/support/board-parts.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { secretOf } from '#tests/support/server.ts'
import { avatars } from '#tests/support/visual-parts.ts'

test('the join page names the board and the role, and says at once that a link was switched off', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Pourquoi existons-nous ?' })
  const ana = await openBrowser(stage)
  await ana.page.goto(board.links.participant)
  await ana.page.getByRole('heading', { name: 'Pourquoi existons-nous ?' }).waitFor()
  await ana.page.getByText(ana.words.join.invitation.participant).waitFor()

  const { session } = await stage.server.join(board, 'facilitator')
  await stage.server.ask('DELETE', `/api/boards/${board.id}/links/participant`, undefined, session)
  const bo = await openBrowser(stage)
  await bo.page.goto(board.links.participant)
  await bo.page.getByRole('heading', { name: bo.words.problem.linkHeading }).waitFor()
  expect(bo.page.url()).not.toContain(secretOf(board.links.participant))
})

test('on the join pages the first field has the focus, and Enter joins', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'At once' })
  const ana = await openBrowser(stage)
  await ana.page.goto(board.links.participant)
  await ana.page.getByRole('heading', { name: 'At once' }).waitFor()
  await waitForFocus(ana.page.getByLabel(ana.words.join.name))
  await ana.page.keyboard.type('Ana')
  await ana.page.keyboard.press('Enter')
  await waitUntilEntered(ana)
  const bo = await openBrowser(stage)
  await bo.page.goto(`${stage.url}/join`)
  await bo.page.getByRole('heading', { name: bo.words.join.codeHeading }).waitFor()
  await waitForFocus(bo.page.getByLabel(bo.words.join.code))
  await bo.page.keyboard.type(board.joinCode)
  await bo.page.keyboard.press('Enter')
  await waitUntilEntered(bo)
  await avatars(bo, 'A').waitFor()
})

test('a person who is refused because a crowd joins reads why, and joins without another press', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Full hall' })
  const ana = await openBrowser(stage)
  const refusal = { code: 'too_many_requests', message: '', mayRetry: true }
  let refusals = 0
  const turn = Promise.withResolvers<void>()
  await ana.page.route('**/api/sessions', async (route) => {
    refusals += 1
    if (refusals === 2) await turn.promise
    if (refusals > 1) return route.continue()
    return route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: refusal })
  })
  await ana.page.goto(board.links.participant)
  await button(ana, ana.words.join.enter).click()
  await ana.page.getByText(ana.words.join.crowd).waitFor()
  turn.resolve()
  await waitUntilEntered(ana)
  expect(refusals).toBe(2)
})

test('a person gives their first name with a new board and is shown as the one who leads it', async () => {
  const stage = await openStage()
  const zoe = await openBrowser(stage)
  const { page, words } = zoe
  await page.goto(stage.url)
  await beginBlank(zoe)
  await page.getByLabel(words.home.boardTitle).fill('Led')
  await page.getByLabel(words.join.name).fill('Zoé')
  await button(zoe, words.home.create).click()
  const link = await page.getByRole('textbox', { name: words.share.linkOf.participant }).inputValue()
  await page.keyboard.press('Escape')
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await peopleButton(ana).click()
  const leaders = ana.page.getByRole('listitem').filter({ hasText: words.people.leads })
  await expect.poll(() => leaders.allTextContents()).toEqual([expect.stringContaining('Zoé')])
})

test('a person on the board can go on, or join as another, through a link after its code', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Twice' })
  const { session } = await stage.server.join(board, 'facilitator')
  const path = `/api/boards/${board.id}`
  const participants = async () =>
    ((await stage.server.ask('GET', path, undefined, session)).body as { readonly participants: number })
      .participants
  const joinByCode = async (name: string) => {
    const person = await openBrowser(stage)
    const { page, words } = person
    await page.goto(`${stage.url}/join`)
    await page.getByLabel(words.join.code).fill(board.joinCode)
    await page.getByLabel(words.join.name).fill(name)
    await button(person, words.join.enter).click()
    await waitUntilEntered(person)
    await page.goto(board.links.participant)
    return person
  }
  const ana = await joinByCode('Ana')
  const goOn = sentencePattern(ana.words.join.goOnAs, { name: 'Ana' })
  await ana.page.getByRole('button', { name: goOn }).click()
  await waitUntilEntered(ana)
  expect(await participants()).toBe(2)

  const cy = await joinByCode('Cy')
  const { page, words } = cy
  await button(cy, words.join.asAnother).waitFor()
  expect(await violationsOf(cy), 'the page for who is there already').toEqual([])
  await button(cy, words.join.asAnother).click()
  await page.getByLabel(words.join.name).fill('Bo')
  await button(cy, words.join.enter).click()
  await waitUntilEntered(cy)
  await avatars(cy, 'B').waitFor()
  expect(await participants()).toBe(4)
})

test('a link that was opened but not used survives a reload and other pages, and goes after joining', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Not yet' })
  const ana = await openBrowser(stage)
  const { page, words } = ana
  await page.goto(board.links.participant)
  await page.getByRole('heading', { name: 'Not yet' }).waitFor()
  await page.reload()
  await page.getByRole('link', { name: words.product.name }).click()
  await page.getByText(words.home.recentEmpty).waitFor()
  await page.goBack()
  await page.getByText(words.join.invitation.participant).waitFor()
  expect(page.url()).not.toContain(secretOf(board.links.participant))
  await button(ana, words.join.enter).click()
  await waitUntilEntered(ana)
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(sessionStorage)))
    .not.toContain(secretOf(board.links.participant))
})

test('a person who leaves the page before their code is answered stays there, and finds the board in the list', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Too late' })
  const ana = await openBrowser(stage)
  const { page, words } = ana
  await page.goto(`${stage.url}/join`)
  const { promise: answers, resolve: answer } = Promise.withResolvers<void>()
  await page.route('**/api/sessions', async (route) => {
    await answers
    await route.continue()
  })
  await page.getByLabel(words.join.code).fill(board.joinCode)
  await button(ana, words.join.enter).click()
  await page.getByRole('link', { name: words.product.name }).click()
  await page.getByText(words.home.recentEmpty).waitFor()
  const answered = page.waitForResponse('**/api/sessions')
  answer()
  await answered
  // The address would have changed with what the page makes of the answer.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('boussole.sessions'))).toContain(board.id)
  expect(new URL(page.url()).pathname).toBe('/')
  await page.getByRole('link', { name: 'Too late' }).waitFor()
})

test('a board opened in one tab is at once in the list of another tab', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page: home, words } = flora
  await home.goto(stage.url)
  await home.getByText(words.home.recentEmpty).waitFor()

  const page = await home.context().newPage()
  await page.goto(stage.url)
  await beginBlank({ ...flora, page })
  await page.getByLabel(words.home.boardTitle).fill('In the other tab')
  await button({ ...flora, page }, words.home.create).click()
  await home.getByRole('link', { name: 'In the other tab' }).waitFor()

  // A tab that opens the board writes the list, and may bring back what is forgotten at that moment.
  await waitUntilEntered({ ...flora, page })
  // By key: the templates may still come, and move the list.
  await home.getByRole('button', { name: sentencePattern(words.home.forget) }).press('Enter')
  await button(flora, words.home.forgetConfirm).click()
  await home.getByText(words.home.recentEmpty).waitFor()
})

test('an old browser is told so, and which browsers work', async () => {
  const stage = await openStage()
  const { page } = await openBrowser(stage)
  await page.addInitScript(() => {
    delete (String.prototype as { toWellFormed?: unknown }).toWellFormed
  })
  await page.goto(stage.url)
  await page.getByText(/this browser is too old/).waitFor()
  await page.getByText(/ce navigateur est trop ancien/).waitFor()
})

test('an address with a typing mistake leads to a page that says so', async () => {
  const stage = await openStage()
  const { page, words } = await openBrowser(stage)
  await page.goto(`${stage.url}/jion`)
  await page.getByRole('heading', { name: words.join.notFoundHeading }).waitFor()
})

test('keys typed while a dialog is still being fetched do not reach the board', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  await writeAt(flora, places.left, 'Stays as it is')
  await waitForItems(flora, 'Stays as it is')
  const { page, words } = flora
  const { promise: arrives, resolve: arrive } = Promise.withResolvers<void>()
  await page.route(/help-dialog/, async (route) => {
    await arrives
    await route.continue()
  })
  await canvas(flora).focus()
  await page.keyboard.press('?')
  for (const key of ['n', 'Delete', 'x']) await page.keyboard.press(key)
  arrive()
  await dialogOf({ page }).getByText(words.help.heading).waitFor()
  await page.keyboard.press('Escape')
  await dialogOf({ page }).waitFor({ state: 'detached' })
  expect(await itemsOf(flora)).toEqual(['Stays as it is'])
  await canvas(flora).focus()
  await page.keyboard.press('n')
  await editor(flora).waitFor()
  await page.keyboard.press('Escape')
  await waitForItems(flora, 'Stays as it is')
  // The words, then the note; the one left empty was no step.
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Control+z')
  await expect.poll(() => itemsOf(flora)).toEqual([])
})

test('people without a name can be told apart in the list of people', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const link = await linkOf(flora, 'participant')
  for (const colour of ['c2', 'c8'] as const) {
    const { page, words } = await openBrowser(stage)
    await page.goto(link)
    await page.getByRole('radio', { name: new RegExp(words.colours[colour]) }).check({ force: true })
    await page.getByRole('button', { name: words.join.enter, exact: true }).click()
  }
  const { page, words } = flora
  await page.getByRole('button', { name: new RegExp(`^${words.people.heading}`) }).click()
  for (const colour of [words.colours.c2, words.colours.c8]) {
    await page.getByText(sentencePattern(words.people.namelessNumber, { colour })).waitFor()
  }
})
