import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { leftOf, noClock } from '#shared/agenda/agenda.ts'
import { dialogOf, runCommand } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { closeDialog, joinByLink, linkOf, openBrowser, waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { leadOn, openCrowd, openModelAt, pressUntil } from '#tests/support/played-workshop.ts'
import { newDataDir, spawnServer } from '#tests/support/server.ts'
import { reconnectTimeoutMs, timeLimit } from '#tests/support/time-limits.ts'
import { until } from '#tests/support/until.ts'

const question = 'What would make our Mondays better?'

test('nine people play the brainstorm from the home page to the report, through a dropped line, a late-comer, two facilitators at once and a killed server', async () => {
  const stage = await openStage(await spawnServer({ dataDir: await newDataDir() }))
  const flora = await openBrowser(stage)
  const { page, words } = flora
  await page.addInitScript(countTones)
  await page.goto(stage.url)
  await page.getByRole('button', { name: 'Brainstorm in 25 minutes' }).click()
  await page.getByLabel('The question').fill(question)
  await button(flora, words.home.createWorkshop).click()
  await closeDialog(flora)
  const link = await linkOf(flora, 'participant')
  const ana = await joinByLink(stage, link, { name: 'Ana', device: phoneDevice })
  const gil = await openModelAt(stage, await linkOf(flora, 'facilitator'), 'Gil')
  const crowd = await openCrowd(stage, link, 6)

  // Two facilitators press at once: the workshop is one step on.
  await until(() => gil.agenda.get() !== null && gil.saving.get() === 'saved')
  // Held before: the press of the other one may take the button away.
  const begin = await button(flora, sentencePattern(words.agenda.begin)).elementHandle()
  // Both name the move before: a press after the news of the other one would lead one step further.
  await begin?.evaluate((pressed: HTMLElement) => pressed.click())
  await gil.run({ kind: 'agenda.move', from: 0, to: 'write/ideas' })
  await until(() => gil.agenda.get()?.now.move === 1)
  await chooseSound(flora)
  // The choice sounds, so that people know what to expect: two tones, then one at 60 and one at 10 seconds, played to their end.
  let tones = 2
  await heardTones(flora, tones)
  // Some seconds before the mark: a page on a busy machine hears of the clock later.
  for (const seconds of [66, 16]) {
    await leaveTime(gil, seconds)
    await heardTones(flora, (tones += 1))
  }
  await leaveTime(gil, 300)
  await ana.page.getByRole('textbox', { name: 'Ideas' }).fill('Coffee for everyone')
  await ana.page.keyboard.press('Enter')
  await crowd.play()
  await leadOn(flora, gil, 'write/reveal')
  await until(() => [...gil.scene.notes.values()].some(({ text }) => text === 'Coffee for everyone'))
  await leadOn(flora, gil, 'group/group')
  await crowd.play()
  await until(() => gil.scene.clusters.size > 0)
  await leadOn(flora, gil, 'group/name')
  await crowd.play()
  await until(() => [...gil.scene.clusters.values()].some(({ title }) => title !== ''))
  await leadOn(flora, gil, 'choose/vote')

  // The late-comer lands in the vote, in her own language.
  const zoe = await joinByLink(stage, link, { name: 'Zoé', language: 'fr' })
  const card = zoe.page.locator('.late-card')
  await card.getByText(zoe.words.agenda.late).waitFor()
  await card.filter({ hasText: `${gil.scene.notes.size} notes` }).waitFor()
  expect(await card.count()).toBe(1)
  const clockIsWrongBy = async () => {
    const clock = (await zoe.page.getByRole('timer').getAttribute('aria-label')) ?? ''
    const [, minutes, seconds] = /(\d+):(\d\d)/u.exec(clock) ?? []
    const left = (leftOf(gil.agenda.get()?.clock ?? noClock, gil.now()) ?? 0) / 1_000
    return Math.abs(Number(minutes) * 60 + Number(seconds) - left)
  }
  await expect.poll(clockIsWrongBy).toBeLessThan(3)
  await placeFirstDot(zoe)
  await placeFirstDot(ana)
  await crowd.play()
  const options = gil.voting.open.get()?.options.length
  await stage.server.end('SIGKILL')
  await stage.restartServer()
  await until(() => gil.voting.open.get()?.voted === 8, reconnectTimeoutMs)
  await waitUntilSaved(flora, reconnectTimeoutMs)
  expect(gil.voting.open.get()?.options.length).toBe(options)
  await pressUntil(flora, () => gil.voting.rounds.get()[0]?.state === 'closed', words.vote.close)
  expect(gil.voting.rounds.get()[0]?.totals).not.toBeNull()

  await leadOn(flora, gil, 'next/actions')
  // What the group chose stands beside her task.
  const pinned = zoe.page.getByRole('region', { name: zoe.words.agenda.pinned })
  // Many groups are folded there.
  await pinned.locator('li').first().waitFor({ state: 'attached' })
  expect(await pinned.count()).toBe(1)
  const form = zoe.page.getByRole('form', { name: 'Actions' })
  await form.getByRole('textbox', { name: 'Actions' }).fill('Acheter du café')
  await form.getByRole('textbox', { name: 'Qui' }).fill('Zoé')
  await form.getByRole('textbox', { name: 'Actions' }).press('Enter')
  await until(() => [...gil.scene.notes.values()].some(({ text }) => text === 'Acheter du café'))
  await leadOn(flora, gil, 'end')

  await runCommand(flora, words.export.open)
  await dialogOf(flora).getByRole('radio', { name: words.export.report, exact: true }).check({ force: true })
  const downloading = page.waitForEvent('download')
  await button(flora, words.export.start).click()
  const { pages } = await readPdf(await readFile(await (await downloading).path()))
  const text = pages.join('\n').replaceAll(/\s+/g, ' ')
  for (const said of ['Coffee for everyone', 'Acheter du café', 'Zoé', 'Write in silence', 'What next?'])
    expect(text).toContain(said)
})

async function chooseSound({ page, words }: Person): Promise<void> {
  await page.getByRole('button', { name: words.agenda.lead.label }).click()
  await page.getByRole('menuitem', { name: words.agenda.lead.sound }).click()
}

/** Gives the running step so much time from now. */
async function leaveTime(model: BoardModel, seconds: number): Promise<void> {
  const agenda = model.agenda.get()
  if (!agenda) throw new Error('the board has no agenda')
  const left = (leftOf(agenda.clock, model.now()) ?? 0) / 1_000
  const change = Math.round(seconds - left)
  expect(await model.run({ kind: 'agenda.time', from: agenda.now.move, seconds: change })).toMatchObject({
    ok: true,
  })
  await until(() => model.agenda.get()?.clock !== agenda.clock)
}

/** Counts tones that have been played to their end. Runs in the page. */
function countTones(): void {
  const start = Reflect.get(OscillatorNode.prototype, 'start')
  OscillatorNode.prototype.start = function begin(this: OscillatorNode, when?: number) {
    this.addEventListener('ended', () => {
      document.documentElement.dataset.tones = String(Number(document.documentElement.dataset.tones ?? 0) + 1)
    })
    start.call(this, when)
  }
}

async function heardTones({ page }: Person, count: number): Promise<void> {
  // A mark is some seconds away.
  const timeout = timeLimit(20_000)
  await page.waitForFunction((wanted) => document.documentElement.dataset.tones === String(wanted), count, {
    timeout,
  })
}

async function placeFirstDot({ page, words }: Person): Promise<void> {
  const places = page.getByRole('button', { name: sentencePattern(words.vote.place) })
  // By key: a press while the list scrolls under it is a scroll.
  await places.first().press('Enter')
  await page
    .getByText(sentencePattern(words.vote.own_one, { count: 1 }))
    .first()
    .waitFor({ state: 'attached' })
}
