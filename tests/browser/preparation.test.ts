import { expect, test } from 'vitest'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { draftOf } from '#tests/support/board-parts.ts'
import { tabTo } from '#tests/support/keyboard.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { preparedWorkshop } from '#tests/support/preparations.ts'

test('a person prepares on a phone by keyboard; the facilitator sees how many; the workshop takes what is shared', async () => {
  const stage = await openStage()
  const board = await openPrepared(stage)
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  const { page, words } = ana
  await page.getByText(/Préparation, chacun à son rythme · jusqu’au/u).waitFor()
  const answer = page.getByRole('textbox', { name: 'Une envie' })
  await page.getByText(words.form.keeping.saved).waitFor()
  await tabTo(ana, 'Une envie')
  await page.keyboard.type('Y être, ensemble')
  await tabTo(ana, sentencePattern(words.form.audience, { number: 2 }))
  await page.keyboard.press('End')
  await page.locator('.audience__words', { hasText: words.audience.hiddenSigned }).waitFor()
  await page.getByRole('textbox', { name: 'Un moment' }).fill('Pour moi seule')
  await page.getByRole('textbox', { name: 'Un objet' }).fill('La clé de la première salle')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(ana, words.form.addPhoto).click(),
  ])
  await chooser.setFiles({ name: 'key.png', mimeType: 'image/png', buffer: await plainPhoto('png') })
  await page.getByLabel(words.form.photoInReport).check()
  await page.getByLabel(words.form.group).selectOption('Infirmières')
  await button(ana, words.form.done).click()
  await expectAccessible(ana)

  // The browser was closed.
  await page.reload()
  await expect.poll(() => answer.inputValue()).toBe('Y être, ensemble')
  await expect.poll(() => button(ana, words.form.done).getAttribute('aria-pressed')).toBe('true')

  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  await flora.page.getByText('1 of 1 has begun · 1 done').waitFor()
  await flora.page.getByText(flora.words.ahead.reminder).click()
  const reminder = flora.page.getByRole('textbox', { name: flora.words.ahead.reminderText })
  await expect.poll(() => reminder.inputValue()).toContain(board.links.participant)
  expect(await reminder.inputValue()).toMatch(/please prepare[^]*préparez-vous/u)
  await expectAccessible(flora)

  // The group does not stop at what people did alone.
  await goOnTo(flora, 'Open')
  await goOnTo(flora, 'Meet', flora.words.turns.begin)
  await button(ana, words.turns.showPrepared).waitFor()
  await expectAccessible(ana)
  await button(ana, words.turns.showPrepared).click()
  await page.getByLabel(words.turns.photoInReport).waitFor()
  await expect.poll(() => page.getByLabel(words.turns.photoInReport).isChecked()).toBe(true)
  await button(flora, sentencePattern(flora.words.turns.call, { name: 'Ana' })).click()
  await button(ana, words.turns.finish).click()
  await goOnTo(flora, 'Start')
  await draftOf(ana, 'Y être, ensemble').waitFor()
  expect(await draftOf(ana, 'Pour moi seule').count()).toBe(0)
  await expectAccessible(ana)
})

async function openPrepared({ server }: Stage): Promise<CreatedBoard> {
  const closes = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const { status, body } = await server.ask('POST', '/api/boards', {
    title: 'Prepared',
    language: 'en',
    agenda: { template: preparedWorkshop({ closes }), answers: {} },
  })
  if (status !== 201) throw new Error(`the board was not made: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}

/** Leads to the phase. */
async function goOnTo({ page }: Person, phase: string, label = phase): Promise<void> {
  const lead = page.locator('.agenda-bar__go')
  await lead.filter({ hasText: label }).click()
  await page.locator('.phase-title', { hasText: phase }).waitFor()
}

async function expectAccessible(person: Person): Promise<void> {
  expect(await violationsInBothThemes(person)).toEqual([])
}
