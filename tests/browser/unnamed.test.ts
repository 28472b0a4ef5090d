import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import {
  button,
  canvas,
  waitUntilEntered,
  createBoardOnHomePage,
  linkOf,
  openBrowser,
  waitForItems,
  sentencePattern,
  writeAt,
  type Person,
} from '#tests/support/people.ts'
import { closeVote, openVote, clickPlaceDot } from '#tests/support/vote-dialogs.ts'

test('two people of one colour without a name are told apart by a number, the same on every screen', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const link = await linkOf(flora, 'participant')
  await writeAt(flora, { x: 500, y: 350 }, 'A note')
  const first = await unnamed(stage, link)
  const second = await unnamed(stage, link)
  const [one, two] = [await ownMark(first), await ownMark(second)]
  expect(one).toMatch(/^\d+$/)
  expect(two).toMatch(/^\d+$/)
  expect(one).not.toBe(two)

  await flora.page.locator('.people-strip').click()
  const { people, colours } = flora.words
  for (const number of [one, two]) {
    const name = sentencePattern(people.namelessNumber, { colour: colours.c3, number }).source.slice(1, -1)
    await button(flora, new RegExp(`${name}$`)).waitFor()
  }
  expect(await violationsOf(flora), 'the list of people').toEqual([])

  // Their pointers, and what each has selected, say the same.
  await waitForItems(first, 'A note')
  for (const [person, x] of [
    [first, 300],
    [second, 1_000],
  ] as const) {
    await person.page.mouse.move(x, 600)
    await person.page.mouse.move(x + 5, 600)
  }
  await expect
    .poll(() => flora.page.locator('.canvas__cursor span').allTextContents())
    .toEqual(expect.arrayContaining([one, two]))

  // Whom one follows and who then leaves is no empty name.
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

test('in an open vote they are told apart in the same way', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const link = await linkOf(flora, 'participant')
  await writeAt(flora, { x: 500, y: 350 }, 'A note')
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
  const voters = flora.page.locator('.results__names li')
  for (const number of marks) {
    const name = sentencePattern(words.namelessNumber, { colour: colours.c3, number }).source.slice(1, -1)
    await voters.filter({ hasText: new RegExp(`^${name} A note \\(1\\)$`) }).waitFor()
  }
  expect(await violationsOf(flora), 'who voted for what').toEqual([])
})

/** In the bar one's own disc comes last. Its number is sure once all three are there, Flora and the two. */
async function ownMark({ page }: Person): Promise<string> {
  const disc = page.locator('.people-strip .avatar').nth(2)
  return (await disc.getAttribute('data-initials')) ?? ''
}
