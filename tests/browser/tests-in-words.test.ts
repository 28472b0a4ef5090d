import { expect, test } from 'vitest'
import { fr as testFr } from '#client/activities/test/words.ts'
import { fr as stepFr } from '#client/activities/test/in-step.ts'
import { spaced } from '#client/i18n/translate.ts'
import { keptStates } from '#server/activities/report-sections.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead } from '#tests/support/agendas.ts'
import { violationsInBothThemes, violationsWhereScrolled } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink, waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const words = spaced('fr', testFr)
const field = ({ page }: Person) => page.locator('.test-task textarea')
const place = ({ page }: Person, number: number) =>
  page.getByText(sentencePattern(words.place, { number, of: 3 }))

test('which opposites could be defended; then one sentence after the other, with the names of the map to tap', async () => {
  const stage = await openStage()
  const day = snapshotOf(livedDay())
  const file = JSON.parse(writeBoardFile(day, { activities: keptStates(day) })) as unknown
  const { body } = await stage.server.ask('POST', '/api/imports', file)
  const { links } = body as CreatedBoard
  const fay = await joinBoard(stage.server, body as CreatedBoard, { role: Role.facilitator })
  const go = async (to: string) =>
    lead(fay, { kind: 'agenda.move', from: readAgenda(fay.client.doc)?.now.move ?? 0, to })
  expect(await go('challenge/opposite')).toBe('ok')
  const [ana, ben, gil] = await Promise.all([
    joinByLink(stage, links.participant, { name: 'Ana', language: 'fr' }),
    joinByLink(stage, links.participant, { name: 'Ben', language: 'fr', device: phoneDevice }),
    joinByLink(stage, links.facilitator, { name: 'Gil', language: 'fr' }),
  ])

  await field(ben).fill('Laisser chacun se répéter')
  await waitUntilSaved(ben)
  await gil.page.locator('.agenda-bar__go', { hasText: spaced('fr', stepFr).reveal }).click()
  const defend = ana.page.getByRole('button', { name: words.defend }).first()
  await defend.click()
  await expect.poll(() => defend.getAttribute('aria-pressed')).toBe('true')
  expect(await violationsInBothThemes(ana)).toEqual([])

  expect(await go('challenge/who')).toBe('ok')
  await place(ana, 1).waitFor()
  await button(ana, 'Les familles').click()
  await button(ana, 'Le standard').click()
  await expect.poll(() => field(ana).inputValue()).toBe('Les familles, Le standard')
  await ana.page.keyboard.press('ControlOrMeta+Enter')
  await place(ana, 2).waitFor()
  await expect.poll(() => field(ana).evaluate((it) => it === document.activeElement)).toBe(true)
  await ana.page.keyboard.insertText('Les gens de nuit')
  await button(ana, words.previous).click()
  await expect.poll(() => field(ana).inputValue()).toBe('Les familles, Le standard')
  await place(ben, 1).waitFor()
  expect(await field(ben).count()).toBe(1)
  expect(await violationsInBothThemes(ana)).toEqual([])
  expect(await violationsWhereScrolled(ben)).toEqual([])
})
