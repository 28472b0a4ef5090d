import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { en, fr } from '#client/panels/after/words.ts'
import { en as exportWords } from '#client/panels/export/words.ts'
import { en as replay, fr as replayFr } from '#client/panels/replay/words.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { Role } from '#shared/workshop/role.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsInBothThemes, violationsOf } from '#tests/support/axe.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const others = [
  'We deliver reliable systems.',
  'We bring sport closer to everyone.',
  'We put digital at your service.',
]

test('a facilitator finds what comes after the day, notes a case, takes evidence home and asks strangers, who answer by keyboard on a phone', async () => {
  const stage = await openStage()
  const { body } = await stage.server.ask(
    'POST',
    '/api/imports',
    JSON.parse(writeBoardFile(snapshotOf(livedDay('en')))),
  )
  const board = body as CreatedBoard
  const leader = await stage.server.join(board, Role.facilitator)
  const { client } = await joinBoard(stage.server, board, { session: leader })
  const adoption = adoptionsOf(client.doc).at(-1)?.id ?? ''
  expect(await client.command({ kind: 'adoption.claim', adoption })).toMatchObject({ ok: true })
  client.socket.terminate()
  const { session } = await joinBoard(stage.server, board, { name: 'Ada' })
  await writeDrafts(await joinDesk(stage.server, board, session), ['planted-draft'])

  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const { page } = flora
  // The day is over: the board opens here.
  await page.getByRole('heading', { name: en.heading }).waitFor()
  await page.getByRole('button', { name: en.welcomeNone }).waitFor()
  await page.getByRole('button', { name: en.addCase }).click()
  const dialog = dialogOf(flora)
  await dialog.getByLabel(en.caseWhat).fill('A partner offers new terminals.')
  await dialog.getByLabel(en.caseChosen).fill('refuse them')
  await dialog.getByLabel(en.caseOther).fill('take them')
  expect(await violationsOf(flora)).toEqual([])
  await dialog.getByRole('button', { name: en.caseGo }).click()
  await page.getByText(en.casesNoted_one.replace('{{count}}', '1')).waitFor()

  // One signed file, which a browser opens from a disk.
  await page.getByRole('button', { name: en.evidence }).click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: exportWords.start, exact: true }).click()
  const folder = await mkdtemp(join(tmpdir(), 'boussole-evidence-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'evidence.html')
  await (await download).saveAs(file)
  // The day as a film, from a disk, too.
  await dialog.getByRole('button', { name: exportWords.again }).click()
  await dialog.getByRole('radio', { name: exportWords.replay }).check({ force: true })
  const filming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: exportWords.start, exact: true }).click()
  const film = join(folder, 'replay.html')
  await (await filming).saveAs(film)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const reader = await stage.newPage({ ...phoneDevice, locale: 'en-GB' })
  const requests: string[] = []
  reader.on('request', (request) => requests.push(new URL(request.url()).protocol))
  await reader.goto(pathToFileURL(file).href)
  await reader.getByText('Nothing has changed since it was signed.').waitFor()
  expect(await violationsInBothThemes({ page: reader })).toEqual([])
  expect(await reader.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  const bytes = await readFile(file)
  const opened = async (text: string, verdict: string) => {
    await writeFile(file, text)
    await reader.goto(pathToFileURL(file).href)
    await reader.getByText(verdict).waitFor()
  }
  // A section at another place, although each byte of it is right.
  const lines = bytes.toString().split('\n')
  const line = lines.findIndex((each) => each.includes('id="section-2"'))
  const top = lines.indexOf('<body>')
  const moved = [
    ...lines.slice(0, top + 1),
    lines[line],
    ...lines.slice(top + 1, line),
    ...lines.slice(line + 1),
  ]
  await opened(moved.join('\n'), 'Something stands at another place of this file')
  // A false signature: no section has a tick.
  const forged = bytes.toString().replace(/(?<=id="signature">")./, (letter) => (letter === 'A' ? 'B' : 'A'))
  await opened(forged, 'in the list of hashes or its signature')
  expect(await reader.getByText('✓').count()).toBe(0)
  const at = bytes.indexOf('"title"', bytes.indexOf('id="section-3"')) + 10
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(file, bytes)
  await reader.goto(pathToFileURL(file).href)
  await reader.getByText('At least one byte has changed since it was signed, in section 3.').waitFor()
  await reader.getByText('Section 3, as it stands here').waitFor()
  expect(await violationsInBothThemes({ page: reader })).toEqual([])
  // The font is in the file, too.
  await reader.goto(pathToFileURL(film).href)
  const knob = reader.getByRole('slider', { name: replay.knob })
  await knob.press('Home')
  await knob.press('Space')
  // The case was noted last.
  await expect.poll(() => knob.getAttribute('aria-valuetext')).toMatch(/: 110 notes/)
  await reader.getByRole('button', { name: replay.list }).tap()
  await reader.getByText('A partner offers new terminals.').first().waitFor()
  expect(await violationsInBothThemes({ page: reader })).toEqual([])
  // In French and on a desk, too, in the fonts of the file.
  const inFrench = (await readFile(film, 'utf8')).replace('"language":"en"', '"language":"fr"')
  await writeFile(film, inFrench)
  await reader.setViewportSize({ width: 1_440, height: 900 })
  await reader.goto(pathToFileURL(film).href)
  await reader.getByRole('slider', { name: replayFr.knob }).waitFor()
  const loaded = () =>
    reader.evaluate(() =>
      [...document.fonts].flatMap(({ family, status }) => (status === 'loaded' ? family : [])),
    )
  await expect
    .poll(loaded)
    .toEqual([expect.stringContaining('Inter'), expect.stringContaining('Source Serif')])
  expect(await violationsInBothThemes({ page: reader })).toEqual([])
  for (const path of [file, film]) expect(await readFile(path, 'utf8')).not.toContain('planted-draft')
  expect(requests.filter((protocol) => protocol !== 'data:')).toEqual([
    'file:',
    'file:',
    'file:',
    'file:',
    'file:',
    'file:',
  ])

  await page.getByRole('button', { name: en.ask.strangers }).click()
  await dialog.getByLabel(en.team).fill('Thirty people, one hospital.')
  for (const [index, text] of others.entries()) {
    await dialog.getByLabel(en.other.replace('{{number}}', String(index + 1))).fill(text)
    await dialog.getByLabel(en.source).nth(index).fill('A report, 2026')
  }
  await dialog.getByRole('button', { name: en.strangersGo }).click()
  await page.getByRole('button', { name: en.take.strangers }).click()
  const address = await dialog.getByRole('textbox', { name: en.link }).inputValue()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await violationsInBothThemes(flora)).toEqual([])

  // The dates for a calendar, with the link.
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: en.calendar }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe(`${en.fileName}.ics`)
  const calendar = await readFile(await saved.path(), 'utf8')
  expect(calendar.replaceAll('\r\n ', '')).toContain(address)
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n(?:[^\r\n]+\r\n)+END:VCALENDAR\r\n$/u)

  // The same on a phone, in French.
  const fleur = await joinByLink(stage, board.links.facilitator, {
    name: 'Fleur',
    language: 'fr',
    device: phoneDevice,
  })
  await fleur.page.getByRole('button', { name: fr.take.strangers }).waitFor()
  const found = [await violationsInBothThemes(fleur)]
  for (const name of [fr.addCase, fr.ask.pulse, fr.ask.strangers, fr.ask.needs, fr.take.strangers]) {
    await fleur.page.getByRole('button', { name, exact: true }).click()
    const sheet = fleur.page.getByRole('dialog').last()
    await sheet.getByRole('textbox').or(sheet.getByRole('combobox')).first().waitFor()
    found.push(await violationsInBothThemes(fleur))
    await fleur.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  }
  expect(found.flat()).toEqual([])

  // A map that nobody could read is no empty map.
  let isCut = true
  await page.route('**/purpose-page/preview', (route) => (isCut ? route.abort() : route.continue()))
  await page.getByRole('button', { name: flora.words.menu.label }).click()
  await page.getByRole('menuitem', { name: en.heading }).click()
  await dialog.getByRole('button', { name: en.ask.needs }).click()
  await dialog.getByText(flora.words.errors.network).waitFor()
  expect(await dialog.getByText(en.noPeople).count()).toBe(0)
  isCut = false
  await dialog.getByRole('button', { name: flora.words.notices.tryAgain }).click()
  await dialog.getByRole('combobox', { name: en.person }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.getByRole('heading', { name: en.heading }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  // A press took its button away, and nothing has the focus: Escape closes one dialog, not the one below.
  await page.getByRole('button', { name: flora.words.menu.label }).click()
  await page.getByRole('menuitem', { name: en.heading }).click()
  await dialog.getByRole('button', { name: en.ask.pulse }).click()
  await dialog.getByRole('heading', { name: en.ask.pulse }).waitFor()
  await dialog.last().locator(':focus').waitFor()
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await page.keyboard.press('Escape')
  await dialog.getByRole('heading', { name: en.heading }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  const phone = await stage.newPage({ ...phoneDevice, locale: 'en-GB' })
  await phone.goto(address)
  expect(await violationsInBothThemes({ page: phone })).toEqual([])
  await phone.getByRole('button', { name: 'Answer' }).click()
  await phone.getByText('Choose an answer first.').waitFor()
  await phone.keyboard.press('Space')
  await phone.keyboard.press('Enter')
  await phone.getByRole('heading', { name: 'Which words told you?' }).waitFor()
  await phone.keyboard.press('Tab')
  await phone.keyboard.press('Space')
  expect(await violationsInBothThemes({ page: phone })).toEqual([])
  await phone.getByRole('button', { name: 'Send' }).click()
  await phone.getByRole('heading', { name: 'Thank you.' }).waitFor()
  await phone.reload()
  await phone.getByRole('heading', { name: 'Thank you.' }).waitFor()
  expect(await phone.context().cookies()).toEqual([])
  const [id = ''] = address.split('/').slice(-1)
  const { askings } = (
    await stage.server.ask('GET', `/api/boards/${board.id}/askings`, undefined, leader.session)
  ).body as { readonly askings: readonly { readonly id: string; readonly answers: number | null }[] }
  // One browser is fewer than five: nothing tells that it has answered.
  expect(askings).toMatchObject([{ id, answers: null }])
})
