import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { drawer, waitForFocus } from '#tests/support/board-parts.ts'
import { importBoard } from '#tests/support/imported-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { countRenders, takeRenders } from '#tests/support/react-renders.ts'
import { clickPlaceDot, closeVote, openVote } from '#tests/support/vote-dialogs.ts'

/** 333 letters, as a purpose that a team has worked on. */
const purpose =
  'We exist so that every person in our neighbourhood can repair, share and understand the things they depend on, without asking for permission and without being sold something new, and so that the knowledge of how things work stays with those who use them, in words that a child can follow and that an engineer can sign'
const alike = [`${purpose} today.`, `${purpose} tomorrow.`]
const endless = ['First.', 'Second.'].map((end) => `${purpose}. `.repeat(8) + end)
const count = 400
const texts = [...alike, ...Array.from({ length: count - 4 }, (_, index) => `idea ${index}`), ...endless]

/** More than a screen of rows, and far fewer than there are. */
const inSight = 60

test('a ballot of hundreds shows statements whole, draws the rows in sight, and renders the row of a dot alone', async () => {
  const stage = await openStage()
  const board = await importBoard(stage, texts)
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  await openVote(flora, { title: 'Which?', target: 'notes', budget: 5 })
  await countRenders(flora.page, 'option')
  await flora.page.reload()
  for (const person of [flora, ana]) await button(person, person.words.vote.list).click()
  const { page, words } = flora
  const list = drawer(flora, words.vote.heading)
  const rows = list.getByRole('listitem')
  const placeOn = (option: string) => button(flora, sentencePattern(words.vote.place, { option }))

  for (const text of alike) {
    const statement = list.getByText(text, { exact: true })
    await statement.waitFor()
    expect(
      await statement.evaluate((each) => each.scrollHeight <= each.clientHeight || each.clientHeight === 0),
    ).toBe(true)
    expect(await placeOn(text).count()).toBe(1)
  }
  expect(await rows.count()).toBeLessThan(inSight)
  expect(await rows.first().getAttribute('aria-setsize')).toBe(String(count))
  expect(await violationsOf(flora)).toEqual([])

  // The list is quiet once it has been scrolled and measured.
  await placeOn('idea 1').hover()
  await expect.poll(async () => Object.keys(await takeRenders(page)), { interval: 500 }).toEqual([])
  await clickPlaceDot(flora, 'idea 1')
  const own = await takeRenders(page)
  expect(Object.keys(own)).toEqual(['note0003'])
  await clickPlaceDot(ana, 'idea 2')
  await page.getByText(words.progress.answeredAll).first().waitFor()
  expect(await takeRenders(page)).toEqual({})

  // The row with the focus stays while the list is scrolled, and Tab goes on to the next one.
  await placeOn('idea 1').focus()
  await rows.first().evaluate((row) => {
    const scroller = row.closest('.drawer__body')
    scroller?.scrollTo(0, scroller.scrollHeight)
  })
  // Two texts of thousands of letters begin alike, and their differences are shown.
  for (const end of ['First.', 'Second.']) await list.getByText(end).waitFor()
  expect(await rows.last().getAttribute('aria-posinset')).toBe(String(count))
  expect(await rows.count()).toBeLessThan(inSight)
  await waitForFocus(placeOn('idea 1'))
  await page.keyboard.press('Tab')
  await waitForFocus(button(flora, sentencePattern(words.vote.take, { option: 'idea 2' })))

  await list.getByLabel(words.vote.search).fill('IDEA 39')
  await list.getByText(sentencePattern(words.vote.found_other, { count: 7, total: count })).waitFor()
  await expect.poll(() => rows.count()).toBe(7)
  await list.getByLabel(words.vote.search).fill('')

  // The end of the vote does not take the focus out of the list.
  await button(ana, sentencePattern(ana.words.vote.take, { option: 'idea 2' })).focus()
  await closeVote(flora)
  await waitForFocus(
    drawer(ana, ana.words.vote.heading).getByRole('heading', { name: ana.words.vote.heading }),
  )
})

test('results of hundreds draw the rows in sight, one colour for all that is shortlisted, and pages on a projector', async () => {
  const stage = await openStage()
  const totals = texts.map((_, index) => Math.max(1, 9 - index))
  const board = await importBoard(stage, texts, { title: 'Which?', of: totals })
  const device = { viewport: { width: 1_440, height: 1_500 } }
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', device })
  const { words } = flora
  await button(flora, words.vote.heading).click()
  const ranking = flora.page.getByRole('list', { name: words.blocks.ranking })
  await ranking.getByText(alike[1] ?? '', { exact: true }).waitFor()
  expect(await ranking.getByRole('listitem').count()).toBeLessThan(inSight)
  expect(await violationsOf(flora)).toEqual([])
  // Five are shortlisted, and the sixth has one dot less than the fifth.
  await expect.poll(() => coloursOfTotals(flora)).toEqual([1, 2, 3, 4, 5, 6])

  // The room reads those that go on: here all but two, as the vote separates none of them.
  const level = await importBoard(stage, texts, {
    title: 'Which?',
    of: texts.map((_, index) => (index < 2 ? 0 : 1)),
  })
  const gil = await joinByLink(stage, level.links.facilitator, { name: 'Gil' })
  const screen = await stage.newPage()
  await screen.goto(level.links.viewer.replace('#', '/projector#'))
  const shown = screen.getByRole('list', { name: words.blocks.ranking })
  const mark = screen.locator('.room-page')
  await mark.filter({ hasText: /^1 of \d+$/u }).waitFor()
  const first = shown.getByText(texts[2] ?? '', { exact: true })
  await first.waitFor()
  // Pages stand beside one another: one of them is in sight.
  const isInSight = () =>
    first.evaluate((element) => {
      const line = element.getClientRects()[0]
      const place = element.closest('.room-pages__place')?.getBoundingClientRect()
      return line !== undefined && place !== undefined && line.left >= place.left && line.right <= place.right
    })
  await expect.poll(isInSight).toBe(true)
  await button(gil, words.room.next).click()
  await mark.filter({ hasText: /^2 of \d+$/u }).waitFor()
  await expect.poll(isInSight).toBe(false)
  await screen.getByText('and 368 others').waitFor({ state: 'attached' })
})

/** Ranks of the rows whose total has the colour of the first one. */
async function coloursOfTotals({ page, words }: Person): Promise<readonly number[]> {
  const rows = page.getByRole('list', { name: words.blocks.ranking }).getByRole('listitem')
  const all = await rows.evaluateAll((items) =>
    items.flatMap((item) => {
      const [rank, , total] = item.firstElementChild?.children ?? []
      return rank && total ? [{ rank: Number(rank.textContent), colour: getComputedStyle(total).color }] : []
    }),
  )
  return all.filter(({ colour }) => colour === all[0]?.colour).map(({ rank }) => rank)
}
