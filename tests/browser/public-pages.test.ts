import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import type { AskingState, NewAsking } from '#shared/wire/public-asking.ts'
import { themes, violationsInTheme } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { openAdopted } from '#tests/support/purpose-board.ts'
import type { ServerClient } from '#tests/support/server.ts'

/** As long as any text of these pages may be; no line holds it. */
const endless = `<b>${'Wasserversorgung'.repeat(20)}`.slice(0, 300)

/** What a year has left on the board of a day. */
const lived = [
  {
    kind: 'promise',
    text: 'A radio that gets through',
    blanks: { to: 'Crews', not: 'Their own sets', seen: 'No gap' },
  },
  {
    kind: 'dilemma',
    text: 'A partner offers new terminals.',
    blanks: { a: 'refuse them', b: 'take them', noted: '2027-05-24' },
  },
  { kind: 'welcome', text: '9 o’clock: a colleague waits for you', step: 'welcome/write', field: 'day' },
  { kind: 'story', text: 'The new one came on a Monday of rain.' },
  { kind: 'story', text: endless },
  { kind: 'welcome', text: endless, step: 'welcome/write', field: 'week' },
].map((note, index) => ({
  id: `lived${index}00000`,
  tint: 'sky',
  created: 1,
  x: 400 * index,
  y: -9_000,
  z: 1,
  cluster: null,
  ...note,
}))

test('axe finds nothing, and nothing is wider than the screen, on any page that strangers read, at a desk and on a phone, in both languages and themes', async () => {
  const stage = await openStage()
  const { server } = stage
  const file = JSON.parse(writeBoardFile(snapshotOf(livedDay('en')))) as { readonly notes: readonly object[] }
  const { board, leader, ask, save, publish } = await openAdopted(server, {
    ...file,
    notes: [...file.notes, ...lived],
  })
  const preview = (await ask('POST', '/preview', {})).body as PurposePreview
  const translations = { [preview.sentence ?? '']: 'Nous gardons l’eau vivante.' }
  expect(await save({ translations, shown: preview.offers.map(({ id }) => id) })).toBe(200)
  const { address } = await publish()
  const open = async (subject: NewAsking['subject']) => {
    const dates = { opens: Date.now() - 1_000, closes: Date.now() + 86_400_000 }
    const path = `/api/boards/${board.id}/askings`
    const { body } = await server.ask('POST', path, { subject, ...dates }, leader.session)
    const asking = body as AskingState
    const close = () => server.ask('POST', `${path}/${asking.id}/close`, undefined, leader.session)
    return { address: asking.address, close }
  }
  const others = ['We deliver reliable systems.', 'We bring sport closer.', endless]
  const strangers: NewAsking['subject'] = {
    kind: 'strangers',
    team: `Thirty people, one hospital. ${endless}`,
    others: others.map((text) => ({ text, source: 'A report, 2026' })),
  }
  const person = preview.people.find(({ needs }) => needs.length > 0)?.id ?? ''
  const [questions, results] = [[] as string[], [] as string[]]
  for (const [subject, answers] of [
    [strangers, { which: '1', 'word.1.0': 'yes' }],
    [{ kind: 'pulse' }, { carry: '4', line: endless }],
    [
      { kind: 'needs', person },
      { 'need.0': 'almost', line: endless },
    ],
  ] as const) {
    questions.push((await open(subject)).address)
    const closed = await open(subject)
    await answer(server, closed.address, answers)
    await closed.close()
    results.push(closed.address)
  }

  const found: string[] = []
  for (const device of [{}, phoneDevice]) {
    const page = await stage.newPage(device)
    for (const shown of [address, `${address}/welcome`, ...questions, ...results])
      for (const language of ['en', 'fr']) {
        await page.goto(`${shown}?lang=${language}`)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          found.push(`${await nameOf(page)} ${language}: wider than the screen`)
        for (const theme of themes)
          for (const violation of await violationsInTheme({ page }, theme))
            found.push(`${await nameOf(page)} ${language} ${theme}: ${violation}`)
      }
  }
  expect(found).toEqual([])
})

/** As many as are told, each from a browser of its own. */
async function answer(
  server: ServerClient,
  address: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  for (let browser = 1; browser <= 6; browser += 1) {
    const secret = String(browser).padStart(40, 'a')
    const { status } = await server.ask('POST', new URL(address).pathname, { secret, answers })
    expect(status).toBe(204)
  }
}

async function nameOf(page: Page): Promise<string> {
  return `${new URL(page.url()).pathname} (${await page.title()}, ${page.viewportSize()?.width ?? 0} px)`
}
