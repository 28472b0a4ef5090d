import { readFile } from 'node:fs/promises'
import type { Download } from 'playwright-core'
import { expect, test } from 'vitest'
import { en as rehearsalWords } from '#client/panels/rehearsal/words.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { closeDialog, createBoardOnHomePage, openBrowser, waitUntilEntered } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'

const file = new URL('../../server/templates/built-in/brainstorm.json', import.meta.url)
const question = 'What would make our Mondays better?'

/** A file as a person would choose it. */
function jsonFile(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { name: 'template.json', mimeType: 'application/json', buffer: Buffer.from(text) }
}

const row = ({ page }: Person, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`, 'u') })
const heading = ({ page }: Person, name: string) => page.getByRole('heading', { name, exact: true })
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
  await act(row(flora, 'Brainstorm in 25 minutes').click())
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
  await closeDialog(flora)
  await expect.poll(() => page.title()).toContain(question)

  // The same with ghosts: nobody is invited, and a banner says what it is.
  await page.goto(stage.url)
  await row(flora, 'Brainstorm in 25 minutes').click()
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
  await row(zoe, 'Remue-méninges en 25 minutes').waitFor()

  await chooser(zoe).setInputFiles(jsonFile(mine))
  await page.getByText(sentencePattern(words.home.templateSaved, { title: 'Nos lundis' })).waitFor()
  await heading(zoe, 'Nos lundis').waitFor()
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
  await row(zoe, 'Tableau vierge').click()
  await button(zoe, words.home.create).waitFor()
  await button(zoe, words.home.otherWays).click()
  await row(zoe, 'Remue-méninges en 25 minutes').waitFor()
  expect(await row(zoe, 'Nos lundis').count()).toBe(0)
})

test('the code of the room and a first name stand first on a phone, and lead in', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Mondays' })
  const ana = await openBrowser(stage, { device: phoneDevice })
  const { page, words } = ana
  await page.goto(stage.url)
  await page.getByLabel(words.join.enterCode).fill(board.joinCode.toLowerCase())
  await page.getByLabel(words.join.ownName).fill('Ana')
  const submit = page.getByRole('button', { name: words.join.codeSubmit, exact: true })
  const [box, height] = [await submit.boundingBox(), await page.evaluate(() => window.innerHeight)]
  expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height)
  await submit.click()
  await waitUntilEntered(ana)
  expect(await page.evaluate(() => localStorage.getItem('boussole.sessions'))).toContain('Ana')
})

test('templates, a blank board and recent boards stand on the first screen of a desk', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage, { title: 'Mondays' })
  const { page, words } = flora
  await page.setViewportSize({ width: 1_440, height: 900 })
  await page.goto(stage.url)
  await row(flora, words.home.blank).waitFor()
  await page.getByRole('link', { name: 'Mondays' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
})

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}
