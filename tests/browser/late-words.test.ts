import { expect, test } from 'vitest'
import { questionsIn } from '#shared/activities/read/questions.ts'
import { readActivity } from '#shared/board/activities.ts'
import { notesOf } from '#shared/board/note.ts'
import { moveTo, takeAgenda, twoReadings, twoWaves } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { draftOf, messages } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { leadBoard, untilTexts } from '#tests/support/led-board.ts'
import { joinByLink, waitUntilSaved, type PersonOptions } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { reconnectTimeoutMs } from '#tests/support/time-limits.ts'
import { openWebsocketProxy } from '#tests/support/websocket-proxy.ts'

async function openWaves(stage: Stage) {
  const { board, fay } = await leadBoard(stage)
  await takeAgenda(fay, twoWaves)
  const join = async (options: PersonOptions, url = stage.url) =>
    joinByLink(stage, board.links.participant.replace(stage.url, url), options)
  return { fay, join }
}

const late = ({ page, words }: Person) => page.getByRole('region', { name: words.late.heading })

test('a note that was written offline is shown by its author alone, and no later reveal takes it', async () => {
  const stage = await openStage()
  const proxy = await openWebsocketProxy(() => Number(new URL(stage.url).port))
  const { fay, join } = await openWaves(stage)
  const ana = await join({ name: 'Ana', language: 'fr', device: phoneDevice }, proxy.url)
  const { words, page } = ana
  await moveTo(fay, 'write/ideas')
  const field = page.getByRole('textbox', { name: 'Ideas' })
  await field.fill('Une fanfare')
  await field.press('Enter')
  await draftOf(ana, 'Une fanfare').waitFor()
  await waitUntilSaved(ana)

  proxy.cut()
  await field.fill('Écrite hors ligne')
  await field.press('Enter')
  await draftOf(ana, 'Écrite hors ligne').waitFor()
  await moveTo(fay, 'write/reveal')
  await untilTexts(fay, 'Une fanfare')
  proxy.restore()
  await late(ana).getByText('Écrite hors ligne').waitFor({ timeout: reconnectTimeoutMs })
  await late(ana).getByText(words.late.alone).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])

  // To look away keeps it, and publishes nothing: neither a reload nor the notes of another step.
  await page.reload()
  await late(ana).getByText('Écrite hors ligne').waitFor()
  await moveTo(fay, 'more/ideas')
  await page.getByText(sentencePattern(words.late.notShown_one, { count: 1 })).waitFor()
  await late(ana).waitFor({ state: 'hidden' })
  await moveTo(fay, 'more/reveal')
  await late(ana).getByText('Écrite hors ligne').waitFor()
  await untilTexts(fay, 'Une fanfare')

  await button(ana, words.late.show).tap()
  await untilTexts(fay, 'Une fanfare', 'Écrite hors ligne')
  expect(notesOf(fay.client.doc).map(({ author }) => author)).toEqual([null, null])
  await late(ana).waitFor({ state: 'detached' })
})

test('words that were begun in a step are offered after the end: deleted, taken back, shown or kept', async () => {
  const stage = await openStage()
  const { fay, join } = await openWaves(stage)
  const ana = await join({ name: 'Ana' })
  const { words, page } = ana
  await moveTo(fay, 'write/ideas')
  await page.getByRole('textbox', { name: 'Ideas' }).fill('Begun in private')
  await moveTo(fay, 'write/reveal')
  await button(ana, words.agenda.join).click()
  await late(ana).getByText('Begun in private').waitFor()
  await button(ana, words.late.bring).click()
  await late(ana).waitFor({ state: 'detached' })
  await moveTo(fay, 'more/ideas')
  await draftOf(ana, 'Begun in private').waitFor()
  await waitUntilSaved(ana)
  await moveTo(fay, 'more/reveal')
  await untilTexts(fay, 'Begun in private')

  await moveTo(fay, 'next/next')
  await page.getByRole('textbox', { name: 'What next?' }).fill('Ask the mayor')
  await moveTo(fay, 'end')
  await page.locator('.end').waitFor()
  await late(ana).getByText('Ask the mayor').waitFor()
  // No notes are to come.
  expect(await button(ana, words.late.bring).count()).toBe(0)
  await page.reload()
  await late(ana).getByText('Ask the mayor').waitFor()
  await button(ana, words.late.remove).click()
  await late(ana).waitFor({ state: 'detached' })
  await messages(ana).getByRole('button', { name: words.common.undo }).click()
  await late(ana).getByText('Ask the mayor').waitFor()
  await late(ana)
    .getByRole('button', { name: new RegExp(`^(?:${words.late.show}|${words.late.showSigned})$`, 'u') })
    .click()
  await untilTexts(fay, 'Begun in private', 'Ask the mayor')
  await late(ana).waitFor({ state: 'detached' })
})

