import { expect, test } from 'vitest'
import { roundsOf } from '#shared/board/round.ts'
import { en, fr } from '#client/activities/consent/words.ts'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { en as stepEn } from '#client/activities/consent/in-step.ts'
import { en as voteEn, fr as voteFr } from '#client/activities/vote/words.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { leadToConsent } from '#tests/support/consent-board.ts'
import { leadBoard } from '#tests/support/led-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button, type Person } from '#tests/support/person.ts'
import { closeRound } from '#tests/support/socket-voters.ts'

const sentence = 'We give every school its time back, so that no teacher fills in a form twice.'
const words = 'On y oublie les familles.'

/** Field and button of a reason are on the screen, whole, with nothing above them. */
async function areInView(person: Person, field: string, send: string): Promise<readonly boolean[]> {
  const parts = [person.page.getByLabel(field), button(person, send)]
  return Promise.all(
    parts.map((part) =>
      part.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        const corners = [
          [left + 6, top + 6],
          [right - 6, bottom - 6],
        ] as const
        return isInside && corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
      }),
    ),
  )
}

test('a 0 counts when it is tapped, its field is in view, its words survive, and closing asks its author', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await leadToConsent(fay, [sentence])
  const [flora, ana, ben, cy] = await Promise.all([
    joinByLink(stage, board.links.facilitator, { name: 'Flora' }),
    joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr', device: phoneDevice }),
    joinByLink(stage, board.links.participant, {
      name: 'Ben',
      device: { viewport: { width: 1_024, height: 768 } },
    }),
    joinByLink(stage, board.links.participant, {
      name: 'Cy',
      device: { ...phoneDevice, viewport: { width: 375, height: 553 } },
    }),
  ])
  await button(flora, stepEn.ask).click()
  const tap = async ({ page }: Person, name: string) => page.getByRole('radio', { name }).check()

  await tap(ana, `0: ${consentWordsOf('fr').answers[0]}`)
  await ana.page.getByText(fr.counted).waitFor()
  await expect.poll(() => areInView(ana, fr.why, fr.sendReason)).toEqual([true, true])
  for (const person of [ben, cy]) {
    await tap(person, `0: ${consentWordsOf('en').answers[0]}`)
    await expect.poll(() => areInView(person, en.why, en.sendReason)).toEqual([true, true])
    expect(await violationsOf(person)).toEqual([])
    await tap(person, `4: ${consentWordsOf('en').answers[4]}`)
  }
  await ana.page.getByLabel(fr.why).fill(words)
  await ana.page.getByText(fr.reasonSaved).waitFor()
  await ana.page.reload()
  await expect.poll(() => ana.page.getByLabel(fr.why).inputValue()).toBe(words)

  const [open] = roundsOf(fay.client.doc)
  await closeRound(fay, open?.id ?? '')
  for (const person of [flora, ben, cy]) {
    await person.page.getByText(consentWordsOf('en').awaited(1)).first().waitFor()
    expect(await person.page.getByText(words).count()).toBe(0)
    expect(await person.page.getByText(voteEn.leftBar).count()).toBe(0)
  }
  await ana.page.getByText(voteFr.leftBar).waitFor()
  await button(ana, voteFr.leftDecide).click()
  await ana.page.getByText(voteFr.leftWaited).waitFor()
  expect(await violationsOf(ana)).toEqual([])
  await button(ana, voteFr.leftUnsigned).click()
  await ben.page.getByText(words).first().waitFor()
  await ana.page.getByText(voteFr.leftBar).waitFor({ state: 'detached' })
  await expect
    .poll(() => roundsOf(fay.client.doc)[0]?.reasons)
    .toMatchObject([{ text: words, name: null, answer: 0 }])
})
