import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { boardList, dialogOf, draftOf, messages, toBoard } from '#tests/support/board-parts.ts'
import { pressUntilShown } from '#tests/support/played-workshop.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { listen, sentences } from '#tests/support/heard.ts'
import { tabTo } from '#tests/support/keyboard.ts'
import { joinByLink, openBrowser, waitForItems } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

const question = 'Comment faire venir plus de monde ?'

test('a brainstorm is led and played by keyboard alone, on a desktop, a French phone and the projector', async () => {
  const stage = await openStage()
  const board = await openBrainstorm(stage)
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  const screen = await openBrowser(stage, { device: { viewport: { width: 1_280, height: 720 } } })
  await screen.page.goto(board.links.viewer.replace('#', '/projector#'))
  const { words } = flora
  const press = () => flora.page.keyboard.press('Enter')

  // Before the start everybody sees the way that lies ahead.
  await ana.page.getByText('Regrouper et nommer').waitFor()
  await expectAccessible(flora, ana)
  const heard = await listen(ana)
  await tabTo(flora, sentencePattern(words.agenda.begin, { phase: 'Write in silence' }))
  await press()

  // Writing in private: one thing to do, and the room sees the question.
  await ana.page.getByRole('heading', { name: question, level: 2 }).waitFor()
  await screen.page.getByRole('heading', { name: question, level: 2 }).waitFor()
  await heard(/Nouvelle phase.*Écrire en silence/u)
  await tabTo(ana, 'Idées')
  for (const idea of ['Une fanfare', 'Des lampions']) {
    await ana.page.keyboard.type(idea)
    await ana.page.keyboard.press('Enter')
    await draftOf(ana, idea).waitFor()
  }
  await expectAccessible(flora, ana, screen)
  await tabTo(ana, ana.words.agenda.done)
  await ana.page.keyboard.press('Enter')
  await shows(flora, sentencePattern(words.progress.doneAll))

  // One press shows all notes. The focus stays on the one button.
  await button(flora, words.reveal.begin).waitFor()
  await press()
  await flora.page.getByRole('button', { name: 'Une fanfare', exact: true }).waitFor()
  await toBoard(flora)
  await waitForItems(flora, /Une fanfare/u, /Des lampions/u)
  await ana.page.getByText('Une fanfare').first().waitFor()
  await button(flora, sentencePattern(words.agenda.goOnTo, { phase: 'Group and name' })).waitFor()
  await press()

  await tabTo(ana, sentencePattern(ana.words.group.put, { note: 'Une fanfare' }))
  await ana.page.keyboard.press('Enter')
  await dialogOf(ana).locator(':focus').waitFor()
  await ana.page.keyboard.press('Enter')
  await tabTo(ana, sentencePattern(ana.words.group.put, { note: 'Des lampions' }))
  await ana.page.keyboard.press('Enter')
  await dialogOf(ana).locator(':focus').waitFor()
  await ana.page.keyboard.press('Enter')
  await ana.page.getByText(ana.words.group.none).waitFor()
  await expectAccessible(ana)
  // Ana has not said that she is done, and she has begun nothing: one press leads on.
  await flora.page.locator('.agenda-bar[data-step="group/group"]').waitFor()
  await press()

  await tabTo(ana, sentencePattern(ana.words.naming.title_other, { count: 2 }))
  await ana.page.keyboard.type('Faire du bruit')
  await ana.page.keyboard.press('Enter')
  await shows(ana, sentencePattern(ana.words.naming.named, { count: 1, total: 1 }))
  await expectAccessible(ana)
  await tabTo(ana, ana.words.agenda.done)
  await ana.page.keyboard.press('Enter')
  await shows(flora, sentencePattern(words.progress.doneAll))
  await press()

  await tabTo(ana, sentencePattern(ana.words.vote.place, { option: 'Faire du bruit' }))
  await ana.page.keyboard.press('Enter')
  await shows(flora, sentencePattern(words.progress.answeredAll))
  // Each dot is heard once.
  await heard(/Faire du bruit\..*1\spoint\srestant/u)
  expect((await sentences(ana)).filter((said) => /1\spoint\srestant/u.test(said))).toHaveLength(1)
  await expectAccessible(flora, ana, screen)
  await button(flora, words.vote.stepClose).waitFor()
  await press()
  await ana.page.getByText(voteWordsOf(ana.language).noTotals).waitFor()
  await button(flora, sentencePattern(words.agenda.goOnTo, { phase: 'What next?' })).waitFor()
  await press()

  // What next, with an owner.
  await tabTo(ana, 'Actions')
  await ana.page.keyboard.type('Écrire à la mairie')
  await ana.page.keyboard.press('Tab')
  await ana.page.keyboard.type('Ana')
  await ana.page.keyboard.press('Enter')
  await flora.page.getByRole('button', { name: /Écrire à la mairie/u }).waitFor()
  // The clock alone says it.
  const before = await secondsLeft(flora)
  await flora.page.keyboard.press('t')
  await expect.poll(() => secondsLeft(flora)).toBeGreaterThan(before)
  await tabTo(flora, words.agenda.lead.label)
  await press()
  const menuItem = flora.page.getByRole('menuitem', { name: words.agenda.lead.agenda })
  await menuItem.waitFor()
  await expectAccessible(flora)
  await menuItem.press('Enter')
  await flora.page.getByText(sentencePattern(words.agenda.total, { count: 25 })).waitFor()
  await expectAccessible(flora, ana)
  await flora.page.keyboard.press('Escape')
  await tabTo(flora, words.agenda.finish, 'Shift+Tab')
  await press()
  await ana.page.locator('.end').waitFor()
  await screen.page.getByRole('heading', { name: words.agenda.over }).waitFor()
  await expectAccessible(flora, ana, screen)
})

