import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { freeDisk, fillDisk } from '#tests/support/full-disk.ts'
import { openWebsocketProxy } from '#tests/support/websocket-proxy.ts'
import {
  beginBlank,
  createBoardOnHomePage,
  openBoardForTwo,
  joinByLink,
  linkOf,
  openBrowser,
  waitUntilEntered,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { itemsOf } from '#tests/support/board-parts.ts'
import { openIdentityProvider } from '#tests/support/identity-provider.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { freePort } from '#tests/support/metered-server.ts'
import { certificate } from '#tests/support/proxies.ts'
import { spawnServer } from '#tests/support/server.ts'
import { selectLastRow, damageRow } from '#tests/support/damage-database.ts'
import { reconnectTimeoutMs } from '#tests/support/time-limits.ts'

test.skipIf(process.platform !== 'linux')(
  'everybody reads that the disk is full, and notes written meanwhile are saved once there is room',
  async () => {
    const own = await spawnServer()
    const { stage, flora, ana } = await openBoardForTwo({ own, anas: { language: 'fr' } })
    await writeAt(flora, places.left, 'Before')
    await waitForItems(ana, 'Before')
    await waitUntilSaved(flora)

    fillDisk(stage.server)
    await writeAt(flora, places.right, 'Meanwhile')
    for (const person of [flora, ana]) await line(person, person.words.savingText.readOnly)
    await ana.page.reload()
    await waitForItems(ana, 'Before')
    await line(ana, ana.words.savingText.readOnly)
    expect(await itemsOf(ana)).toEqual(['Before'])

    freeDisk(stage.server)
    await waitUntilSaved(flora, reconnectTimeoutMs)
    await waitForItems(ana, 'Before', 'Meanwhile')
    await waitUntilSaved(ana)
  },
)

test('a facilitator deletes the board after a question; everybody is told, and the board is gone', async () => {
  const { flora, ana } = await openBoardForTwo({
    hers: { title: 'Old workshop' },
    anas: { language: 'fr' },
  })
  await button(ana, ana.words.menu.label).click()
  await ana.page.getByRole('menuitem', { name: ana.words.export.open }).waitFor()
  expect(await ana.page.getByRole('menuitem', { name: ana.words.deletion.open }).count()).toBe(0)
  await ana.page.keyboard.press('Escape')

  const { page, words } = flora
  await button(flora, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.deletion.open }).click()
  const question = page.getByRole('alertdialog', { name: words.deletion.heading })
  await question.getByText(sentencePattern(words.deletion.what, { title: 'Old workshop' })).waitFor()
  await question.getByRole('button', { name: words.deletion.confirm }).click()

  await page.getByText(words.home.recentEmpty).waitFor()
  await line(ana, ana.words.savingText.gone)
  await ana.page.reload()
  await ana.page.getByText(ana.words.problem.sessionHeading).waitFor()
})

test('a board whose log was damaged opens at its last good state and says so until that is dismissed', async () => {
  const stage = await openStage(await spawnServer())
  let port = Number(new URL(stage.url).port)
  const network = await openWebsocketProxy(() => port)
  const flora = await createBoardOnHomePage({ ...stage, url: network.url })
  await writeAt(flora, places.left, 'Kept')
  await waitUntilSaved(flora)
  const board = new URL(flora.page.url()).pathname.split('/').at(-1) ?? ''
  const link = await linkOf(flora, 'viewer')
  await flora.page.close()
  const lost = await joinByLink(stage, link.replace(stage.url, network.url))
  await waitForItems(lost, 'Kept')
  await stage.server.end('SIGTERM')
  damageRow(stage.server.dataDir, selectLastRow, board)
  const restarted = await spawnServer({ dataDir: stage.server.dataDir })
  port = Number(new URL(restarted.url).port)

  const told = sentencePattern(lost.words.notices.repaired.replaceAll(/\{\{.*?\}\}/g, '{{at}}'))
  const notice = lost.page.locator('[aria-modal="false"]').filter({ has: lost.page.getByText(told) })
  await notice.waitFor({ timeout: reconnectTimeoutMs })
  // An urgent message is read out by a region of its own, and is hidden until F6 goes to it.
  await notice.getByRole('button', { name: lost.words.toast.dismiss, includeHidden: true }).click()
  await notice.waitFor({ state: 'detached' })
})

