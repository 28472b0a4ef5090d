import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addText, leadBoard } from '#tests/support/led-board.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { closeDialog, openNewBoard, joinByLink, linkOf, waitForItems } from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { button, type Person } from '#tests/support/person.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import {
  boardList,
  dialogOf,
  joinCodeOf,
  runCommand,
  selectionBar,
  topBar,
} from '#tests/support/board-parts.ts'

const at = places.left

test('the projector shows the board, how to join, how many have written and voted, and the result of a vote', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { words } = flora
  const screen = await project(flora)
  const { page } = screen
  await page.getByRole('heading', { name: 'Our purpose', level: 1 }).waitFor()
  const invitation = page.getByRole('complementary', { name: words.share.roomHeading })
  await invitation.getByRole('img', { name: words.share.qr }).waitFor()
  await button(flora, words.share.button).click()
  const code = await joinCodeOf(flora)
  await closeDialog(flora)
  const shownCode = invitation.getByText(code, { exact: true })
  // A room reads the code in one line, however wide its letters are.
  expect(
    await shownCode.evaluate((element) => getComputedStyle(element).getPropertyValue('text-wrap-mode')),
  ).toBe('nowrap')
  expect(await violationsOf(screen)).toEqual([])

  await writeAt(flora, at, 'Vote for me')
  await waitForItems(screen, 'Vote for me')
  await button(flora, words.writing.begin).click()
  await button(flora, words.writing.beginConfirm).click()
  await page.getByRole('heading', { name: words.writing.heading }).waitFor()
  await button(flora, words.writing.end).click()
  await page.getByRole('region', { name: words.writing.heading }).waitFor({ state: 'detached' })

  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  await page.getByRole('heading', { name: 'Which?' }).waitFor()
  await page.getByText(words.progress.answeredFew).waitFor()
  await button(flora, words.vote.list).click()
  await clickPlaceDot(flora, 'Vote for me')
  await page.getByText(words.progress.answeredAll).waitFor()
  await closeVote(flora)
  expect(await shownRanking(screen)).toEqual([{ rank: 1, label: 'Vote for me', dots: 1 }])
  await expect.poll(() => page.getByRole('button').count()).toBe(1)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violationsOf(screen)).toEqual([])

  await button(flora, words.menu.label).click()
  await flora.page.getByRole('menuitem', { name: words.host.bring }).click()
  await invitation.waitFor()

  await button(flora, words.share.button).click()
  await button(flora, words.share.revokeLink.participant).click()
  await button(flora, words.share.revokeConfirm).click()
  await invitation.waitFor({ state: 'detached' })

  const gone = page.waitForEvent('close')
  // The window may be gone before the key is known to be down.
  await page.keyboard.down('Escape').catch(() => undefined)
  await gone
})

test('a facilitator has links, code and projector on a second computer, at once and after a link was replaced', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const roles = ['facilitator', 'participant', 'viewer'] as const
  const linksOf = (person: Person) => inTurn(roles, (role) => linkOf(person, role))
  const links = await linksOf(flora)
  const second = await joinByLink(stage, links[0] ?? '', { name: 'Flora' })
  const { words } = second
  // Without opening the links first.
  const screen = await project(second)
  const invitation = screen.page.getByRole('complementary', { name: words.share.roomHeading })
  await invitation.getByRole('img', { name: words.share.qr }).waitFor()
  expect(await linksOf(second)).toEqual(links)
  await button(second, words.share.button).click()
  const code = await joinCodeOf(second)
  await invitation.getByText(code, { exact: true }).waitFor()
  await closeDialog(second)

  await button(flora, words.share.button).click()
  expect(await joinCodeOf(flora)).toBe(code)
  await button(flora, words.share.renewLink.participant).click()
  await button(flora, words.share.renewConfirm).click()
  const shown = flora.page.getByRole('textbox', { name: words.share.linkOf.participant })
  await expect.poll(() => shown.inputValue()).not.toBe(links[1])
  await closeDialog(flora)
  const renewed = await linkOf(flora, 'participant')
  await expect.poll(() => linkOf(second, 'participant')).toBe(renewed)
})

async function inTurn<T, R>(list: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of list) results.push(await run(item))
  return results
}

test('a projector has the rights of a viewer, independent of the person and the link that opened it', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = await project(flora)
  expect(page.url()).toMatch(/\/b\/[\w-]+\/projector$/)
  await page.reload()
  await projection({ page, words }).waitFor()
  const role = await page.evaluate(() => {
    const name = Object.keys(localStorage).find((key) => key.startsWith('boussole.projector.'))
    return (JSON.parse(localStorage.getItem(name ?? '') ?? '{}') as { session: { role: string } }).session
      .role
  })
  expect(role).toBe('viewer')
  // Flora's own window is what it was.
  await flora.page.reload()
  await button(flora, flora.words.share.button).waitFor()

  const link = flora.links.participant
  const elsewhere = await stage.newPage()
  await elsewhere.goto(link.replace('#', '/projector#'))
  await elsewhere.getByText(flora.words.projector.byViewerLink).waitFor()
})

