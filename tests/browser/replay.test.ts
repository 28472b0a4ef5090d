import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { replayGrainMs } from '#shared/board/replay.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { addText, leadBoard } from '#tests/support/led-board.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  openNewBoard,
  joinByLink,
  waitUntilSaved,
  waitForItems,
  waitForItemGone,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { spawnServer } from '#tests/support/server.ts'
import { inDatabase } from '#tests/support/damage-database.ts'
import { closeVote, openVote } from '#tests/support/vote-dialogs.ts'
import { boardList, draftOf, drawer, selectedItems } from '#tests/support/board-parts.ts'

test('two people watch the replay by keyboard and by touch while work goes on', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { name: 'Flora' })
  const link = flora.links.participant
  const ana = await joinByLink(stage, link, { name: 'Anatole', device: phoneDevice })
  const { writing } = flora.words
  await button(flora, writing.begin).click()
  await button(flora, writing.beginConfirm).click()
  await ana.page.getByText(ana.words.writing.meaning).waitFor()
  for (const text of ['Nobody waits a day', 'Repair before we replace']) {
    await ana.page.getByRole('textbox', { name: ana.words.phone.write }).tap()
    await ana.page.keyboard.insertText(text)
    await button(ana, ana.words.phone.add).tap()
    await draftOf(ana, text).waitFor()
  }
  await waitUntilSaved(ana)
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()
  await button(flora, writing.reveal).click()
  await flora.page.getByText(writing.revealHow).waitFor()
  await button(flora, writing.revealConfirm).click()
  await waitForItems(flora, 'Nobody waits a day', 'Repair before we replace')
  // A note that lives shorter than one step is in no step.
  const revealedAt = Date.now()
  await expect.poll(() => Date.now() - revealedAt).toBeGreaterThan(replayGrainMs)
  await select(flora, 'Nobody waits a day')
  await flora.page.keyboard.press('Delete')
  await waitForItemGone(flora, 'Nobody waits a day')
  await waitUntilSaved(flora)

  // Ana, on a phone, sees the board as it is, and goes back to when it was more.
  const theirs = await openReplay(ana)
  await expect.poll(() => overflowOf(ana)).toBe(0)
  await button(ana, ana.words.replay.list).tap()
  await theirs.getByText('Repair before we replace').waitFor()
  expect(await theirs.getByText('Nobody waits a day').count()).toBe(0)
  expect(await violationsOf(ana), 'as a list, on a phone').toEqual([])
  await button(ana, ana.words.replay.previous).tap()
  await theirs.getByText('Nobody waits a day').waitFor()
  await theirs.getByText(ana.words.writing.moment.revealed, { exact: true }).first().waitFor()
  expect(await theirs.textContent()).not.toMatch(/Anatole|Flora/)

  // The live board goes on, and is what Escape returns to.
  await writeAt(flora, places.lowerMiddle, 'Written meanwhile')
  await ana.page.keyboard.press('Escape')
  await theirs.waitFor({ state: 'detached' })
  await ana.page.getByText('Written meanwhile').waitFor()

  // Flora, by keyboard: the knob says the moment, and plays with the space bar.
  const own = await openReplay(flora)
  const knob = own.getByRole('slider', { name: flora.words.replay.knob })
  await expect.poll(() => knob.evaluate((own) => own === document.activeElement)).toBe(true)
  await flora.page.keyboard.press('Home')
  await expect.poll(() => knob.getAttribute('aria-valuetext')).toMatch(/: 0 notes, 0 groups\.$/)
  await flora.page.keyboard.press('Space')
  await button(flora, flora.words.replay.pause).waitFor()
  // The time that a slow machine took would also pass in the replay.
  await own
    .getByRole('radio', { name: sentencePattern(flora.words.replay.times, { factor: 60 }) })
    .check({ force: true })
  await button(flora, flora.words.replay.play).waitFor()
  await expect.poll(() => knob.getAttribute('aria-valuetext')).toMatch(/: 2 notes, 0 groups\./)
  expect(await violationsOf(flora), 'painted').toEqual([])

  // She clears it for everybody.
  await button(flora, flora.words.replay.clear).click()
  await flora.page
    .getByRole('alertdialog')
    .getByRole('button', { name: flora.words.replay.clearConfirm })
    .click()
  await flora.page.getByText(flora.words.replay.cleared).waitFor()
  await choose(ana, ana.words.replay.open)
  await ana.page.getByText(ana.words.replay.empty).waitFor()
  expect(await button(ana, ana.words.replay.clear).count()).toBe(0)
})

