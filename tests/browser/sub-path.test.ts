import { expect, test } from 'vitest'
import { Role } from '#shared/workshop/role.ts'
import { dialogOf, joinCodeOf, savingBadge } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { places, writeAt } from '#tests/support/canvas-point.ts'
import { spawnUnderPath } from '#tests/support/path-proxy.ts'
import {
  closeDialog,
  createBoardOnHomePage,
  openBrowser,
  waitForItems,
  waitUntilEntered,
  waitUntilSaved,
} from '#tests/support/people.ts'
import { button, type Person } from '#tests/support/person.ts'
import { adoptedText, openPurposeBoard } from '#tests/support/purpose-board.ts'
import type { SpawnedServer } from '#tests/support/server.ts'
import { clickPlaceDot, closeVote, openVote, shownRanking } from '#tests/support/vote-dialogs.ts'

test('under a path of a host people create, join, write, vote, export, read a purpose page, and reload without the server', async () => {
  const server = await spawnUnderPath('/tools/boussole')
  const { proxy } = server
  const stage = await openStage(server)
  const flora = await createBoardOnHomePage(stage, { device: { serviceWorkers: 'allow' } })
  const { page, words } = flora
  expect(page.url().startsWith(`${proxy.url}/b/`)).toBe(true)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope)).toBe(
    `${proxy.url}/`,
  )
  await writeAt(flora, places.left, 'Repair before we replace')

  await button(flora, words.share.button).click()
  const link = await page.getByRole('textbox', { name: words.share.linkOf[Role.participant] }).inputValue()
  expect(link.startsWith(`${proxy.url}/b/`)).toBe(true)
  const code = await joinCodeOf(flora)
  const typed = `${proxy.url.replace('http://', '')}/join`
  await page.getByText(typed).first().waitFor()
  await closeDialog(flora)
  const ana = await openBrowser(stage)
  await ana.page.goto(link)
  await enter(ana)
  const bo = await openBrowser(stage, { language: 'fr' })
  await bo.page.goto(`http://${typed}`)
  await bo.page.getByLabel(bo.words.join.code).fill(code)
  await enter(bo)
  await waitForItems(bo, 'Repair before we replace')

  await openVote(flora, { title: 'First', target: 'notes', isSecret: false })
  await button(ana, ana.words.vote.list).click()
  await clickPlaceDot(ana, 'Repair before we replace')
  await closeVote(flora)
  expect(await shownRanking(flora)).toEqual([{ rank: 1, label: 'Repair before we replace', dots: 1 }])

  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.export.open }).click()
  const downloading = page.waitForEvent('download')
  await dialogOf(flora).getByRole('button', { name: words.export.start, exact: true }).click()
  expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/u)
  await closeDialog(flora)

  await readPurposePage(stage.newPage, server)

  await waitUntilSaved(flora)
  await server.end('SIGKILL')
  await savingBadge(flora, 'offline').waitFor()
  await page.reload()
  await savingBadge(flora, 'offline').waitFor()
  await waitForItems(flora, 'Repair before we replace')
  expect(proxy.strays).toEqual([])
})

async function readPurposePage(newPage: () => Promise<Person['page']>, server: SpawnedServer): Promise<void> {
  const { publish, save } = await openPurposeBoard(server)
  await save({ translations: { en: 'We keep the water clear.' } })
  const { address } = await publish()
  const reader = await newPage()
  await reader.goto(address)
  await expect
    .poll(() =>
      reader.evaluate(() => document.fonts.ready.then(() => document.fonts.check('600 20px Compass'))),
    )
    .toBe(true)
  const papers = await reader.getByRole('link', { name: 'PDF' }).all()
  expect(papers.length).toBeGreaterThan(0)
  for (const paper of papers) {
    const file = await fetch(new URL((await paper.getAttribute('href')) ?? '', address))
    expect(file.headers.get('content-type')).toBe('application/pdf')
  }
  expect(await reader.getByRole('heading', { level: 1 }).textContent()).toBe(adoptedText)
}

async function enter(person: Person): Promise<void> {
  await button(person, person.words.join.enter).click()
  await waitUntilEntered(person)
}