test('a viewer shows the board on a projector without the facts that are for participants alone', async () => {
  const stage: Stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  const viewer = await joinByLink(stage, board.links.viewer)
  await addText(fay, 'Seen by all')
  const { page, words } = viewer
  await button(viewer, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.share.projector }).click()
  await projection({ page, words }).waitFor()
  await waitForItems(viewer, 'Seen by all')
  expect(await page.getByRole('complementary', { name: words.share.roomHeading }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await topBar(viewer).waitFor()
})

test('twenty notes in groups are whole and legible on the pages of a projector, and a facilitator shows one of them large', async () => {
  const stage = await openStage()
  const { links } = (await stage.server.ask('POST', '/api/imports', twentyNotes())).body as CreatedBoard
  const flora = await joinByLink(stage, links.facilitator, { name: 'Flora' })
  const { words } = flora
  const page = await stage.newPage({ viewport: { width: 1_280, height: 720 } })
  await page.goto(links.viewer.replace('#', '/projector#'))
  const notes = page.getByRole('article')
  await expect.poll(() => notes.count()).toBe(20)
  const titles = page.getByRole('heading', { level: 2 })
  await expect.poll(() => titles.allTextContents()).toEqual(['First group10', 'Second group10'])
  await comeToRest(page)
  for (const size of await sizesOf(titles)) expect(size.type).toBeGreaterThanOrEqual(28)
  const shown = await sizesOf(notes)
  const edge = await page
    .locator('.wall__place')
    .evaluate((place) => Math.ceil(place.getBoundingClientRect().right))
  for (const { type, x, y, width, height } of shown) {
    expect(type).toBeGreaterThanOrEqual(28)
    expect([x >= 0, y >= 0, width <= 1_280, y + height <= 720]).toEqual([true, true, true, true])
    // No note is cut by the edge of the page.
    expect(x + width <= edge || x >= edge).toBe(true)
  }
  // More than a dozen stand on pages.
  if (shown.some(({ x }) => x >= edge)) await page.locator('.room-page').waitFor()

  await boardList(flora).focus()
  await flora.page.keyboard.press('End')
  const show = selectionBar(flora).getByRole('button', { name: words.selection.show })
  await show.click()
  await expect.poll(() => notes.allTextContents()).toEqual([text(19)])
  await expect.poll(async () => (await sizesOf(notes))[0]?.type).toBeGreaterThanOrEqual(48)
  // A long statement has the largest type in which it is whole.
  await flora.page.keyboard.press('ArrowUp')
  await show.click()
  await expect.poll(() => notes.allTextContents()).toEqual([text(18)])
  const statement = async () => {
    const [{ y, height, type } = { y: 0, height: Infinity, type: 0 }] = await sizesOf(notes)
    return { isWhole: y + height <= 720, isLarge: type >= 30 }
  }
  await expect.poll(statement).toEqual({ isWhole: true, isLarge: true })
  // The line over the board ends it, also when the note is no longer selected.
  await flora.page.keyboard.press('Escape')
  await button(flora, words.selection.endShow).click()
  await expect.poll(() => notes.count()).toBe(20)

  // The words of all notes, as a list with counts; the room has the same ones, and the line ends them, too.
  const ofNotes = { name: words.sorting.cloud, exact: true }
  await runCommand(flora, words.sorting.cloudOpen)
  const often = dialogOf(flora).getByRole('list', ofNotes).getByRole('listitem')
  await often
    .filter({ hasText: /20 in 20 notes$/u })
    .first()
    .waitFor()
  const listed = await dialogOf(flora).getByRole('listitem').allTextContents()
  expect(await violationsOf(flora)).toEqual([])
  await dialogOf(flora).getByRole('button', { name: words.sorting.cloudShow }).click()
  await flora.page.keyboard.press('Escape')
  const cloud = page.getByRole('list', ofNotes)
  await expect.poll(() => cloud.getByRole('listitem').allTextContents()).toEqual(listed)
  await expect
    .poll(async () => Math.min(...(await sizesOf(cloud.getByRole('listitem'))).map(({ type }) => type)))
    .toBeGreaterThanOrEqual(28)
  expect(await violationsInBothThemes({ page })).toEqual([])
  expect(await notes.count()).toBe(0)
  await button(flora, words.selection.endShow).click()
  await expect.poll(() => notes.count()).toBe(20)
})

test('a facilitator turns the pages of a wall of endless words, by button, by key and on a phone', async () => {
  const stage = await openStage()
  const file = twentyNotes()
  const notes = file.notes.map((note) => ({ ...note, text: `${note.id} ${'ภาษาไทย '.repeat(80)}` }))
  const { links } = (await stage.server.ask('POST', '/api/imports', { ...file, notes })).body as CreatedBoard
  const flora = await joinByLink(stage, links.facilitator, { name: 'Flora' })
  const page = await stage.newPage({ viewport: { width: 1_280, height: 720 } })
  await page.goto(links.viewer.replace('#', '/projector#'))
  const mark = page.locator('.room-page')
  await mark.filter({ hasText: /^1 of \d+$/ }).waitFor()
  await comeToRest(page)
  const pages = Number(/\d+$/.exec((await mark.textContent()) ?? '')?.[0])
  const pager = flora.page.getByRole('region', { name: flora.words.room.label })
  const at = (number: number) =>
    Promise.all([
      mark.filter({ hasText: `${number} of ${pages}` }).waitFor(),
      pager.getByText(`page ${number} of ${pages}`).waitFor(),
    ])
  await at(1)
  const shown = new Set<string>()
  for (let number = 1; number <= pages; number += 1) {
    await at(number)
    for (const one of await inSight(page)) shown.add(one.split(' ')[0] ?? '')
    // Beyond the last page there is none.
    if (number % 2 === 1 || number === pages) await flora.page.keyboard.press('PageDown')
    else await pager.getByRole('button', { name: flora.words.room.next }).click()
  }
  expect(shown.size).toBe(20)
  // A screen that is loaded again is at the same page.
  await at(pages)
  await page.reload()
  await at(pages)
  await flora.page.setViewportSize({ width: 390, height: 844 })
  await pager.getByRole('button', { name: flora.words.room.before }).click()
  await at(pages - 1)
})

/** The fonts of the wall have come, and its columns move no more. */
async function comeToRest(page: Page): Promise<void> {
  await page.locator('.wall__place').evaluate(async (place) => {
    await document.fonts.ready
    for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    await Promise.allSettled(place.getAnimations({ subtree: true }).map(({ finished }) => finished))
  })
}

/** The words of the notes on the page that the room sees. */
async function inSight(page: Page): Promise<readonly string[]> {
  await comeToRest(page)
  const edge = await page.locator('.wall__place').evaluate((place) => place.getBoundingClientRect().right)
  const notes = await page.getByRole('article').all()
  const boxes = await Promise.all(notes.map(async (note) => [await note.boundingBox(), note] as const))
  const seen = boxes.filter(([box]) => box !== null && box.x >= 0 && box.x + box.width <= edge + 1)
  return Promise.all(seen.map(async ([, note]) => (await note.textContent()) ?? ''))
}

const text = (index: number) =>
  `${index + 1}. What no other team could sign as its own purpose`.concat(
    index === 18 ? ', in words that a child can follow and that an engineer can sign'.repeat(4) : '',
  )

/** Two groups of ten notes, as wide as the screen. */
function twentyNotes() {
  const cluster = (index: number) => (index < 10 ? 'first' : 'second')
  return {
    format: 'boussole-board',
    version: 1,
    title: 'Twenty',
    language: 'en',
    clusters: ['First group', 'Second group'].map((title, index) => ({
      id: cluster(10 * index),
      title,
      tint: 'sand',
      isCollapsed: false,
    })),
    notes: Array.from({ length: 20 }, (_, index) => ({
      id: `note-${index}`,
      kind: 'idea',
      tint: 'sun',
      created: index,
      x: 224 * (index % 5),
      y: 224 * Math.floor(index / 5) + (index < 10 ? 0 : 100),
      z: index,
      cluster: cluster(index),
      text: text(index),
    })),
    rounds: [],
  }
}

function sizesOf(parts: Locator): Promise<readonly (Rect & { readonly type: number })[]> {
  return parts.evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return { x, y, width, height, type: Number.parseFloat(getComputedStyle(element).fontSize) }
    }),
  )
}

function projection({ page, words }: Pick<Person, 'page' | 'words'>) {
  return page.getByRole('main', { name: words.board.canvas, exact: true })
}

/** Opens the board's projector from the menu: a second window of the same browser. */
async function project({ page, language, words }: Person): Promise<Person> {
  await page.getByRole('button', { name: words.menu.label }).click()
  const opening = page.waitForEvent('popup')
  await page.getByRole('menuitem', { name: words.share.projector }).click()
  const screen: Page = await opening
  await projection({ page: screen, words }).waitFor()
  // Chromium draws a window behind another once a second, and each click waits for two frames.
  await page.bringToFront()
  return { page: screen, language, words }
}
