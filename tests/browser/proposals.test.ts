import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { en, fr } from '#client/activities/write/words.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { waitForFocus } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { joinByLink, waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { closeRound, joinBoard } from '#tests/support/socket-voters.ts'

const people = ['La boulangère', 'Secours', 'Hôpital', 'Presse', 'Riverains', 'Bénévoles', 'Alice', 'EDF']

test('two people build proposals from somebody on the map, one on a phone in French and one by keyboard', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ language: 'fr' })
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator, name: 'Fay' })
  expect(
    await lead(fay, {
      kind: 'agenda.take',
      template: builtInTemplate('purpose-day'),
      answers: { team: 'Nord' },
    }),
  ).toBe('ok')
  await moveTo(fay, 'ecosystem/who')
  const { doc } = fay.client
  const write = (text: string, facts: object) =>
    addNote(doc, { x: 0, y: 0, author: fay.session.participant.id, created: 1, text, ...facts })
  const ids = people.map((text) => write(text, { kind: 'stakeholder', step: 'ecosystem/who', field: 'near' }))
  const needs = ['retrouver sa rue comme elle l’a laissée', 'une radio qui passe partout'].map(
    (text, index) =>
      write(text, { kind: 'need', step: 'ecosystem/needs', field: 'needs', from: [ids[index] ?? ''] }),
  )
  await fay.client.allSaved()
  // The step opens its vote.
  await moveTo(fay, 'ecosystem/agree')
  await fay.client.until(() => roundsOf(doc).length === 1)
  const round = roundsOf(doc)[0]?.id ?? ''
  for (const name of ['Bo', 'Cy', 'Di']) {
    const voter = await joinBoard(stage.server, board, { name })
    for (const [index, option] of needs.entries())
      expect(await lead(voter, { kind: 'answer.set', round, option, answer: index === 0 ? 4 : 5 })).toBe('ok')
  }
  await closeRound(fay, round)
  await moveTo(fay, 'why/write')

  const [bea, ana] = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Béa', language: 'fr', device: phoneDevice }),
    joinByLink(stage, board.links.participant, { name: 'Ana' }),
  ])
  const field = bea.page.getByRole('textbox', { name: 'Nos propositions' })
  const whom = bea.page.getByRole('list', { name: fr.fromMap })
  await whom.getByRole('button', { name: 'La boulangère' }).tap()
  await expect.poll(() => field.inputValue()).toBe('Nous … pour que la boulangère puisse …')
  // Whose need is agreed best comes first, and the need stands in the field.
  await expect.poll(() => whom.getByRole('button').first().textContent()).toBe('Secours')
  await bea.page
    .getByText(sentencePattern(fr.needOf, { name: 'La boulangère' }))
    .or(bea.page.getByText('retrouver sa rue'))
    .first()
    .waitFor()
  await bea.page.getByText(fr.missing.does).waitFor()
  // The gap is chosen: the next letters take its place.
  await waitForGap(field)
  await bea.page.keyboard.type('démontons en une nuit')
  await whom.getByRole('button', { name: 'Secours' }).tap()
  await expect
    .poll(() => field.inputValue())
    .toBe('Nous démontons en une nuit pour que la boulangère et les secours puissent …')
  await bea.page.getByText(fr.missing.change).waitFor()
  await waitForGap(field)
  await bea.page.keyboard.type('retrouver leur rue.')
  await bea.page.setViewportSize({ width: 390, height: 420 })
  await bea.page.setViewportSize({ width: 390, height: 844 })
  await button(bea, fr.stepAdd).tap()
  await expect.poll(() => field.inputValue()).toBe('')

  // By keyboard alone: the parts of the sentence are buttons, and so are the people.
  const own = ana.page.getByRole('textbox', { name: 'Our proposals' })
  await own.focus()
  await ana.page.keyboard.type('Nous veillons')
  await ana.page.getByRole('button', { name: en.part.whom }).focus()
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.press('Tab')
  await ana.page.keyboard.press('Tab')
  await ana.page.keyboard.press('Enter')
  await expect.poll(() => own.inputValue()).toBe('Nous veillons pour que l’hôpital puisse …')
  await ana.page.getByRole('button', { name: en.part.change }).focus()
  await ana.page.keyboard.press('Enter')
  await waitForGap(own)
  await ana.page.keyboard.type('dormir')
  expect(await violationsInBothThemes(ana)).toEqual([])
  await ana.page.keyboard.press('Enter')
  await expect.poll(() => own.inputValue()).toBe('')

  for (const person of [bea, ana]) await waitUntilSaved(person)
  // Nobody else has a word of it before the reveal; then it says whom it is for.
  expect(notesOf(doc).filter(({ step }) => step === 'why/write')).toEqual([])
  await moveTo(fay, 'why/show')
  await fay.client.until(() => notesOf(doc).filter(({ step }) => step === 'why/write').length === 2)
  const shown = notesOf(doc).filter(({ step }) => step === 'why/write')
  expect(new Map(shown.map(({ text, from }) => [text, from]))).toEqual(
    new Map([
      [
        'Nous démontons en une nuit pour que la boulangère et les secours puissent retrouver leur rue.',
        ids.slice(0, 2),
      ],
      ['Nous veillons pour que l’hôpital puisse dormir', [ids[2]]],
    ]),
  )
  // The room reads them in the dark, too: they stand on the wall, without a paper.
  await ana.page.goto(board.links.viewer.replace('#', '/projector#'))
  const onTheWall = ana.page.locator('.wall').getByText('Nous veillons')
  const ink = () => onTheWall.evaluate((words) => getComputedStyle(words).color)
  const byDay = await ink()
  await ana.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(ink).not.toBe(byDay)
})

/** The keyboard is in the field, and its gap is chosen, which comes a frame after its words. */
async function waitForGap(field: Locator): Promise<void> {
  await waitForFocus(field)
  const chosen = () =>
    field.evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
      value.slice(selectionStart, selectionEnd),
    )
  await expect.poll(chosen).toBe('…')
}
