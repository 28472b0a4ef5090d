import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { openNewBoard } from '#tests/support/people.ts'
import { boardList, canvas, itemsOf } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'

async function paste({ page }: Person, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

test('a paste of too many rows says in the dialog how many are left out', async () => {
  const flora = await openNewBoard(await openStage())
  const { page, words } = flora
  await canvas(flora).focus()
  await paste(flora, Array.from({ length: 1_020 }, (_, index) => `Row ${index}`).join('\n'))
  const dialog = page.getByRole('dialog', { name: words.rows.heading })
  const left = words.rows.left_other.replace('{{most}}', '1000').replace('{{count}}', '20')
  await dialog.getByText(left).waitFor()
  await button(flora, words.rows.make_other.replace('{{count}}', '1000')).click()
  const items = boardList(flora).getByRole('treeitem')
  await expect.poll(() => items.first().getAttribute('aria-setsize')).toBe('1000')
})

test('a paste says how many words it left out when a line or row is longer than a note', async () => {
  const flora = await openNewBoard(await openStage())
  const { page, words } = flora
  const left = (count: number) =>
    page.getByText(
      words.notices.lettersLeft_other.replace('{{most}}', '5000').replace('{{count}}', `${count}`),
    )
  await canvas(flora).focus()
  await paste(flora, 'word'.repeat(1_500))
  await left(1_000).waitFor()
  await canvas(flora).focus()
  await paste(flora, 'some words\n'.repeat(500))
  await button(flora, words.rows.one).click()
  await left(500).waitFor()
  await expect.poll(async () => (await itemsOf(flora)).length).toBe(2)
})
