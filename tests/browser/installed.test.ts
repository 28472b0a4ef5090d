import { expect, test } from 'vitest'
import { Role } from '#shared/workshop/role.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import { draftOf, drafts, editor, itemsOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { doubleClickAt, places } from '#tests/support/canvas-point.ts'
import { exportedFile } from '#tests/support/exported-file.ts'
import { spawnUnderPath } from '#tests/support/path-proxy.ts'
import { openBrowser, waitForItems, waitUntilEntered, waitUntilSaved } from '#tests/support/people.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { fr } from '#tests/support/words.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'

test('an installed app takes what other apps share as private notes, and a newer version waits until nobody writes', async () => {
  const server = await spawnUnderPath('/tools/boussole')
  const stage = await openStage(server)
  const board = await server.createBoard({ title: 'Valley' })
  const ana = await openBrowser(stage, { device: { serviceWorkers: 'allow' } })
  const { page, words } = ana
  await page.goto(board.links.participant)
  await enter(ana)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]')
    const { icons, ...facts } = await (await fetch(link?.href ?? '')).json()
    const files = await Promise.all(icons.map(({ src }: { src: string }) => fetch(src)))
    return { ...facts, icons: files.map((file) => file.headers.get('content-type')) }
  })
  expect(manifest).toMatchObject({
    start_url: '/tools/boussole/',
    shortcuts: [{ name: 'Join with a code', url: '/tools/boussole/join' }, { url: '/tools/boussole/' }],
    icons: ['image/png', 'image/png', 'image/png'],
  })

  // One that waits is not lost by another, and only the one that its person sees goes to the board.
  for (const text of ['The first', 'The second', 'A text from elsewhere']) {
    await share(ana, manifest.share_target.action, text, await plainPhoto('jpeg'))
    await page.getByText(text).waitFor()
  }
  // Any page can send a form.
  await share(ana, manifest.share_target.action, 'A fourth one', await plainPhoto('jpeg'))
  await page.getByText(words.installed.full).waitFor()
  await page.getByText('A text from elsewhere').waitFor()
  await page.getByRole('list', { name: sentencePattern(words.installed.photos_one, { count: 1 }) }).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  // The same on a phone in French.
  const asked = page.viewportSize() ?? phoneDevice.viewport
  await page.setViewportSize(phoneDevice.viewport)
  await page.evaluate(() => localStorage.setItem('boussole.language', 'fr'))
  await page.reload()
  await page.getByRole('heading', { name: fr.installed.heading }).waitFor()
  expect(await violationsInBothThemes(ana)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  await page.setViewportSize(asked)
  await page.evaluate(() => localStorage.setItem('boussole.language', 'en'))
  await page.reload()
  await button(ana, 'Valley').click()
  await page.getByText(words.installed.landed).waitFor()
  await draftOf(ana, 'A text from elsewhere').waitFor()
  await expect.poll(() => drafts(ana).count()).toBe(2)
  await waitUntilSaved(ana)
  expect(await itemsOf(ana)).toEqual([])
  const leader = await server.join(board, Role.facilitator)
  expect(await exportedFile(server, { session: leader }, 'json')).not.toContain('from elsewhere')
  await page.goto(`${server.url}/share`)
  for (const text of ['The second', 'The first']) {
    await page.getByText(text).waitFor()
    await button(ana, words.installed.discard).click()
  }
  await button(ana, words.installed.discard).waitFor({ state: 'detached' })
  await page.goto(`${server.url}/share?full`)
  await page.getByText(words.installed.none).waitFor()
  expect(await page.getByText(words.installed.full).count()).toBe(0)

  await page.goto(`${server.url}/b/${board.id}`)
  await waitUntilEntered(ana)
  // As on a first visit: this page was loaded without a worker.
  const browser = await page.context().newCDPSession(page)
  await browser.send('Page.reload', { ignoreCache: true })
  await page.waitForFunction(() => navigator.serviceWorker.controller === null)
  await waitUntilEntered(ana)
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  await doubleClickAt(ana, places.left)
  await editor(ana).waitFor()
  await page.keyboard.type('Half a sen')
  // A newer worker waits only while a page of the older one is open, and a browser looks for one at times of its own.
  const other = await page.context().newPage()
  await other.goto(`${server.url}/b/${board.id}`)
  await other.evaluate(() => Object.assign(window, { isOld: true }))
  await other.waitForFunction(() => navigator.serviceWorker.controller !== null)
  // Another version: it keeps other scripts than this page has.
  server.proxy.changed.set('/service-worker.js', (script) =>
    script.replace(/\{"url":"assets\/join-[^}]*\},/u, ''),
  )
  await other.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
  })
  await expect
    .poll(() => other.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null))
    .toBe(true)
  const line = page.getByText(words.installed.update)
  await other.getByText(words.installed.update).waitFor()
  expect(await line.count()).toBe(0)
  await other.getByRole('button', { name: words.installed.updateNow }).click()
  await other.getByText(words.installed.updateLater).waitFor()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true)

  await page.keyboard.press('Escape')
  await line.waitFor()
  await button(ana, words.installed.updateNow).click()
  for (const each of [page, other])
    await expect.poll(() => each.evaluate(() => 'isOld' in window).catch(() => true)).toBe(false)
  await waitUntilSaved(ana)
  await waitForItems(ana, 'Half a sen')
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull()
})

async function enter(person: Person): Promise<void> {
  await button(person, person.words.join.enter).click()
  await waitUntilEntered(person)
}

/** As the device hands it over: a form that opens a page of the app. */
async function share({ page }: Person, action: string, text: string, photo: Uint8Array): Promise<void> {
  await page.evaluate(
    ({ action, text, bytes }) => {
      const form = Object.assign(document.createElement('form'), {
        action,
        method: 'post',
        enctype: 'multipart/form-data',
      })
      const field = (name: string, type: string) => {
        const input = Object.assign(document.createElement('input'), { name, type })
        form.append(input)
        return input
      }
      field('text', 'text').value = text
      field('url', 'text').value = text
      const files = new DataTransfer()
      files.items.add(new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' }))
      field('photos', 'file').files = files.files
      document.body.append(form)
      form.submit()
    },
    { action, text, bytes: [...photo] },
  )
  await page.waitForURL('**/share')
}
