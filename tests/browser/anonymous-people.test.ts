import { expect, test } from 'vitest'
import { columnAbove } from '#shared/workshop/one-column.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import {
  joinByLink,
  waitUntilEntered,
  openNewBoard,
  openBrowser,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, places, pointAt } from '#tests/support/canvas-point.ts'
import { canvas, peopleButton } from '#tests/support/board-parts.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { closeVote, openVote, clickPlaceDot, waitForOwnDot } from '#tests/support/vote-dialogs.ts'
import { avatars, cursorsOfOthers } from '#tests/support/visual-parts.ts'

test('two people of one colour without a name are told apart by a number, the same on every screen', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const link = flora.links.participant
  await writeAt(flora, places.left, 'A note')
  const first = await unnamed(stage, link)
  const second = await unnamed(stage, link)
  const [one, two] = [await ownMark(first), await ownMark(second)]
  expect(one).toMatch(/^\d+$/)
  expect(two).toMatch(/^\d+$/)
  expect(one).not.toBe(two)

  await peopleButton(flora).click()
  const { people, colours } = flora.words
  for (const number of [one, two]) {
    const name = sentencePattern(people.namelessNumber, { colour: colours.c3, number }).source.slice(1, -1)
    await button(flora, new RegExp(`${name}$`)).waitFor()
  }
  expect(await violationsOf(flora), 'the list of people').toEqual([])

  // Their pointers, and what each has selected, say the same.
  await waitForItems(first, 'A note')
  for (const [person, column] of [
    [first, -1],
    [second, 2.5],
  ] as const) {
    await pointAt(person, { column, row: 1.25 })
  }
  await expect
    .poll(() => cursorsOfOthers(flora).allTextContents())
    .toEqual(expect.arrayContaining([one, two]))

  // A followed person who leaves has a name in the message.
  await button(flora, new RegExp(`${two}$`)).click()
  await second.page.close()
  await flora.page.getByText(flora.words.notices.leftUnnamed).waitFor()
  expect(await canvas(flora).count()).toBe(1)
})

async function unnamed(stage: Stage, link: string): Promise<Person> {
  const person = await openBrowser(stage)
  const { page, words } = person
  await page.goto(link)
  await page.locator('[data-colour="3"] input').check({ force: true })
  await button(person, words.join.enter).click()
  await waitUntilEntered(person)
  return person
}

test('in an open vote anonymous people have the same numbers', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const link = flora.links.participant
  await writeAt(flora, places.left, 'A note')
  const people = [await unnamed(stage, link), await unnamed(stage, link)]
  const marks = await Promise.all(people.map(ownMark))
  await openVote(flora, { title: 'Which?', target: 'notes', isSecret: false })
  for (const person of people) {
    await button(person, person.words.vote.list).click()
    await clickPlaceDot(person, 'A note')
  }
  await closeVote(flora)
  const { vote, people: words, colours } = flora.words
  await flora.page.getByText(vote.names).click()
  const voters = flora.page.getByRole('listitem')
  for (const number of marks) {
    const name = sentencePattern(words.namelessNumber, { colour: colours.c3, number }).source.slice(1, -1)
    await voters.filter({ hasText: new RegExp(`^${name}\\s*A note \\(1\\)$`) }).waitFor()
  }
  expect(await violationsOf(flora), 'who voted for what').toEqual([])
})

test('in a crowd the list shows facilitators alone, a facilitator finds anybody by name, and who comes works in one column', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const { page, words } = flora
  const [, id = '', secret = ''] = /\/b\/(.+)#(.+)/.exec(flora.links.participant) ?? []
  await Promise.all(
    Array.from({ length: columnAbove }, async (_, index) => {
      const answer = await stage.server.ask('POST', '/api/sessions', {
        board: id,
        secret,
        name: `Zoé ${index}`,
      })
      const session = answer.body as CreatedSession
      return joinBoard(stage.server, { id } as CreatedBoard, { session, isLight: true })
    }),
  )
  await peopleButton(flora).click()
  await page.getByText(words.people.crowdSearch).waitFor()
  const drawer = page.getByRole('complementary', { name: words.people.heading })
  expect(await drawer.getByText('Zoé').count()).toBe(0)
  expect(await page.getByText(words.people.nobodyFound).count()).toBe(0)
  await page.getByLabel(words.people.search).fill('zoe 77')
  await drawer.getByText('Zoé 77', { exact: true }).waitFor()
  await page.getByLabel(words.people.search).fill('nobody')
  await page.getByText(words.people.nobodyFound).waitFor()
  expect(await violationsOf(flora), 'a search in a crowd').toEqual([])

  const ana = await joinByLink(stage, flora.links.participant, { name: 'Ana', language: 'fr' })
  await ana.page.getByRole('textbox', { name: ana.words.phone.write }).fill('Écrit dans la foule')
  await ana.page.keyboard.press('Enter')
  await waitForItems(flora, 'Écrit dans la foule')
  expect(await violationsInBothThemes(ana), 'the list in a column').toEqual([])
  await openVote(flora, { title: 'Which?', target: 'notes' })
  await clickPlaceDot(ana, 'Écrit dans la foule')
  expect(await violationsInBothThemes(ana), 'a vote in a column').toEqual([])
  expect([await canvas(ana).count(), await scriptsOf(ana, /\/canvas-/)]).toEqual([0, 0])

  await button(ana, ana.words.phone.toBoard).focus()
  await ana.page.keyboard.press('Enter')
  await waitForItems(ana, /Écrit dans la foule/)
  expect(await scriptsOf(ana, /\/canvas-/)).toBe(1)
  await button(ana, ana.words.phone.fromBoard).focus()
  await ana.page.keyboard.press('Enter')
  await canvas(ana).waitFor({ state: 'detached' })
  await waitForOwnDot(ana, 'Écrit dans la foule')
  await closeVote(flora)
})

function scriptsOf({ page }: Person, named: RegExp): Promise<number> {
  return page.evaluate(
    (source) =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js') && new RegExp(source).test(name)).length,
    named.source,
  )
}

/** In the bar one's own disc comes last. Its number is sure once all three are there, Flora and the two. */
async function ownMark(person: Person): Promise<string> {
  const disc = avatars(person).nth(2)
  return (await disc.getAttribute('data-initials')) ?? ''
}
