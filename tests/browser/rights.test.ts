import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import {
  waitUntilEntered,
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, doubleClickAt, drag, places } from '#tests/support/canvas-point.ts'
import { canvas, editor, itemsOf, savingBadge, waitForFocus } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'

test('a viewer sees everything and can change nothing', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const viewer = await joinByLink(stage, flora.links.viewer, { name: 'Vera' })
  await writeAt(flora, places.left, 'Only to be read')
  await waitForItems(viewer, 'Only to be read')

  const { page, words } = viewer
  await doubleClickAt(viewer, places.right)
  await doubleClickAt(viewer, places.left)
  await canvas(viewer).focus()
  for (const key of ['n', 'Control+a', 'Delete', 'Enter', 'x', 'Control+g']) await page.keyboard.press(key)
  await drag(viewer, places.left, { column: 2, row: 0.75 })
  expect(await editor(viewer).count()).toBe(0)
  for (const name of [words.share.button, words.tools.note, words.host.remove]) {
    expect(await button(viewer, name).count(), name).toBe(0)
  }
  // Something that comes after whatever the viewer may have sent, by the same way.
  await writeAt(flora, places.right, 'Later')
  await waitForItems(viewer, 'Later')
  await expect.poll(() => itemsOf(flora)).toEqual(['Only to be read', 'Later'])
  expect(await itemsOf(viewer)).toEqual(['Only to be read', 'Later'])
})

test('a participant has none of the facilitator’s tools', async () => {
  const { flora, ana } = await openBoardForTwo()
  await writeAt(ana, places.left, 'Mine')
  await button(ana, ana.words.vote.heading).click()
  await ana.page.getByText(ana.words.vote.emptyParticipant).waitFor()
  for (const name of [ana.words.share.button, ana.words.vote.open]) {
    expect(await button(ana, name).count(), name).toBe(0)
    expect(
      await button(flora, name === ana.words.vote.open ? flora.words.vote.heading : name).count(),
      name,
    ).toBe(1)
  }
})

test('a revoked link lets nobody in, and people who joined by it are signed out', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const link = flora.links.participant
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  await ana.page.keyboard.press('n')
  await editor(ana).waitFor()
  await waitForFocus(editor(ana))
  await ana.page.keyboard.type('Half a thou')
  await waitForItems(flora, 'Half a thou')
  const before = await idOf(ana)
  await button(flora, flora.words.share.button).click()
  await button(flora, flora.words.share.revokeLink.participant).click()
  await flora.page
    .getByRole('alertdialog')
    .getByRole('button', { name: flora.words.share.revokeConfirm })
    .click()
  await savingBadge(ana, 'revoked').waitFor()
  // Nothing is written that would reach nobody.
  await editor(ana).waitFor({ state: 'detached' })
  await doubleClickAt(ana, { column: 0.5, row: 1.25 })
  await ana.page.getByText(ana.words.errors.link_invalid).first().waitFor()
  expect(await editor(ana).count()).toBe(0)

  const late = await stage.newPage()
  await late.goto(link)
  await late.getByText(ana.words.problem.linkHeading).waitFor()

  // By the next link one is who one was.
  const { share, join: joining } = flora.words
  await button(flora, share.renewLink.participant).click()
  const shown = flora.page.getByRole('textbox', { name: share.linkOf.participant })
  await expect.poll(() => shown.inputValue()).not.toBe(link)
  await ana.page.goto(await shown.inputValue())
  await expect.poll(() => ana.page.getByLabel(joining.name).inputValue()).toBe('Ana')
  await button(ana, joining.enter).click()
  await waitUntilEntered(ana)
  expect(await idOf(ana)).toBe(before)
})

/** This browser's participant id on the board. */
function idOf({ page }: Person): Promise<string | undefined> {
  return page.evaluate(() => {
    const visits = JSON.parse(localStorage.getItem('boussole.sessions') ?? '[]') as {
      readonly participant: { readonly id: string }
    }[]
    return visits.at(-1)?.participant.id
  })
}