test('nobody is pulled away from words that they write; undo and the remote of the projector lead too', async () => {
  const stage = await openStage()
  const board = await openBrainstorm(stage)
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const gil = await joinByLink(stage, board.links.facilitator, { name: 'Gil' })
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const { words } = flora
  const begin = sentencePattern(words.agenda.begin, { phase: 'Write in silence' })
  // Both press the button that they see: the workshop is one step on, not two.
  const seen = await Promise.all([flora, gil].map(async (each) => button(each, begin).elementHandle()))
  // At one moment, however long each page takes to be told: neither has seen what the other's press does.
  const moment = Date.now() + 2_000
  await Promise.all(seen.map(async (handle) => handle?.evaluate(clickAtMoment, moment)))
  const field = ana.page.getByRole('textbox', { name: 'Ideas' })
  await field.fill('A brass')
  for (const facilitator of [flora, gil]) await button(facilitator, words.reveal.begin).waitFor()
  // In this step people write on their desks, and the note tool is absent.
  expect(await button(ana, words.tools.note).count()).toBe(0)

  // The keys of a presentation remote lead from the desk, too, and not from a field.
  await ana.page.keyboard.press('PageDown')
  await button(flora, `${words.agenda.stillAnswering_one} · ${words.agenda.allTheSame}`).waitFor()
  await flora.page.keyboard.press('PageDown')
  await button(ana, words.agenda.join).waitFor()
  await field.pressSequentially(' band')
  expect(await field.inputValue()).toBe('A brass band')
  await button(ana, words.agenda.join).click()
  await field.waitFor({ state: 'detached' })

  // The words stay in their field. Undo leads back, and there they are.
  await messages(flora).getByRole('button', { name: words.agenda.undo }).click()
  await expect.poll(() => field.inputValue()).toBe('A brass band')
  // Once she has added them nobody waits for her, and the next move takes her along.
  await field.press('Enter')
  await draftOf(ana, 'A brass band').waitFor()
  await button(flora, words.reveal.begin).waitFor()

  const screen = { ...flora, page: await flora.page.context().newPage() }
  await screen.page.goto(board.links.viewer.replace('#', '/projector#'))
  await screen.page.getByRole('heading', { name: question }).waitFor()
  await screen.page.keyboard.press('PageDown')
  await screen.page.getByRole('heading', { name: /everything that was written/u }).waitFor()
  // The page that leads is behind another one, and may be told later than that one.
  const onward = button(flora, sentencePattern(words.agenda.goOnTo, { phase: 'Group and name' }))
  await onward.waitFor()
  await screen.page.keyboard.press('PageUp')
  await screen.page.getByRole('heading', { name: question }).waitFor()
  await field.waitFor()

  // A new phase says its title in the header, and covers nothing of the work.
  const { keyboard } = flora.page
  await flora.page.bringToFront()
  await pressUntilShown(flora, onward, words.reveal.begin)
  await onward.click()
  await ana.page
    .getByText(sentencePattern(words.agenda.phaseOf, { number: 2 }))
    .first()
    .waitFor()
  await ana.page.getByRole('banner').getByText('Group and name', { exact: true }).waitFor()
  await boardList(ana).waitFor({ state: 'attached' })
  await expectAccessible(ana)

  const choose = async (name: string, says: string) => {
    await button(flora, words.agenda.lead.label).click()
    await flora.page.getByRole('menuitem', { name, exact: true }).click()
    await flora.page.getByText(says, { exact: true }).waitFor()
    await expectAccessible(flora)
  }
  await choose(words.agenda.lead.keepEnd, words.agenda.keepEnd.how)
  await keyboard.press('Escape')
  await choose(words.agenda.lead.end, words.agenda.endAsk)
  await button(flora, words.agenda.finish).last().click()
  await ana.page.locator('.end').waitFor()
  await choose(words.agenda.lead.leave, words.agenda.leaveAsk)
})

/** Runs in the page. */
function clickAtMoment(element: HTMLElement | SVGElement, moment: number): void {
  const click = () => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  setTimeout(click, moment - Date.now())
}

/** A board with the brainstorm that comes with the product. */
async function openBrainstorm({ server }: Stage): Promise<CreatedBoard> {
  const file = new URL('../../server/templates/built-in/brainstorm.json', import.meta.url)
  const template: unknown = JSON.parse(await readFile(file, 'utf8'))
  const { status, body } = await server.ask('POST', '/api/boards', {
    title: 'Fête',
    language: 'fr',
    agenda: { template, answers: { question, dots: 2 } },
  })
  if (status !== 201) throw new Error(`the board was not made: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}

/** In the light theme and in the dark one. */
async function expectAccessible(...people: readonly Person[]): Promise<void> {
  for (const person of people) expect(await violationsInBothThemes(person)).toEqual([])
}

async function shows({ page }: Person, text: RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

async function secondsLeft({ page }: Person): Promise<number> {
  const label = (await page.getByRole('timer').getAttribute('aria-label')) ?? ''
  const [, minutes, seconds] = /(\d+):(\d\d)/u.exec(label) ?? []
  return Number(minutes) * 60 + Number(seconds)
}
