import { expect, test } from 'vitest'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import { openStage } from '#tests/support/browser.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { pausableMessages } from '#tests/support/pausable-messages.ts'
import { boardPixels, colourAt, waitForPaint } from '#tests/support/board-pixels.ts'
import {
  waitUntilEntered,
  waitUntilSaved,
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitForItems,
  waitForItemGone,
} from '#tests/support/people.ts'
import { canvasPoint, writeAt, clickAt, placeOnCanvas } from '#tests/support/canvas-point.ts'
import { dialogOf, editor, itemOf, peopleButton, roundBar, waitForFocus } from '#tests/support/board-parts.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'

/** The middle of the note. */
const note = { column: 0.5, row: 0 }

test('a dot is placed and taken back on the note itself, and nobody else sees where', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(ana, note, 'Vote for me')
  await waitForItems(flora, 'Vote for me')
  await openVote(flora, { title: 'Which?', target: 'notes', budget: 2 })
  for (const person of [flora, ana]) await dotsLeft(person, 2)

  // The first dot of a note lies in its lower left corner, where the mark to place one was.
  const corner = { column: note.column - 0.39, row: note.row + 0.43 }
  await waitForFonts(flora)
  const before = await pixels(flora)
  await clickAt(ana, corner)
  await dotsLeft(ana, 1)
  await flora.page.getByText(flora.words.progress.answeredFew).first().waitFor()
  expect(await pixels(flora)).toEqual(before)

  await clickAt(ana, corner)
  await dotsLeft(ana, 2)
  await flora.page.getByText(flora.words.progress.answeredFew).first().waitFor()

  // A dot on what is deleted then is told of, and given back by the list.
  await clickAt(ana, corner)
  await dotsLeft(ana, 1)
  await clickAt(flora, note)
  await flora.page.keyboard.press('Delete')
  await ana.page.getByText(ana.words.vote.dotsGone_one).first().waitFor()
  await ana.page.getByRole('dialog').getByRole('button', { name: ana.words.vote.list }).click()
  // A deleted option keeps the words that people vote on.
  const option = 'Vote for me'
  await ana.page.getByText(ana.words.vote.goneSince).waitFor()
  const inList = (name: string) =>
    ana.page.getByRole('button', { name: sentencePattern(name, { option }), exact: true })
  await inList(ana.words.vote.take).click()
  await dotsLeft(ana, 2)
  expect(await inList(ana.words.vote.place).count()).toBe(0)
})