test('a question and an answer that were begun are shown late, or wait in the field of the next reading step', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await takeAgenda(fay, twoReadings)
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  const { words, page } = ana
  const questions = () => questionsIn(readActivity(fay.client.doc, 'read'))
  await moveTo(fay, 'look/read')
  await fay.client.command({ kind: 'read.ask', note: null, text: 'Pour qui ?' })
  const question = page.getByRole('textbox', { name: words.read.question })
  await question.fill('Et pourquoi ?')
  await page.getByRole('textbox', { name: words.read.answer }).fill('Pour les malades')
  await page.reload()
  await moveTo(fay, 'again/read')
  for (const count of [2, 1]) {
    const notShown = count === 1 ? words.late.notShown_one : words.late.notShown_other
    await page.getByText(sentencePattern(notShown, { count })).waitFor()
    const takeUp = button(ana, sentencePattern(words.late.bringToField, { phase: 'again' }))
    for (const choice of [words.late.show, words.late.keep, words.late.remove])
      await button(ana, choice).waitFor()
    expect(await button(ana, words.late.bring).count()).toBe(0)
    await takeUp.tap()
  }
  await late(ana).waitFor({ state: 'detached' })
  await expect.poll(() => question.inputValue()).toBe('Et pourquoi ?')
  expect(questions()).toMatchObject([{ text: 'Pour qui ?', answers: [] }])

  // No reading step is to come.
  await moveTo(fay, 'next/next')
  await page.getByText(sentencePattern(words.late.notShown_other, { count: 2 })).click()
  await late(ana).waitFor()
  expect(await button(ana, sentencePattern(words.late.bringToField)).count()).toBe(0)
  await button(ana, words.late.show).tap()
  await page.getByText(sentencePattern(words.late.notShown_one, { count: 1 })).waitFor()
  await button(ana, words.late.show).tap()
  await fay.client.until(() => questions().length === 2 && questions()[0]?.answers.length === 1)
  expect(questions()).toMatchObject([
    { text: 'Pour qui ?', answers: ['Pour les malades'] },
    { text: 'Et pourquoi ?', answers: [] },
  ])
  await late(ana).waitFor({ state: 'detached' })
})

test('“I am done” with unsent words offers to send them, and the one button says that somebody has begun', async () => {
  const stage = await openStage()
  const { fay, join } = await openWaves(stage)
  const ana = await join({ name: 'Ana', language: 'fr', device: phoneDevice })
  const { words, page } = ana
  await moveTo(fay, 'next/next')
  const field = page.getByRole('textbox', { name: 'What next?' })
  const done = button(ana, words.agenda.done)
  const unsent = page.getByRole('region', { name: words.agenda.unsent })
  await field.fill('Demander au maire')
  await done.tap()
  await unsent.getByText('Demander au maire').waitFor()
  expect(await done.getAttribute('aria-pressed')).toBe('false')
  expect(await violationsInBothThemes(ana)).toEqual([])
  await button(ana, words.agenda.sendUnsent).tap()
  await untilTexts(fay, 'Demander au maire')
  await unsent.waitFor({ state: 'detached' })
  await expect.poll(() => done.getAttribute('aria-pressed')).toBe('true')

  await done.tap()
  await expect.poll(() => done.getAttribute('aria-pressed')).toBe('false')
  await field.fill('Pas encore mûr')
  await done.tap()
  await button(ana, words.agenda.leaveUnsent).tap()
  await expect.poll(() => done.getAttribute('aria-pressed')).toBe('true')
  expect(await field.inputValue()).toBe('Pas encore mûr')
  await untilTexts(fay, 'Demander au maire')
})