test('events of a session are marked on the time line, and a press on a mark goes there', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'Repair')
  for (const title of ['First question', 'Second question']) {
    await nextStep()
    await openVote(flora, { title, target: 'notes', isSecret: false })
    await nextStep()
    await closeVote(flora)
    // The drawer with its results goes again.
    const results = drawer(flora, flora.words.vote.heading)
    await results.waitFor()
    await button(flora, flora.words.vote.heading).click()
    await results.waitFor({ state: 'detached' })
  }
  await nextStep()
  await writeAt(flora, places.right, 'After the votes')
  await waitUntilSaved(flora)
  const replay = await openReplay(flora)
  const { moment } = flora.words.vote
  const marks = replay.getByRole('toolbar', { name: flora.words.replay.moments }).getByRole('button')
  const happened = ['First question', 'Second question'].flatMap((round) => [
    filled(moment.roundOpened, { round }),
    filled(moment.roundClosed, { round }),
  ])
  await expect.poll(() => marks.count()).toBe(4)
  for (const [order, words] of happened.entries())
    expect(await marks.nth(order).getAttribute('aria-label')).toContain(words)
  expect(await violationsOf(flora), 'with marks').toEqual([])

  await marks.nth(1).click()
  await replay
    .getByRole('contentinfo')
    .getByText(happened[1] ?? '', { exact: true })
    .first()
    .waitFor()
  await marks.nth(2).click()
  await replay
    .getByRole('contentinfo')
    .getByText(happened[2] ?? '', { exact: true })
    .first()
    .waitFor()

  // By keyboard: one stop for Tab, arrows between the marks.
  await replay.getByRole('slider').focus()
  await flora.page.keyboard.press('Home')
  await flora.page.keyboard.press('Tab')
  await focusIsOn(marks.nth(0))
  await flora.page.keyboard.press('ArrowRight')
  await flora.page.keyboard.press('ArrowRight')
  await focusIsOn(marks.nth(2))
  await flora.page.keyboard.press('Enter')
  await replay
    .getByRole('contentinfo')
    .getByText(happened[2] ?? '', { exact: true })
    .first()
    .waitFor()
  await flora.page.keyboard.press('End')
  await focusIsOn(marks.nth(3))
  await flora.page.keyboard.press('Space')
  await replay
    .getByRole('contentinfo')
    .getByText(happened[3] ?? '', { exact: true })
    .first()
    .waitFor()
  await button(flora, flora.words.replay.play).waitFor()
  await flora.page.keyboard.press('Tab')
  await focusIsOn(button(flora, flora.words.replay.previous))
})

test('a damaged replay shows the steps that are left and says for which times there are none, in French', async () => {
  const language = 'fr'
  const stage = await openStage(await spawnServer())
  const flora = await openNewBoard(stage, { language })
  await writeAt(flora, places.left, 'Lost')
  await waitUntilSaved(flora)
  await openReplay(flora)
  await button(flora, flora.words.replay.close).click()
  inDatabase(stage.server.dataDir, (db) =>
    // As when the log has been folded since: nothing of the lost page can be recorded again.
    db.exec("UPDATE replays SET since = through; UPDATE replay_pages SET data = x'1f8b00'"),
  )
  await choose(flora, flora.words.replay.open)
  await flora.page.getByText(sentencePattern(flora.words.replay.gapOn)).waitFor()
  expect(await violationsOf(flora), 'nothing is left').toEqual([])
  await button(flora, flora.words.replay.close).click()

  await nextStep()
  await writeAt(flora, places.right, 'Afterwards')
  await waitUntilSaved(flora)
  const replay = await openReplay(flora)
  await replay.getByText(sentencePattern(flora.words.replay.gap)).waitFor()
  expect(await violationsOf(flora), 'with what is left').toEqual([])
  await expect.poll(() => replay.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/2\snotes/)
  await button(flora, flora.words.replay.list).click()
  await replay.getByText('Lost', { exact: true }).waitFor()
})

test('a viewer watches the replay too, in French', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await addText(fay, 'Réparer')
  const vera = await joinByLink(stage, board.links.viewer, { language: 'fr' })
  const replay = await openReplay(vera)
  await replay.getByRole('heading', { name: 'Revoir la séance' }).waitFor()
  await button(vera, vera.words.replay.close).click()
  await replay.waitFor({ state: 'detached' })
  await expect
    .poll(() => button(vera, vera.words.menu.label).evaluate((own) => own === document.activeElement))
    .toBe(true)
})

/** Later changes are in another step of the replay. */
async function nextStep(): Promise<void> {
  const since = Date.now()
  await expect.poll(() => Date.now() - since).toBeGreaterThan(replayGrainMs)
}

async function focusIsOn(place: Locator): Promise<void> {
  await expect.poll(() => place.evaluate((own) => own === document.activeElement)).toBe(true)
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

/** By the arrow keys of the list that screen readers read. */
async function select(person: Person, text: string): Promise<void> {
  const { page } = person
  await boardList(person).focus()
  await page.keyboard.press('Home')
  const chosen = selectedItems(person)
  while ((await chosen.textContent()) !== text) await page.keyboard.press('ArrowDown')
}

async function choose(person: Person, name: string): Promise<void> {
  await button(person, person.words.menu.label).click()
  await person.page.getByRole('menuitem', { name }).click()
}

async function openReplay(person: Person) {
  await choose(person, person.words.replay.open)
  const replay = person.page.getByRole('dialog', { name: person.words.replay.heading })
  await replay.getByRole('slider').waitFor()
  return replay
}

/** How far the page can be moved sideways, pixels: nothing may stick out of a phone. */
function overflowOf({ page }: Person): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