test('a repeated vote stands beside the first one, with the options that only one of them had', async () => {
  const { stage, flora, ana } = await openBoardForTwo()
  const bo = await joinByLink(stage, flora.links.participant, { name: 'Bo' })
  const everyone = [flora, ana, bo]
  await writeAt(flora, { column: -0.5, row: -0.25 }, 'alpha')
  await writeAt(flora, { column: 1.5, row: -0.25 }, 'beta')
  await writeAt(flora, { column: -0.5, row: 1.25 }, 'gamma')
  for (const person of everyone) await waitForItems(person, 'alpha', 'beta', 'gamma')
  await openVote(flora, { title: 'Which?', target: 'notes', budget: 2 })
  for (const person of everyone) await button(person, person.words.vote.list).click()
  for (const option of ['alpha', 'gamma']) await clickPlaceDot(flora, option)
  await clickPlaceDot(ana, 'alpha')
  await clickPlaceDot(bo, 'beta')
  await closeVote(flora)

  await itemOf(flora, 'gamma').waitFor({ state: 'attached' })
  await clickAt(flora, { column: -0.5, row: 1.25 })
  await flora.page.keyboard.press('Delete')
  await waitForItemGone(flora, 'gamma')
  const { vote } = flora.words
  await button(flora, vote.again).click()
  const dialog = flora.page.getByRole('dialog', { name: vote.again })
  await dialog.getByText(vote.onlyWhatExists).waitFor()
  await dialog.getByRole('button', { name: vote.start, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  for (const person of everyone) {
    // Whose list of the former vote is still open has that of this one there.
    if (person === flora) await button(person, vote.list).click()
    await dotsLeft(person, 2)
    await clickPlaceDot(person, 'beta')
  }
  await closeVote(flora)
  for (const person of everyone) {
    await expect.poll(() => shownRanking(person)).toEqual([{ rank: 1, label: 'beta', dots: 3 }])
    await expect
      .poll(() => comparison(person))
      .toEqual([
        ['beta', '1', '3'],
        ['alpha', '2', '0'],
        ['gamma', '1', '–'],
      ])
  }
  await changedSince(flora, everyone)
  await agree(everyone, ana)
})

/** Somebody rewrites the winner after the vote: the result keeps its words, and says which ones the note has now. */
async function changedSince(flora: Person, everyone: readonly Person[]): Promise<void> {
  await clickAt(flora, { column: 1.5, row: -0.25 })
  await flora.page.keyboard.press('Enter')
  await waitForFocus(editor(flora))
  await flora.page.keyboard.press('End')
  await flora.page.keyboard.type(' for ever')
  await flora.page.keyboard.press('Escape')
  for (const person of everyone) {
    await person.page.getByText(voteWordsOf(person.language).changedSince('beta for ever')).first().waitFor()
    await expect.poll(() => shownRanking(person)).toEqual([{ rank: 1, label: 'beta', dots: 3 }])
  }
  // With its words back there is nothing to say.
  await flora.page.keyboard.press('Enter')
  await waitForFocus(editor(flora))
  await flora.page.keyboard.press('End')
  for (const _ of ' for ever') await flora.page.keyboard.press('Backspace')
  await flora.page.keyboard.press('Escape')
  for (const { page } of everyone)
    await page.getByText('beta for ever').first().waitFor({ state: 'detached' })
}

/** From now on, looks whether the bar of the vote ever leaves the page of this person. */
async function watchBar({ page }: Person): Promise<() => Promise<boolean>> {
  const watch = await page.evaluateHandle(() => {
    const bar = document.querySelector('.round-bar')
    if (!bar) throw new Error('no vote is open')
    const seen = { isHidden: false }
    const look = (): void => {
      if (!bar.checkVisibility()) seen.isHidden = true
    }
    new MutationObserver(look).observe(document.body, { attributes: true, childList: true, subtree: true })
    return seen
  })
  return () => watch.evaluate(({ isHidden }) => isHidden)
}

/** All but one agree to both notes; the one says why, unsigned, and everybody reads it with the answers. */
async function agree(everyone: readonly Person[], objector: Person): Promise<void> {
  const [flora] = everyone
  if (!flora) throw new Error('nobody facilitates')
  await button(flora, flora.words.vote.open).click()
  const dialog = dialogOf(flora)
  await dialog.getByRole('radio', { name: flora.words.vote.scaleAgreement }).check({ force: true })
  await dialog.getByRole('button', { name: flora.words.vote.start, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  for (const person of everyone) {
    if (person === flora) await button(person, person.words.vote.list).click()
    const wasBarHidden = await watchBar(person)
    const answers = (option: string) =>
      person.page.getByRole('group', { name: sentencePattern(person.words.vote.agreeWith, { option }) })
    await answers('alpha').getByRole('radio', { name: /^4/u }).check({ force: true })
    const isAgainst = person === objector
    await answers('beta')
      .getByRole('radio', { name: isAgainst ? /^0/u : /^5/u })
      .check({ force: true })
    await person.page
      .getByText(sentencePattern(person.words.vote.answered, { done: 2, of: 2 }))
      .first()
      .waitFor()
    // The first answer brings more of the page: the list below the bar does not move under the next press.
    await waitUntilSaved(person)
    expect(await wasBarHidden()).toBe(false)
  }
  const { page, words } = objector
  await page.getByLabel(words.vote.reason).fill('It asks too much of the night shift')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText(words.vote.reasonSent).waitFor()
  expect(await violationsOf(objector)).toEqual([])
  await closeVote(flora)
  for (const person of everyone) {
    await person.page.getByText('It asks too much of the night shift').waitFor()
    const strips = person.page.locator('.blocks__strip')
    await expect
      .poll(() => strips.locator('.visually-hidden').allTextContents())
      .toEqual(['4: 3', '0: 1', '5: 2'])
  }
  expect(await violationsOf(flora)).toEqual([])
}

test('a screen that only looks on shows the ranking by itself when the vote closes, with the hands of the room', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const screen = await joinByLink(stage, flora.links.viewer)
  await writeAt(flora, note, 'Vote for me')
  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  await flora.page.getByRole('button', { name: flora.words.vote.list }).click()
  await clickPlaceDot(flora, 'Vote for me')
  const { vote } = flora.words
  await button(flora, vote.handsOpen).click()
  const dialog = flora.page.getByRole('dialog', { name: vote.handsHeading })
  const field = (name: RegExp) => dialog.getByRole('textbox', { name, exact: true })
  // The number of people has the focus: by key alone.
  await dialog.locator('input:focus').waitFor()
  await flora.page.keyboard.type('4')
  await field(sentencePattern(vote.handsFor, { option: 'Vote for me' })).fill('3')
  await flora.page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await closeVote(flora)
  expect(await shownRanking(screen)).toEqual([{ rank: 1, label: 'Vote for me', dots: 4 }])
  await screen.page.getByText(voteWordsOf('en').hands(4)).waitFor()
})

test('results that a person closes before the server answers do not open again', async () => {
  const { flora, answers } = await onSlowLine()
  const { page, words } = flora
  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  answers.pause()
  await closeVote(flora)
  const drawer = page.getByRole('complementary', { name: words.vote.heading })
  await drawer.waitFor()
  await drawer.getByRole('button', { name: words.common.close }).click()
  await answers.resume()
  await page.getByText(words.vote.closed).waitFor()
  expect(await drawer.count()).toBe(0)
})

test('a vote that is being closed shows no ballot any more, and is not closed twice', async () => {
  const { flora, answers } = await onSlowLine()
  const { page, words } = flora
  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  await button(flora, words.vote.list).click()
  await clickPlaceDot(flora, 'Vote for me')
  answers.pause()
  await closeVote(flora)
  await page.getByText(words.vote.closing).waitFor()
  // Nor does the board offer it any more.
  await waitForItems(flora, 'Vote for me')
  await button(flora, sentencePattern(words.vote.take)).waitFor({ state: 'detached' })
  const { remaining_one: one, remaining_other: other } = words.vote
  for (const text of [one, other]) expect(await page.getByText(sentencePattern(text)).count()).toBe(0)
  await expect.poll(() => button(flora, words.vote.close).getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Control+k')
  await page.getByLabel(words.commands.placeholder).fill(words.vote.close)
  await page.getByText(words.commands.none).waitFor()
  await page.keyboard.press('Escape')
  await answers.resume()
  expect(await shownRanking(flora)).toEqual([{ rank: 1, label: 'Vote for me', dots: 1 }])
})

test.each(['en', 'fr'] as const)(
  'the bar of a vote is one line, closes the vote at one place, and moves no paper (%s)',
  async (language) => {
    const flora = await openNewBoard(await openStage(), { language })
    const { page, words } = flora
    await writeAt(flora, note, 'Vote for me')
    await writeAt(flora, { column: 1.5, row: 0 }, 'Or for me')
    const middle = await canvasPoint(flora, note)
    const upperEdge = () =>
      Promise.all([-96, -104].map((up) => colourAt(flora, { x: middle.x, y: middle.y + up })))
    await waitForFonts(flora)
    await waitForPaint(page)
    const edge = await upperEdge()
    const title = 'Laquelle de ces convictions aucune autre équipe ne pourrait-elle signer ?'
    await openVote(flora, { title, target: 'notes', budget: 2 })
    await roundBar(flora).waitFor()
    await expect.poll(upperEdge).toEqual(edge)

    for (const width of [1_440, 1_024]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(async () => (await roundBar(flora).boundingBox())?.height).toBe(52)
      await expect.poll(() => roundBar(flora).evaluate((element) => element.scrollWidth)).toBe(width)
      await waitForPaint(page)
      const bar = await roundBar(flora).boundingBox()
      const close = await button(flora, words.vote.close).boundingBox()
      await button(flora, words.vote.list).click()
      await clickPlaceDot(flora, 'Vote for me')
      await page.getByText(words.progress.answeredAll).first().waitFor()
      await expect.poll(() => button(flora, words.vote.close).boundingBox()).toEqual(close)
      expect(await roundBar(flora).boundingBox()).toEqual(bar)
      await button(flora, sentencePattern(words.vote.take, { option: 'Vote for me' })).click()
      await dotsLeft(flora, 2)
      await button(flora, words.vote.hideList).click()
    }
  },
)

test('a vote that opens late closes no dialog that was opened meanwhile', async () => {
  const { flora, answers } = await onSlowLine()
  const { page, words } = flora
  await button(flora, words.vote.heading).click()
  await button(flora, words.vote.open).click()
  const start = button(flora, words.vote.start)
  answers.pause()
  await start.click()
  await page.keyboard.press('Escape')
  await start.waitFor({ state: 'detached' })
  await peopleButton(flora).click()
  // A dialog hides from screen readers what it stands before.
  const people = page.getByRole('complementary', { name: words.people.heading, includeHidden: true })
  await people.waitFor()
  await button(flora, words.share.button).click()
  await dialogOf(flora).waitFor()
  await answers.resume()
  await roundBar(flora).waitFor()
  expect(await dialogOf(flora).count()).toBe(1)
  expect(await people.count()).toBe(1)
})

/** Flora's board with one note; the server's messages to her can be paused. */
async function onSlowLine() {
  const flora = await openNewBoard(await openStage())
  const answers = await pausableMessages(flora.page, 'server')
  await flora.page.reload()
  await waitUntilEntered(flora)
  await writeAt(flora, note, 'Vote for me')
  return { flora, answers }
}

async function dotsLeft({ page, words }: Person, count: number): Promise<void> {
  const text = count === 1 ? words.vote.remaining_one : words.vote.remaining_other
  await page.getByText(sentencePattern(text, { count })).first().waitFor()
}

/** Notes are painted again once their font is there. */
async function waitForFonts({ page }: Person): Promise<void> {
  await page.evaluate(async () => void (await document.fonts.ready))
}

/** The note as this person's screen shows it. */
async function pixels(person: Person): Promise<readonly number[]> {
  const { x, y } = await placeOnCanvas(person, note)
  return boardPixels(person, { x: x - 100, y: y - 100, width: 200, height: 200 })
}

/** Rows of the two rounds: the item, the former total, the later. */
async function comparison({ page }: Person): Promise<readonly (readonly string[])[]> {
  const rows = await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .all()
  return Promise.all(
    rows.map(async (row) => [
      (await row.getByRole('rowheader').textContent()) ?? '',
      ...(await row.getByRole('cell').allTextContents()),
    ]),
  )
}
