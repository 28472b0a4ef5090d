import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import { en as stepEn } from '#client/activities/consent/in-step.ts'
import { en as purposeEn } from '#client/panels/purpose/words.ts'
import { roundsOf } from '#shared/board/round.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { leadToConsent } from '#tests/support/consent-board.ts'
import { leadBoard } from '#tests/support/led-board.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button } from '#tests/support/person.ts'
import { joinBoard, type Voter } from '#tests/support/socket-voters.ts'

async function answer({ client }: Voter, value: number): Promise<void> {
  await client.until(() => roundsOf(client.doc).some(({ state }) => state === 'open'))
  const round = roundsOf(client.doc).find(({ state }) => state === 'open')
  const [option = ''] = round?.options ?? []
  const reply = await client.command({ kind: 'answer.set', round: round?.id ?? '', option, answer: value })
  expect(reply).toMatchObject({ ok: true })
}

test('after 5, 2 and 1 the sentence is amended first, the closed question shows its result, and no facilitator was counted', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await leadToConsent(fay, ['We give schools their time back.'])
  const voters = await Promise.all([1, 2, 3].map(() => joinBoard(stage.server, board)))
  const [flora, ana] = await Promise.all([
    joinByLink(stage, board.links.facilitator, { name: 'Flora' }),
    joinByLink(stage, board.links.participant, { name: 'Ana', device: phoneDevice }),
  ])
  await button(flora, stepEn.ask).click()
  await ana.page.getByRole('radio', { name: `5: ${consentWordsOf('en').answers[5]}` }).check()
  for (const [index, value] of [2, 1, 2].entries()) {
    const voter = voters[index]
    if (voter) await answer(voter, value)
  }
  // Two facilitators lead, and nobody waits for them.
  await flora.page.getByText(flora.words.progress.answeredAll).first().waitFor()
  await button(flora, stepEn.close).click()
  await flora.page.getByText('3 of 4 do not carry it yet.').first().waitFor()
  const lead = flora.page.locator('.agenda-bar').getByRole('button', { name: stepEn.amend })
  await lead.waitFor()
  expect(await flora.page.locator('.agenda-bar').getByRole('button', { name: stepEn.adopt }).count()).toBe(0)
  // On a phone the question is over: its prompt has gone, the result is there and is spoken.
  await ana.page.getByText('3 of 4 do not carry it yet.').first().waitFor()
  const prompt = ana.page.getByText('Can you carry it?').filter({ visible: true })
  await expect.poll(() => prompt.count()).toBe(0)
  await ana.page
    .locator('[role=status], output, [aria-live]')
    .filter({ hasText: 'The question is closed: 4 answered, objections 0, not carrying it yet 3.' })
    .first()
    .waitFor({ state: 'attached' })
})

test('a need that was put to the group and not agreed is not chosen for the purpose page', async () => {
  const stage = await openStage()
  const file = JSON.parse(writeBoardFile(snapshotOf(livedDay('en')))) as {
    rounds: { method: string; target: string; scores?: Record<string, number[]> }[]
  }
  const asked = file.rounds.find(({ method, target }) => method === 'agreement' && target === 'notes')
  const [need = ''] = Object.keys(asked?.scores ?? {})
  // One person objects to it.
  asked?.scores?.[need]?.splice(0, 1, 1)
  const imported = await stage.server.ask('POST', '/api/imports', file)
  const board = imported.body as CreatedBoard
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  await flora.page.getByRole('button', { name: flora.words.menu.label }).click()
  await flora.page.getByRole('menuitem', { name: purposeEn.heading }).click()
  const people = dialogOf(flora).getByRole('group', { name: purposeEn.people })
  await people.getByRole('checkbox').first().waitFor()
  const areChosen = async () => {
    const boxes = await people.getByRole('checkbox').all()
    return Promise.all(boxes.slice(0, 2).map(async (box) => box.isChecked()))
  }
  await expect.poll(areChosen).toEqual([false, true])
})
