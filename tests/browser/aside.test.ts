import { expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { en } from '#shared/activities/aside/words.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { joinBoard, outcomeOf } from '#tests/support/socket-voters.ts'
import { boardWithStatements } from '#tests/support/tested-board.ts'

const path = 'challenge/aside'
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'aside',
  title: { en: 'Aside' },
  ask: [],
  phases: [
    {
      id: 'challenge',
      title: { en: 'Challenge' },
      steps: [
        {
          id: 'aside',
          activity: 'aside',
          seconds: 60,
          prompt: [{ en: 'Which one can wait?' }],
          writing: 'none',
        },
      ],
    },
    {
      id: 'decide',
      title: { en: 'Decide' },
      steps: [
        { id: 'duel', activity: 'duel', seconds: 60, prompt: [{ en: 'Which is ours?' }], writing: 'none' },
      ],
    },
  ],
}

test('a begun reason for setting a sentence aside outlives a reload, and another’s proposal', async () => {
  const stage = await openStage()
  const board = await boardWithStatements(stage.server, [
    { id: 's1', versions: [`We carry the radio at night${', and by day, too'.repeat(8)}.`] },
    { id: 's2', versions: ['We hold the bend.'] },
  ])
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  const bo = await joinBoard(stage.server, board, { name: 'Bo' })
  expect(await lead(fay, { kind: 'agenda.take', template, answers: {} })).toBe('ok')
  await moveTo(fay, path)
  const asked = () => askedIn(readActivity(fay.client.doc, askedName), path)
  await fay.client.until(() => asked() !== undefined)
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const { page } = ana
  const reason = page.getByRole('textbox', { name: en.why })
  await button(ana, en.propose).first().click()
  await reason.fill('A bank would sign it')
  await page.reload()
  await expect.poll(() => reason.inputValue()).toBe('A bank would sign it')
  expect(await violationsOf(ana)).toEqual([])
  const proposal = {
    kind: 'asking.propose',
    asked: asked()?.id ?? '',
    thing: 's1',
    reason: 'It is long',
  } as const
  expect(outcomeOf(await bo.client.command(proposal))).toBe('ok')
  await page.getByText('It is long').waitFor()
  expect(await reason.inputValue()).toBe('A bank would sign it')
  // Nobody else has had a letter of it before the press.
  expect(JSON.stringify(readActivity(bo.client.doc, askedName))).not.toContain('bank')
  await reason.press('Enter')
  await bo.client.until(() => JSON.stringify(readActivity(bo.client.doc, askedName)).includes('A bank'))
  await reason.waitFor({ state: 'detached' })

  // The time of the first pair of a duel runs: no title of its phase is over it on the wall.
  const room = await stage.newPage({ viewport: { width: 1_280, height: 720 } })
  await room.goto(board.links.viewer.replace('#', '/projector#'))
  await room.getByText('We hold the bend.').first().waitFor()
  await moveTo(fay, 'decide/duel')
  await room.locator('.pair').first().waitFor()
  expect(await room.locator('.between').count()).toBe(0)
  // The shorter of two sentences is no larger: it would look better.
  for (const each of [page, room]) {
    await each.locator('.pair blockquote').nth(1).waitFor()
    const sizes = () =>
      each
        .locator('.pair blockquote')
        .evaluateAll((sides) => sides.map((side) => getComputedStyle(side).fontSize))
    await expect.poll(sizes).toSatisfy((all) => all.length === 2 && all[0] === all[1])
  }
})
