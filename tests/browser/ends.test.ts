import type * as Y from 'yjs'
import { expect, test } from 'vitest'
import { en as endEn } from '#client/panels/agenda/take-home.tsx'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage, type Stage } from '#tests/support/browser.ts'
import { livedBrainstorm } from '#tests/support/lived-brainstorm.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button, sentencePattern } from '#tests/support/person.ts'

async function openLived({ server }: Stage, doc: Y.Doc): Promise<CreatedBoard> {
  const { body } = await server.ask('POST', '/api/imports', JSON.parse(writeBoardFile(snapshotOf(doc))))
  return body as CreatedBoard
}

test('a brainstorm ends with its shortlist and its actions, on a phone too, and after a reload', async () => {
  const stage = await openStage()
  const board = await openLived(stage, livedBrainstorm('en'))
  const [ana, ben] = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Ana', device: phoneDevice }),
    joinByLink(stage, board.links.participant, { name: 'Ben' }),
  ])
  for (const { page } of [ana, ben]) {
    const end = page.locator('.end')
    await end.getByRole('heading', { name: sentencePattern(endEn.chose_other, { count: 8 }) }).waitFor()
    const chosen = end.getByRole('list').first().getByRole('listitem')
    await expect
      .poll(() => chosen.allTextContents())
      .toEqual([
        '11People want an answer they can count on, from somebody they know',
        '8Volunteers are trusted, and it shows',
        '4The place itself should say welcome',
      ])
    const actions = end.getByRole('list').last().getByRole('listitem')
    await expect.poll(() => actions.count()).toBe(3)
    expect(await actions.first().textContent()).toContain('Nadia')
    expect(await actions.first().textContent()).toContain('1\u00A0December\u00A02026')
    await page.getByRole('button', { name: endEn.report }).waitFor()
    await page.reload()
    await end.getByText('Put the page of who decides on the door').waitFor()
  }
  expect(await violationsInBothThemes(ana)).toEqual([])
  await button(ana, endEn.report).click()
  await ana.page.getByRole('dialog').waitFor()
})

test('a purpose day ends with the adopted sentence and its principles, whose signs come at a press', async () => {
  const stage = await openStage()
  const day = livedDay('en')
  const board = await openLived(stage, day)
  const ben = await joinByLink(stage, board.links.participant, { name: 'Ben' })
  const { page } = ben
  const [first] = notesOf(day).filter(({ kind, step }) => kind === 'principle' && step === 'how/settle')
  const { choice, betrays } = readPrinciple(first?.text ?? '')
  const end = page.locator('.end')
  await end.locator('blockquote').waitFor()
  await end.getByText(betrays).waitFor({ state: 'hidden' })
  await end.getByText(choice, { exact: true }).click()
  await end.getByText(betrays).waitFor()
  expect(await violationsInBothThemes(ben)).toEqual([])
})

test('a message covers no button and no field of a step', async () => {
  const stage = await openStage()
  const file = JSON.parse(writeBoardFile(snapshotOf(livedBrainstorm('en')))) as {
    readonly agenda: { readonly now: object }
  }
  const now = { ...file.agenda.now, state: 'running', step: 'group/name', since: Date.now() }
  const { body } = await stage.server.ask('POST', '/api/imports', {
    ...file,
    agenda: { ...file.agenda, now },
  })
  const link = (body as CreatedBoard).links.facilitator
  const { page, words } = await joinByLink(stage, link, { name: 'Flora', device: phoneDevice })
  await page.locator('.agenda-bar__go').click()
  const message = page
    .getByRole('dialog')
    .filter({ has: page.getByRole('button', { name: words.agenda.undo }) })
  await message.waitFor()
  await expect.poll(() => page.evaluate(coveredByMessages)).toEqual([])
})

/** Runs in the page: the names of buttons and fields in sight, over which a message lies. */
function coveredByMessages(): readonly string[] {
  const messages = [...document.querySelectorAll('.toast')].map((toast) => toast.getBoundingClientRect())
  const list = document.querySelector('.note-list')?.getBoundingClientRect()
  return [...document.querySelectorAll('.note-list :is(button, textarea, input), .phone-foot button')]
    .filter((part) => {
      const { top, bottom } = part.getBoundingClientRect()
      const isInList = part.closest('.note-list') !== null
      const [from, to] =
        isInList && list ? [Math.max(top, list.top), Math.min(bottom, list.bottom)] : [top, bottom]
      return from < to && messages.some((message) => from < message.bottom && to > message.top)
    })
    .map(({ textContent }) => textContent ?? '')
}
