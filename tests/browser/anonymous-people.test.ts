import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { fr as testFr } from '#client/activities/test/words.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { StepTest } from '#shared/statements/tested.ts'
import type { Command } from '#shared/wire/command.ts'
import { Role } from '#shared/workshop/role.ts'
import { passed, type Round } from '#shared/workshop/round.ts'
import { agreementOf, choicesOf } from '#shared/workshop/tally.ts'
import { columnAbove } from '#shared/workshop/one-column.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { consenting, questionOf } from '#tests/support/consent-board.ts'
import { closeRound, joinBoard, outcomeOf, type Voter } from '#tests/support/socket-voters.ts'
import { judgeCommand, openSwapOf, showSwap } from '#tests/support/swap-questions.ts'
import { testTemplate } from '#tests/support/tested-board.ts'
import { writeSentences } from '#tests/support/written-sentences.ts'
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
  const crowd = await Promise.all(
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
  await page.close()

  // A sentence is tested and decided about in the column, and every answer of the crowd is counted with Ana's.
  const fay = await joinBoard(stage.server, { id, links: flora.links } as CreatedBoard, {
    role: Role.facilitator,
  })
  const answers = { team: 'Nord', others: 'Acme, Bolt, Cody' }
  expect(await lead(fay, { kind: 'agenda.take', template: judging, answers })).toBe('ok')
  await writeSentences(fay, ['Nord rend leurs matins aux équipes de nuit.'])
  await moveTo(fay, 'challenge/rewrite')
  await moveTo(fay, 'challenge/swap')
  await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
  const test = openSwapOf(fay.client.doc) as StepTest
  await ana.page.getByText('Bolt rend leurs matins aux équipes de nuit.').waitFor()
  const [no, almost, yes] = testWordsOf('fr').answers
  const judged = { Acme: no, Bolt: almost, Cody: yes }
  for (const [name, answer] of Object.entries(judged)) await radioFor(ana, name, answer).check()
  const said = ['no', 'almost', 'yes'] as const
  const each = columnAbove / said.length
  await answerAll(crowd, test, (option, index) =>
    judgeCommand(test.id, option, said[index % said.length] ?? 'pass'),
  )
  const tested = await showSwap(fay, test.id)
  const alike = { no: each, almost: each, yes: each, answered: columnAbove + 1, passed: 0 }
  expect(tested.options.map((option) => choicesOf(tested, option))).toEqual([
    { ...alike, no: each + 1 },
    { ...alike, almost: each + 1 },
    { ...alike, yes: each + 1 },
  ])

  await moveTo(fay, 'decide/consent')
  await fay.client.until(() => questionOf(fay).candidates.length === 1)
  const [version = ''] = questionOf(fay).candidates
  expect(await lead(fay, { kind: 'consent.ask', version })).toBe('ok')
  const question = await openRoundOf(fay)
  await ana.page.getByRole('radio', { name: `5: ${consentWordsOf('fr').answers[5]}` }).check()
  await answerAll(crowd, question, (option, index) => ({
    kind: 'answer.set',
    round: question.id,
    option,
    answer: index % 3 === 0 ? passed : 4,
  }))
  const decided = await closeRound(fay, question.id)
  expect(agreementOf(decided, version)).toEqual({
    counts: [0, 0, 0, 0, (columnAbove / 3) * 2, 1],
    answered: (columnAbove / 3) * 2 + 1,
    passed: columnAbove / 3,
    median: 4,
    isAgreed: true,
    isWithheld: false,
  })
  await ana.page
    .getByText(new RegExp(`\\b${columnAbove / 3}\\s+sans\\s+avis`))
    .first()
    .waitFor()
  expect(await canvas(ana).count()).toBe(0)
})

/** A sentence is written, tested under other names, and decided about. */
const judging: Template = {
  ...consenting,
  ask: testTemplate().ask,
  phases: consenting.phases.map((phase) =>
    phase.id === 'challenge' ? { ...phase, steps: [...phase.steps, ...swapOf('challenge/rewrite')] } : phase,
  ),
}

function swapOf(from: StepPath): readonly Step[] {
  const steps = testTemplate()
    .phases.flatMap((phase) => phase.steps)
    .slice(0, 1)
  return steps.map((step) => ({ ...step, input: [{ from, take: 'statements', show: 'pour' }] }))
}

async function openRoundOf({ client }: Voter): Promise<Round> {
  const find = () => roundsOf(client.doc).find(({ state }) => state === 'open')
  await client.until(() => find() !== undefined)
  return find() as Round
}

/** Each answers every option. All of it is on disk then. */
async function answerAll(
  crowd: readonly Voter[],
  { options }: Pick<Round, 'options'>,
  answer: (option: string, index: number) => Command,
): Promise<void> {
  await Promise.all(
    crowd.map(async ({ client }, index) => {
      for (const option of options) expect(outcomeOf(await client.command(answer(option, index)))).toBe('ok')
    }),
  )
}

function radioFor({ page }: Person, name: string, answer: string): Locator {
  return page
    .getByRole('group', { name: sentencePattern(testFr.question, { name }) })
    .getByRole('radio', { name: answer, exact: true })
}

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
