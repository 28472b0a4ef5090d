import { expect, test } from 'vitest'
import { fr as askingFr } from '#client/panels/asking/words.ts'
import { en as stepEn } from '#client/activities/test/in-step.ts'
import { en, fr } from '#client/activities/test/words.ts'
import { swap } from '#shared/activities/test/swap-asking.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'
import { judge as judgeBySocket, openSwapOf } from '#tests/support/swap-questions.ts'
import { boardWithStatements, testTemplate } from '#tests/support/tested-board.ts'

const names = ['Acme', 'Bolt', 'Cody']

test('three people judge a sentence under other names, one of them in French on a phone, and read how specific it is', async () => {
  const stage = await openStage()
  const sentence = 'Team Nord gives every night shift its morning back.'
  const board = await boardWithStatements(stage.server, [{ id: 's1', versions: [sentence] }])
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator, name: 'Fay' })
  const answers = { team: 'Team Nord' }
  expect(await lead(fay, { kind: 'agenda.take', template: testTemplate(), answers })).toBe('ok')
  await moveTo(fay, 'challenge/swap')
  const cy = await joinBoard(stage.server, board, { name: 'Cy' })
  const [gil, ana, bea] = await Promise.all([
    joinByLink(stage, board.links.facilitator, { name: 'Gil' }),
    joinByLink(stage, board.links.participant, { name: 'Ana' }),
    joinByLink(stage, board.links.participant, { name: 'Béa', language: 'fr', device: phoneDevice }),
  ])
  // The one button leads to the field that the test waits for.
  const field = gil.page.getByLabel(en.namesLabel)
  await field.waitFor()
  await button(gil, stepEn.names).click()
  await field.and(gil.page.locator(':focus')).waitFor()
  await gil.page.keyboard.type(names.join(', '))
  await gil.page.keyboard.press('Enter')

  await bea.page.getByText('Bolt gives every night shift its morning back.').waitFor()
  await judge(ana, testWordsOf('en').answers[0], names, en.question)
  await judge(bea, testWordsOf('fr').answers[0], ['Acme', 'Bolt'], fr.question)
  await judge(bea, testWordsOf('fr').answers[1], ['Cody'], fr.question)
  const card = bea.page.getByRole('group', { name: sentencePattern(fr.question, { name: 'Cody' }) })
  await card.locator('xpath=..').getByRole('button', { name: askingFr.why }).click()
  await bea.page.getByLabel(askingFr.whyLabel).fill('Ils travaillent aussi la nuit.')
  await button(bea, askingFr.keepWhy).click()
  await bea.page.getByText(askingFr.keptWhy).waitFor()
  expect(await violationsOf(bea)).toEqual([])
  await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
  const { id = '', options = [] } = openSwapOf(fay.client.doc) ?? {}
  expect(options).toHaveLength(3)
  for (const option of options)
    expect(await judgeBySocket(cy, id, option, option === 'name-1' ? 'no' : 'yes')).toBe('ok')

  const help = bea.page.getByText('Personne ne voit votre réponse.')
  await help.waitFor()
  // Fay and Gil lead, so that nobody waits for them, and nobody has begun words: one press closes.
  await button(gil, swap.words.en['show'] ?? '').click()
  await bea.page.getByText('6 «\u00A0Non\u00A0» sur 9', { exact: true }).waitFor()
  await bea.page.getByText(testWordsOf('fr').specific).waitFor()
  // It promises what is over.
  await help.waitFor({ state: 'detached' })
  await ana.page.getByText('6 “No” of 9', { exact: true }).waitFor()
  await ana.page.getByText('Ils travaillent aussi la nuit.').waitFor()
  const bars = ana.page.getByRole('list', { name: testWordsOf('en').heads[0] }).getByRole('listitem')
  await expect
    .poll(async () => (await bars.allTextContents()).map((text) => text.slice(0, 32)))
    .toEqual([
      'AcmeNo\u00A03 · Almost\u00A00 · Yes\u00A00',
      'BoltNo\u00A02 · Almost\u00A00 · Yes\u00A01',
      'CodyNo\u00A01 · Almost\u00A01 · Yes\u00A01',
    ])
  expect(await violationsInBothThemes(ana)).toEqual([])
})

test('the room is asked whether it could sign the purposes of others, and reads whose they are with the answers', async () => {
  const stage = await openStage()
  const board = await boardWithStatements(stage.server, [{ id: 's1', versions: ['We mend at night.'] }])
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator, name: 'Fay' })
  // One was prepared before the day, and its source was forgotten.
  const prepared = [{ text: 'We help people prosper.', source: '' }]
  const asTest = testTemplate()
  const template = {
    ...asTest,
    phases: asTest.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) =>
        step.activity === 'test' && step.kind === 'swap' ? { ...step, theirs: prepared } : step,
      ),
    })),
  }
  expect(await lead(fay, { kind: 'agenda.take', template, answers: { team: 'Team Nord' } })).toBe('ok')
  await moveTo(fay, 'challenge/swap')
  const gil = await joinByLink(stage, board.links.facilitator, { name: 'Gil' })
  const bea = await joinByLink(stage, board.links.participant, {
    name: 'Béa',
    language: 'fr',
    device: phoneDevice,
  })
  const others = await Promise.all(['Bo', 'Cy'].map((name) => joinBoard(stage.server, board, { name })))
  await gil.page.getByText(en.theirsHeading).click()
  const field = gil.page.getByLabel(en.theirsLabel)
  await expect.poll(() => field.inputValue()).toBe('We help people prosper.')
  await button(gil, en.theirsAsk).click()
  await gil.page.getByText(en.theirsMissing).waitFor()
  await field.fill('We help people prosper. — Some Bank\nWe bring the mail at six. — Early Post')
  await button(gil, en.theirsAsk).click()
  const asked = bea.page.getByRole('group', { name: testWordsOf('fr').theirs })
  for (const [index, answer] of [2, 0].entries())
    await asked
      .nth(index)
      .getByRole('radio', { name: testWordsOf('fr').answers[answer] ?? '', exact: true })
      .check()
  expect(await bea.page.getByText('Some Bank').count()).toBe(0)
  expect(await violationsOf(bea)).toEqual([])
  await fay.client.until(() => openSwapOf(fay.client.doc) !== undefined)
  const id = openSwapOf(fay.client.doc)?.id ?? ''
  for (const other of others)
    for (const [option, answer] of [
      ['theirs-1', 'yes'],
      ['theirs-2', 'no'],
    ] as const)
      expect(await judgeBySocket(other, id, option, answer)).toBe('ok')
  await button(gil, swap.words.en['show'] ?? '').click()
  await bea.page.getByText(`Some Bank\u00a0: ${testWordsOf('fr').wouldSign(3, 3)}`).waitFor()
  await bea.page.getByText(testWordsOf('fr').theirsMany).waitFor()
})

async function judge(
  { page }: Person,
  answer: string,
  others: readonly string[],
  question: string,
): Promise<void> {
  for (const name of others)
    await page
      .getByRole('group', { name: sentencePattern(question, { name }) })
      .getByRole('radio', { name: answer, exact: true })
      .check()
}
