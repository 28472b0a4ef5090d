import { expect, test } from 'vitest'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { canvas, dialogOf, draftOf, itemsOf, runCommand } from '#tests/support/board-parts.ts'
import { openBoardForTwo, waitForItems } from '#tests/support/people.ts'
import { button, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { workbook } from '#tests/support/workbook.ts'

const table = `Text;Frame;Color;X;Y;Created by;Tags
Ouvrir la porte 3 à 6 h, sans attendre l’écran;Matin de l’ouverture;light_yellow;−1 204,5;388,0;j.martin@rives.example;j-1, radio
Deux radios par virage;Matin de l’ouverture;light_yellow;−1 000;388,0;j.martin@rives.example;
;Matin de l’ouverture;light_yellow;0;0;j.martin@rives.example;
Qui a la clef du local 12 ?;La nuit;light_pink;−1 204,5;900;c.roy@rives.example;
Répéter la panne du direct;La nuit;light_yellow;−1 000;900;c.roy@rives.example;
Café pour ceux de trois heures;;turquoise;−1 204,5;1 400;c.roy@rives.example;
`

async function openImport(
  person: Person,
  file: string | Uint8Array,
  name = 'ouverture-site.csv',
): Promise<void> {
  const { page, words } = person
  await runCommand(person, words.bring.heading)
  const dialog = page.getByRole('dialog', { name: words.bring.heading })
  await dialog
    .getByLabel(words.bring.choose)
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(file) })
}

const picture = async ({ page }: Person, name: string) => {
  const folder = process.env['PICS']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('the table of another tool is shown before it becomes notes and groups, and one undo takes all back', async () => {
  const { flora, ana } = await openBoardForTwo({ hers: { language: 'fr' } })
  const { page, words } = flora
  await canvas(flora).focus()
  await openImport(flora, table)
  const dialog = dialogOf(flora)
  await dialog.getByText('Ligne 4 : aucun texte, laissée de côté.').waitFor()
  await dialog.getByText('5 notes, 2 groupes').waitFor()
  await picture(flora, 'bring-desk')
  expect(await violationsInBothThemes(flora)).toEqual([])
  const author = dialog.getByLabel('Created by devient')
  expect(await author.inputValue()).toBe('none')
  await dialog.getByLabel('Tags devient').selectOption(words.bring.roles.group)
  await dialog.getByText('5 notes, 1 groupe').waitFor()
  await dialog.getByLabel('Frame devient').selectOption(words.bring.roles.group)
  await button(flora, 'Ajouter 5 notes').click()
  await waitForItems(ana, /Matin de l’ouverture/, /La nuit/, /^Deux radios/, /^Café pour ceux/)
  expect((await itemsOf(ana)).join()).not.toContain('rives.example')
  await picture(flora, 'bring-board')
  await canvas(flora).focus()
  await page.keyboard.press('Control+z')
  await expect.poll(() => itemsOf(ana)).toEqual([])

  await canvas(flora).evaluate((board) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['# Jour\n- Deux radios\n- Un badge\n\nfin'], 'jour.md'))
    for (const kind of ['dragover', 'drop'])
      board.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
  })
  await dialog.getByText('Ligne 5 : hors d’une liste, laissée de côté.').waitFor()
  await picture(flora, 'bring-markdown')
  expect(await violationsOf(flora)).toEqual([])
  await button(flora, 'Ajouter 2 notes').click()
  await waitForItems(ana, /Jour/, /^Deux radios/)

  await canvas(flora).focus()
  await openImport(
    flora,
    workbook({ Idées: [['Texte'], ['Une clef pour Jonas']], Vieux: [['x']] }),
    'idées.xlsx',
  )
  await dialog.getByText('La première feuille est lue. Laissée de côté : Vieux.').waitFor()
  await button(flora, 'Ajouter 1 note').click()
  await waitForItems(ana, /^Une clef/)
})

test('while people write in private, a table on a phone becomes private notes', async () => {
  const { flora, ana } = await openBoardForTwo({ anas: { device: phoneDevice } })
  await button(flora, flora.words.writing.begin).click()
  await button(flora, flora.words.writing.beginConfirm).click()
  await button(flora, flora.words.writing.reveal).waitFor()
  await openImport(ana, 'text,group\nMine alone,A\n"Mine, too",A\n')
  const dialog = dialogOf(ana)
  await dialog.getByText(ana.words.bring.private).waitFor()
  await picture(ana, 'bring-phone')
  expect(await violationsOf(ana)).toEqual([])
  await button(ana, 'Add 2 private notes').click()
  await draftOf(ana, 'Mine alone').waitFor()
  expect(await itemsOf(flora)).toEqual([])
})