test('a server that asks for a secret asks each browser once, in French, also when it was changed meanwhile', async () => {
  const secret = 'la clé du hall'
  const env = { CREATE: 'secret', CREATE_SECRET: secret }
  const stage = await openStage(await spawnServer({ env }))
  const lou = await openBrowser(stage, { language: 'fr' })
  const { page, words } = lou
  const title = page.getByLabel(words.home.boardTitle)
  await page.goto(stage.url)
  await page.getByText(words.home.secretExplained).waitFor()
  expect(await title.isVisible()).toBe(false)
  expect(await violationsOf(lou), 'the start page').toEqual([])
  const field = page.getByLabel(words.home.secret)
  await field.fill('la clé du grenier')
  await page.keyboard.press('Enter')
  await page.getByText(words.errors.secret_wrong).waitFor()
  await field.fill(secret)
  await page.keyboard.press('Enter')
  await beginBlank(lou)
  await title.fill('Raison d’être')
  await button(lou, words.home.create).click()
  await page.getByRole('textbox', { name: words.share.linkOf.participant }).waitFor()

  await page.goto(stage.url)
  await beginBlank(lou)
  await title.waitFor()
  await page.evaluate(() => localStorage.setItem('boussole.create-secret', 'yesterday'))
  await title.fill('Kept while the secret is asked for')
  await button(lou, words.home.create).click()
  await field.fill(secret)
  await button(lou, words.home.secretSubmit).click()
  await expect.poll(() => title.inputValue()).toBe('Kept while the secret is asked for')
  await title.waitFor()
})

test('a server with an identity provider signs people in who open boards, says why it did not, and signs them out', async () => {
  const port = String(await freePort())
  const { issuer, clientId, clientSecret } = await openIdentityProvider({
    publicUrl: `http://127.0.0.1:${port}`,
  })
  const env = {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    CREATE: 'oidc',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: 'Rives 2030',
    NODE_EXTRA_CA_CERTS: certificate,
  }
  const stage = await openStage(await spawnServer({ env }))
  const lou = await openBrowser(stage, { language: 'fr', device: { ignoreHTTPSErrors: true } })
  const { page, words } = lou
  const provider = { provider: 'Rives 2030' }
  const enter = page.getByRole('link', { name: sentencePattern(words.home.signInWith, provider) })
  await page.goto(stage.url)
  await page.getByText(words.home.signInFirst).waitFor()
  await page.getByText('Notre raison d’être en une journée').waitFor()
  expect(await page.getByRole('button', { name: 'raison d’être' }).count()).toBe(0)
  expect(await violationsOf(lou), 'the start page').toEqual([])
  // In this order, also on a phone.
  const order = [words.home.signInFirst, 'Notre raison d’être en une journée', words.home.signInKeeps]
  const read = await page.locator('body').innerText()
  const places = order.map((sentence) => read.indexOf(sentence))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  await enter.click()
  await page.getByRole('button', { name: 'No' }).click()
  await page.getByText(sentencePattern(words.home.signInProblem.refused, provider)).waitFor()
  expect(page.url()).toBe(`${stage.url}/`)
  await enter.click()
  await page.getByRole('button', { name: 'Ada' }).click()
  await beginBlank(lou)
  await page.getByLabel(words.home.boardTitle).fill('Raison d’être')
  await button(lou, words.home.create).click()
  const link = await page.getByRole('textbox', { name: words.share.linkOf.participant }).inputValue()
  // Everybody else needs nothing.
  await waitUntilEntered(await joinByLink(stage, link))

  await page.goto(stage.url)
  await button(lou, words.home.signOut).click()
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await enter.waitFor()
})

async function line({ page }: Person, text: string): Promise<void> {
  // The line under the top bar; the announcements say the same to screen readers.
  await page.getByRole('status').filter({ hasText: text }).first().waitFor()
}
