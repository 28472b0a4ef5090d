import { readFile } from 'node:fs/promises'
import type { Download } from 'playwright-core'
import { expect, test } from 'vitest'
import { en as rehearsalWords } from '#client/panels/rehearsal/words.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { openBrowser } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'

const file = new URL('../../server/templates/built-in/brainstorm.json', import.meta.url)
const question = 'What would make our Mondays better?'

/** A file as a person would choose it. */
function jsonFile(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { name: 'template.json', mimeType: 'application/json', buffer: Buffer.from(text) }
}

const card = ({ page }: Person, name: string) => page.getByRole('radio', { name, exact: true })
const chooser = ({ page }: Person) => page.locator('input[type="file"]')

test('a workshop is three actions from its links; without the question it is not begun', async () => {
  const stage = await openStage()
  const flora = await openBrowser(stage)
  const { page, words } = flora
  let actions = 0
  const act = async (action: Promise<void>) => {
    actions += 1
    await action
  }
  await page.goto(stage.url)
  await act(card(flora, 'Brainstorm in 25 minutes').check({ force: true }))
  await button(flora, words.home.createWorkshop).click()
  const field = page.getByLabel('The question')
  await page.getByText(words.home.answerNeeded.text).waitFor()
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await violationsInBothThemes(flora)).toEqual([])

  await act(field.fill(question))
  await act(button(flora, words.home.createWorkshop).click())
  const link = page.getByRole('textbox', { name: words.share.linkOf.participant })
  expect(await link.inputValue()).toContain('#')
  expect(actions).toBeLessThanOrEqual(6)
  await page.keyboard.press('Escape')
  await dialogOf(flora).waitFor({ state: 'detached' })
  expect(await page.title()).toContain(question)

  // The same with ghosts: nobody is invited, and a banner says what it is.
  await page.goto(stage.url)
  await card(flora, 'Brainstorm in 25 minutes').check({ force: true })
  await field.fill(question)
  await button(flora, words.home.rehearse).click()
  await page.getByText(sentencePattern(rehearsalWords.banner)).waitFor()
  expect(await dialogOf(flora).count()).toBe(0)
})

test('a template goes out and in again as the same file, and mistakes of a file are named in French', async () => {
  const stage = await openStage()
  const zoe = await openBrowser(stage, { language: 'fr' })
  const { page, words } = zoe
  await page.goto(stage.url)
  const brainstorm = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  const mine = { ...brainstorm, title: { fr: 'Nos lundis' }, 'x-own': [{ kept: true }] }
  await card(zoe, 'Remue-méninges en 25 minutes').waitFor({ state: 'attached' })

  await chooser(zoe).setInputFiles(jsonFile(mine))
  await page.getByText(sentencePattern(words.home.templateSaved, { title: 'Nos lundis' })).waitFor()
  expect(await card(zoe, 'Nos lundis').isChecked()).toBe(true)
  await page.getByRole('heading', { name: 'Nos lundis' }).waitFor()
  const download = page.waitForEvent('download')
  const exporting = sentencePattern(words.home.exportTemplate, { title: 'Nos lundis' })
  await page.getByRole('button', { name: exporting }).click()
  const exported = await textOf(await download)
  expect(JSON.parse(exported)).toEqual(mine)
  expect(exported).toBe(`${JSON.stringify(mine, null, 2)}\n`)

  await chooser(zoe).setInputFiles(
    jsonFile({ ...mine, phases: [{ id: 'a', title: { fr: '{mot}' }, steps: [] }] }),
  )
  const alert = page.getByRole('alert').filter({ hasText: 'phases/0/title/fr' })
  await alert.waitFor()
  expect(await alert.textContent()).toMatch(/aucune question nommée «\s?mot\s?»/)
  expect(await violationsInBothThemes(zoe)).toEqual([])

  const deleting = sentencePattern(words.home.deleteTemplate, { title: 'Nos lundis' })
  await page.getByRole('button', { name: deleting }).click()
  await button(zoe, words.home.deleteTemplateConfirm).click()
  await card(zoe, 'Nos lundis').waitFor({ state: 'detached' })
  // A blank board is what a person gets without choosing.
  expect(await card(zoe, 'Tableau vierge').isChecked()).toBe(true)
  await button(zoe, words.home.create).waitFor()
})

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}
