import { expect, test } from 'vitest'
import type { Template } from '#shared/agenda/template.ts'
import { keptIn } from '#shared/activities/principles/kept.ts'
import { notesOf } from '#shared/board/note.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { lockedOf } from '#shared/board/rights.ts'
import { Role } from '#shared/workshop/role.ts'
import { agendaOf, lead, moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { listen } from '#tests/support/heard.ts'
import { joinByLink, waitUntilSaved } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const step = { prompt: [{ fr: 'Nous choisissons … même au détriment de … .' }], seconds: 480 } as const
const fields = [{ id: 'all', title: { fr: 'Nos principes' } }]
const does = { ...step, activity: 'principles', fields } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'how',
  title: { fr: 'Comment' },
  ask: [],
  phases: [
    {
      id: 'how',
      title: { fr: 'Le Comment : nos principes' },
      steps: [
        { ...does, id: 'write', does: 'write', writing: 'private' },
        { ...step, id: 'show', activity: 'reveal', writing: 'none' },
        {
          ...does,
          id: 'settle',
          does: 'settle',
          writing: 'shared',
          input: [{ from: 'how/write', take: 'notes', show: 'pour' }],
        },
      ],
    },
  ],
}

const parts = {
  choice: 'Dire tôt ce qui ne va pas',
  over: 'aller vite',
  shows: 'un client nous remercie d’un non',
  betrays: 'un retard se lit dans la presse',
}

test('a principle reads as a sentence on a French phone, is written together and settled', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ language: 'fr' })
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  const bo = await joinBoard(stage.server, board, { name: 'Bo' })
  await takeAgenda(fay, template)
  const why = { kind: 'agenda.move', from: 0, to: 'how/write', despite: 'Pour essayer' } as const
  expect(await lead(fay, why)).toBe('ok')
  await fay.client.until(() => agendaOf(fay).now.step === 'how/write')
  const origin = { step: 'how/write', field: 'all', kind: 'principle' } as const
  const others = ['A', 'B', 'C'].map((side) => `${side}\nmême au détriment du confort`)
  await writeDrafts(await joinDesk(stage.server, board, bo.session), others, origin)
  const ana = await joinByLink(stage, board.links.participant, {
    name: 'Ana',
    language: 'fr',
    device: phoneDevice,
  })
  const { page, words } = ana
  const card = (number: number) => page.getByRole('article', { name: `Principe ${number}`, exact: true })

  // Enter goes from part to part, and begins the next principle after the last one.
  await card(1).getByLabel(words.principles.choice).focus()
  for (const said of Object.values(parts)) {
    await page.keyboard.type(said)
    await page.keyboard.press('Enter')
  }
  await card(1).getByLabel('même au détriment d’').waitFor()
  await card(2).getByLabel(words.principles.choice).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  // The room has the question alone, large, while nobody sees what others write.
  const room = await stage.newPage({ viewport: { width: 1_280, height: 720 } })
  await room.goto(board.links.viewer.replace('#', '/projector#'))
  await room.locator('.room-unseen').waitFor()
  expect(await room.getByText(parts.choice).count()).toBe(0)
  const heard = await listen(ana)
  await waitUntilSaved(ana)
  await moveTo(fay, 'how/show')
  // What the group has written is called what it is.
  await heard(/(?:^|\s)4\sprincipes\smontrés\./u)
  await fay.client.until(() => notesOf(fay.client.doc).length === 4)
  const own = notesOf(fay.client.doc).find(({ text }) => text.startsWith(parts.choice))
  expect(own).toMatchObject({ kind: 'principle', author: null, blanks: parts })
  expect(own?.text.split('\n')[1]).toBe('même au détriment d’aller vite')

  await moveTo(fay, 'how/settle')
  const kept = () => keptIn('how/settle', notesOf(fay.client.doc))
  await fay.client.until(() => kept().length === 4)
  const index = kept().findIndex(({ text }) => text.startsWith(parts.choice))
  await card(index + 1)
    .getByLabel('même au détriment d’')
    .fill('les délais')
  await page.keyboard.press('Tab')
  await fay.client.until(() => readPrinciple(kept()[index]?.text ?? '').over === 'les délais')
  expect(kept()[index]?.text).toContain('même au détriment des délais')
  expect(await lead(fay, { kind: 'principles.settle', isSettled: true })).toBe('ok')
  await fay.client.until(() => lockedOf(fay.client.doc).size === 4)
  await page.getByText(words.principles.settled).waitFor()
  await page.getByText('même au détriment des délais').first().waitFor()
  await room.getByText('même au détriment des délais').first().waitFor()
  await room.locator('.room-unseen').waitFor({ state: 'detached' })
  expect(await page.getByText('Pas à cette étape').count()).toBe(0)
  expect(await violationsInBothThemes(ana)).toEqual([])
  expect(await button(ana, words.principles.open).count()).toBe(0)
  // A facilitator reads them on the same stage, and opens them again there.
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora', language: 'en' })
  const onStage = flora.page.locator('.step-stage')
  await onStage.getByText(flora.words.principles.settled).waitFor()
  await onStage.getByRole('button', { name: flora.words.principles.open }).click()
  // Its fields have labels in her language, and the words keep that of the board.
  const last = onStage.getByRole('article', { name: 'Principle 4', exact: true })
  await last.getByLabel('even over').fill('le silence')
  await fay.client.until(() => kept().some(({ text }) => text.includes('même au détriment du silence')))
})
