import { expect, test } from 'vitest'
import { spaced } from '#client/i18n/translate.ts'
import { en, fr } from '#client/panels/lineage/words.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { grownBoard } from '#tests/support/grown-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'

test('from the adopted sentence, phrase by phrase, back to the notes: drawn at a desk, a list on a phone', async () => {
  const stage = await openStage()
  const file = JSON.parse(writeBoardFile(snapshotOf(grownBoard(12)))) as object
  const { body } = await stage.server.ask('POST', '/api/imports', file)
  const { links } = body as CreatedBoard
  const flora = await joinByLink(stage, links.facilitator, { name: 'Flora', language: 'fr' })
  const { page, words } = flora
  const own = spaced('fr', fr)
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: own.purposeOrigin }).click()
  const dialog = page.getByRole('dialog', { name: own.purposeOrigin })
  const drawing = dialog.getByRole('img')
  await drawing.waitFor()
  // Read from left to right, whole: no column is cut.
  const boxes = dialog.locator('.lineage-chart__box')
  const columns = () =>
    boxes.evaluateAll((all) => [
      ...new Set(
        all
          .toSorted((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
          .map((box) => box.getAttribute('data-column')),
      ),
    ])
  await expect.poll(columns).toEqual(['note', 'group', 'proposal', 'version', 'adopted'])

  const phrase = dialog.getByRole('button', { name: 'que les rédactions osent.' })
  await phrase.press('Enter')
  expect(await phrase.getAttribute('aria-pressed')).toBe('true')
  await dialog.getByText('phrase 2, version 1').first().waitFor()
  expect(await boxes.locator('rect').count()).toBeGreaterThan(20)
  // Only the way of the phrase stays in colour.
  expect(await dialog.locator('.lineage-chart__box[data-off]').count()).toBeGreaterThan(0)
  expect(await dialog.locator('.lineage-chart__box[data-column=adopted]:not([data-off])').count()).toBe(1)
  expect(await violationsInBothThemes(flora)).toEqual([])

  // Where it is too wide it scrolls within the window.
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect.poll(async () => (await dialog.boundingBox())?.width).toBeLessThan(1024)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => drawing.isVisible()).toBe(false)
  const list = dialog.getByRole('region', { name: own.asList })
  await list.first().getByText('Nous faisons vivre le direct').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('a net of thousands of notes opens as a hundred things, and the rest at a press', async () => {
  const stage = await openStage()
  const file = JSON.parse(writeBoardFile(snapshotOf(grownBoard(12)))) as BoardFile
  const [first] = file.notes
  const net = Array.from({ length: 3_000 }, (_, index) => ({
    ...first,
    id: `net${index}`,
    cluster: null,
    text: `A thought of somebody ${index}`,
    from: Array.from(
      { length: Math.min(index, 40) },
      (_none, back) => `net${index - 1 - ((61 * back) % index)}`,
    ),
  }))
  const statements = file.statements.map((statement) => ({ ...statement, from: ['net2999'] }))
  const notes = [...file.notes, ...net]
  const { body } = await stage.server.ask('POST', '/api/imports', { ...file, notes, statements })
  const flora = await joinByLink(stage, (body as CreatedBoard).links.facilitator, { name: 'Flora' })
  const { page, words } = flora
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: en.purposeOrigin }).click()
  const dialog = page.getByRole('dialog', { name: en.purposeOrigin })
  await dialog.getByRole('img').waitFor()
  const items = dialog.getByRole('listitem')
  const before = await items.count()
  expect(before).toBeLessThan(150)
  await dialog.locator('summary').last().click()
  await expect.poll(() => items.count()).toBeGreaterThan(before)
  expect(await items.count()).toBeLessThan(before + 150)
})

interface BoardFile {
  readonly notes: readonly { readonly id: string }[]
  readonly statements: readonly { readonly id: string }[]
}
