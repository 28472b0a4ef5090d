import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { boardList, draftOf, messages } from '#tests/support/board-parts.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern } from '#tests/support/person.ts'

const question = 'Comment faire venir plus de monde ?'

test('nobody is pulled away from words that they write; undo and the remote of the projector lead too', async () => {
  const stage = await openStage()
  const board = await openBrainstorm(stage)
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const gil = await joinByLink(stage, board.links.facilitator, { name: 'Gil' })
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const { words } = flora
  const begin = sentencePattern(words.agenda.begin, { phase: 'Write in silence' })
  // Both press at once: the workshop is one step on, not two.
  await Promise.all([button(flora, begin).click(), button(gil, begin).click()])
  const field = ana.page.getByRole('textbox', { name: 'Ideas' })
  await field.fill('A brass')
  for (const facilitator of [flora, gil]) await button(facilitator, words.reveal.begin).waitFor()
  // In this step people write on their desks, and the note tool is absent.
  expect(await button(ana, words.tools.note).count()).toBe(0)

  await button(flora, words.reveal.begin).click()
  await button(flora, sentencePattern(words.agenda.pressAgainFigures)).click()
  await button(ana, words.agenda.join).waitFor()
  await field.pressSequentially(' band')
  expect(await field.inputValue()).toBe('A brass band')
  await button(ana, words.agenda.join).click()
  await field.waitFor({ state: 'detached' })

  // The words are a private note now. Undo leads back, and there they are.
  await messages(flora).getByRole('button', { name: words.agenda.undo }).click()
  await draftOf(ana, 'A brass band').waitFor()
  await button(flora, words.reveal.begin).waitFor()

  const screen = { ...flora, page: await flora.page.context().newPage() }
  await screen.page.goto(board.links.viewer.replace('#', '/projector#'))
  await screen.page.getByRole('heading', { name: question }).waitFor()
  await screen.page.keyboard.press('PageDown')
  await screen.page.getByText(words.agenda.remote).waitFor()
  await screen.page.keyboard.press('PageDown')
  await screen.page.getByRole('heading', { name: /everything that was written/u }).waitFor()
  await screen.page.keyboard.press('PageUp')
  await screen.page.getByRole('heading', { name: question }).waitFor()
  expect(await boardList(ana).count()).toBe(1)
})

/** A board with the brainstorm that comes with the product. */
async function openBrainstorm({ server }: Stage): Promise<CreatedBoard> {
  const file = new URL('../../server/templates/built-in/brainstorm.json', import.meta.url)
  const template: unknown = JSON.parse(await readFile(file, 'utf8'))
  const { status, body } = await server.ask('POST', '/api/boards', {
    title: 'Fête',
    language: 'fr',
    agenda: { template, answers: { question, dots: 2 } },
  })
  if (status !== 201) throw new Error(`the board was not made: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}
