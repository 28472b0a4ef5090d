import { expect, test } from 'vitest'
import { en as comparing } from '#client/activities/rewrite/compare-words.ts'
import { en as phrases } from '#client/activities/rewrite/phrase-words.ts'
import { en } from '#client/activities/rewrite/words.ts'
import { en as worn } from '#client/activities/rewrite/rewrite-task.tsx'
import { en as room } from '#client/panels/wording/wording-field.tsx'
import { wordingLimit } from '#shared/board/limits.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { versionsOf } from '#shared/board/versions.ts'
import { evidenceWordsOf } from '#shared/statements/evidence-words.ts'
import { moveTo, rewriting, takeAgenda } from '#tests/support/agendas.ts'
import { violationsInBothThemes, violationsOf, violationsWhereScrolled } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { leadBoard } from '#tests/support/led-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { type Person, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { writeSentences } from '#tests/support/written-sentences.ts'

const evidence = evidenceWordsOf('en')
const wording = ({ page }: Person) =>
  page.getByRole('textbox', { name: sentencePattern(en.words, { number: 1 }) })
const second = ({ page }: Person) =>
  page.getByRole('article', { name: sentencePattern(en.statement, { number: 2 }) })
const sentence = ({ page }: Person, number: number) =>
  page
    .getByRole('navigation', { name: en.sentences })
    .getByRole('button')
    .nth(number - 1)
const card = ({ page }: Person) =>
  page.getByRole('article', { name: sentencePattern(en.statement, { number: 1 }) })

test('two people write one sentence at once, one of them on a phone, and keep it', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await takeAgenda(fay, rewriting)
  await writeSentences(fay, ['We give time back.', 'We mend things.', 'We stay.'])
  await moveTo(fay, 'challenge/rewrite')
  const [ana, ben] = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Ana' }),
    joinByLink(stage, board.links.participant, { name: 'Ben', device: phoneDevice }),
  ])
  const words = () => statementsOf(fay.client.doc)[0]?.text

  // Both at once, then a paste of two lines, and no second paragraph by Enter.
  await Promise.all([wording(ana).focus(), wording(ben).focus()])
  await ana.page.keyboard.press('Home')
  await ben.page.keyboard.press('End')
  // At one go: what takes longer than half a second is two steps of undo.
  await Promise.all([ana.page.keyboard.insertText('Every day, '), ben.page.keyboard.type(' To carers.')])
  await expect.poll(words).toBe('Every day, We give time back. To carers.')
  await ana.page.keyboard.press('Enter')
  // Her name may stand at her caret.
  await expect.poll(() => wording(ben).textContent()).toMatch(/^Every day, (?:Ana)?We give/u)
  // Ana’s name is at her place in the words.
  await card(ben).locator('[data-name="Ana"]').waitFor()

  // Her undo takes back her words alone.
  await ana.page.keyboard.press('Control+z')
  await expect.poll(words).toBe('We give time back. To carers.')
  await ana.page.keyboard.press('Control+Shift+Z')
  await expect.poll(words).toBe('Every day, We give time back. To carers.')

  await card(ben).getByRole('button', { name: en.keep }).click()
  await card(ana)
    .getByText(sentencePattern(en.isKept, { number: 2 }))
    .waitFor()
  const keptWords = () => versionsOf(fay.client.doc, statementsOf(fay.client.doc)[0]?.id)[1]?.text
  await expect.poll(keptWords).toBe('Every day, We give time back. To carers.')
  await card(ana).getByText(en.versions).click()

  // Words of another statement come in at her caret; a comment stands on selected words, on both screens.
  await sentence(ana, 2).click()
  await second(ana).getByRole('button', { name: phrases.graft }).click()
  await ana.page.getByRole('textbox', { name: phrases.words }).evaluate((field: HTMLTextAreaElement) => {
    field.focus()
    field.setSelectionRange(3, 14)
  })
  await ana.page.getByText(sentencePattern(phrases.selected, { words: 'mend things' })).waitFor()
  await ana.page.getByRole('button', { name: phrases.graftSend }).click()
  await sentence(ana, 1).click()
  await expect.poll(words).toBe('Every day, mend things We give time back. To carers.')
  // Undo takes back what she has put in, and nothing that others wrote; redo brings it again.
  await wording(ana).focus()
  await ana.page.keyboard.press('Control+z')
  await expect.poll(words).toBe('Every day, We give time back. To carers.')
  await ana.page.keyboard.press('Control+y')
  await expect.poll(words).toBe('Every day, mend things We give time back. To carers.')
  await wording(ben).press('Home')
  await ben.page.keyboard.press('Shift+End')
  await card(ben).getByRole('button', { name: phrases.comment }).click()
  await ben.page.getByRole('textbox', { name: phrases.commentField }).fill('Which day?')
  await ben.page.getByRole('button', { name: phrases.commentSend }).click()
  await card(ana).getByText('Which day?').waitFor()
  await wording(ana).locator('.comment-mark').first().waitFor()
  await card(ana).getByRole('button', { name: phrases.done, exact: true }).click()
  await card(ben)
    .getByText(sentencePattern(phrases.settled, { count: 1 }))
    .waitFor()

  // Beside the sentence stands what is known of it, with the question of a worn word, before anybody asks.
  const known = ana.page.getByRole('region', { name: evidence.heading })
  await known.getByText(/day”: /u).waitFor()
  await known.getByText(evidence.versions(2)).waitFor()
  await ana.page.getByRole('switch', { name: worn.show }).click()
  await wording(ana).locator('.worn-word').first().waitFor()
  await ana.page.getByRole('button', { name: comparing.compare }).click()
  const dialog = ana.page.getByRole('dialog', { name: comparing.title })
  await expect.poll(() => dialog.getByRole('insertion').allTextContents()).toEqual(['[added: mend things ]'])
  expect(await violationsOf(ana)).toEqual([])
  await ana.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await violationsInBothThemes(ana)).toEqual([])
  expect(await violationsWhereScrolled(ben)).toEqual([])
})

test('a sentence says that it is nearly full, and full, before anybody types the next letter', async () => {
  const stage = await openStage()
  const { board, fay } = await leadBoard(stage)
  await takeAgenda(fay, rewriting)
  await writeSentences(fay, ['We give time back.', 'We mend things.', 'We stay.'])
  await moveTo(fay, 'challenge/rewrite')
  const people = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => joinByLink(stage, board.links.participant, { name })),
  )
  const [ana, ben] = people as [Person, Person]
  const words = () => statementsOf(fay.client.doc)[0]?.text
  const first = 'We give time back.'
  await wording(ana).focus()
  await ana.page.keyboard.press('End')
  const nearly = 'x'.repeat(wordingLimit - first.length - 10)
  await ana.page.keyboard.insertText(nearly)
  for (const person of people)
    await card(person)
      .getByText(sentencePattern(room.nearlyFull, { count: 30 }))
      .waitFor()
  await ana.page.keyboard.insertText('y'.repeat(20))
  for (const person of people) await card(person).getByText(room.full).waitFor()
  await expect.poll(words).toBe(`${first}${nearly}${'y'.repeat(10)}`)
  await wording(ben).focus()
  await ben.page.keyboard.press('Home')
  await ben.page.keyboard.press('Shift+ArrowRight')
  await ben.page.keyboard.press('Delete')
  await card(ana)
    .getByText(sentencePattern(room.nearlyFull, { count: 30 }))
    .waitFor()
  expect(await violationsOf(ana)).toEqual([])
})
