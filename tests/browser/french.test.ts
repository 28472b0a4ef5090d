import { expect, test } from 'vitest'
import { fr as areasFr } from '#client/panels/free/area-words.ts'
import { fr as freeFr } from '#client/panels/free/words.ts'
import { drawnAreas } from '#shared/board/id.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  closeDialog,
  createBoardOnHomePage,
  joinByLink,
  linkOf,
  waitForItems,
  waitUntilSaved,
} from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, selectionBar } from '#tests/support/board-parts.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { button, type Person } from '#tests/support/person.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'
import { en, fr } from '#tests/support/words.ts'

test('in French the main job is done without an English word', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage, { title: 'Pourquoi nous existons', language: 'fr' })
  expect(await flora.page.locator('html').getAttribute('lang')).toBe('fr')
  const link = await linkOf(flora, 'participant')
  const ana = await joinByLink(stage, link, { name: 'Anaïs', language: 'fr' })
  await writeAt(flora, places.left, 'Réparer d’abord')
  await writeAt(ana, places.right, 'Être là le jour même')
  await waitForItems(flora, 'Être là le jour même')
  expect(await englishIn(flora), 'board').toEqual([])

  await button(flora, flora.words.share.button).click()
  await dialogOf(flora).waitFor()
  expect(await englishIn(flora), 'sharing').toEqual([])
  await closeDialog(flora)

  await openVote(flora, { title: 'Laquelle est la nôtre ?', target: 'notes', isSecret: false })
  await button(ana, ana.words.vote.list).click()
  await clickPlaceDot(ana, 'Réparer d’abord')
  expect(await englishIn(ana), 'vote').toEqual([])
  await closeVote(flora)
  expect(await shownRanking(flora)).toEqual([{ rank: 1, label: 'Réparer d’abord', dots: 1 }])
  expect(await englishIn(flora), 'results').toEqual([])

  await button(flora, flora.words.menu.label).click()
  await flora.page.getByRole('menuitem', { name: flora.words.export.open }).click()
  await dialogOf(flora).waitFor()
  expect(await englishIn(flora), 'export').toEqual([])
})

test('in French, on a phone and in the dark theme, the free board and all that is for other tools can be read', async () => {
  const stage = await openStage()
  const note = (id: string, x: number, facts: object) => ({
    id,
    kind: 'idea',
    tint: 'sun',
    created: 1,
    x,
    y: 0,
    z: 0,
    cluster: null,
    text: `La radio ${id}`,
    ...facts,
  })
  const { body } = await stage.server.ask('POST', '/api/imports', {
    format: 'boussole-board',
    version: 1,
    title: 'Le site',
    language: 'fr',
    notes: [note('un', 0, { arrows: ['deux'] }), note('deux', 260, { form: 'text' })],
    clusters: [],
    rounds: [],
    areas: [{ id: `${drawnAreas}8h`, title: { fr: 'À 8 h' }, x: -40, y: -60, width: 700, height: 400 }],
  })
  const device = { ...phoneDevice, colorScheme: 'dark' } as const
  const link = (body as CreatedBoard).links.facilitator
  const flora = await joinByLink(stage, link, { name: 'Flora', language: 'fr', device })
  const { page, words } = flora
  const holds = async (screen: string) => {
    expect(await violationsOf(flora), screen).toEqual([])
    expect(await englishIn(flora), screen).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), screen).toBe(0)
  }
  const choose = async (name: string) => {
    await button(flora, words.menu.label).tap()
    await page.getByRole('menuitem', { name }).tap()
    await dialogOf(flora).waitFor()
  }
  const tapBar = (name: string) => selectionBar(flora).getByRole('button', { name, exact: true }).tap()

  await button(flora, /^La radio un/u).tap()
  await button(flora, words.phone.show).tap()
  await canvas(flora).waitFor()
  await tapBar(freeFr.look)
  await holds('size and order')
  // People who steer by voice say the word below a sign: it is in the button's name.
  const named = await page
    .locator('[data-word]')
    .evaluateAll((signs) =>
      signs.map((sign) => [sign.getAttribute('data-word'), sign.getAttribute('aria-label')]),
    )
  expect(named.map(([word]) => word)).toContain('Relier')
  for (const [word = '', name] of named) expect(name?.toLowerCase()).toContain(word?.toLowerCase())
  // The field below stays free.
  const [bar, field] = await Promise.all([
    selectionBar(flora).boundingBox(),
    page.getByRole('textbox', { name: words.phone.write }).boundingBox(),
  ])
  expect((bar?.y ?? 0) + (bar?.height ?? Infinity)).toBeLessThanOrEqual(field?.y ?? 0)
  await tapBar(freeFr.react)
  await holds('reactions')
  await tapBar(freeFr.link)
  await dialogOf(flora).getByRole('list', { name: freeFr.takeAway }).waitFor()
  await holds('arrows')
  await closeDialog(flora)
  await choose(areasFr.list)
  await holds('areas')
  await dialogOf(flora).getByRole('button', { name: /À 8 h/u }).tap()
  await dialogOf(flora).getByLabel(areasFr.title).waitFor()
  await holds('an area')
  await closeDialog(flora)

  await choose(words.sorting.cloudOpen)
  await dialogOf(flora).getByRole('listitem').first().waitFor()
  await holds('words of the notes')
  await closeDialog(flora)
  await choose(words.export.open)
  await holds('export')
  await closeDialog(flora)
  await choose(words.bring.heading)
  await holds('an import')
  const file = {
    name: 'notes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Texte;Groupe\n;A\nUn badge;A\n'),
  }
  await dialogOf(flora).getByLabel(words.bring.choose).setInputFiles(file)
  await button(flora, 'Ajouter 1 note').waitFor()
  await holds('a table')
  await closeDialog(flora)

  await button(flora, words.share.button).tap()
  await page.getByText(words.tokens.heading).tap()
  await page.getByLabel(words.tokens.name).fill('Le bouton du régisseur')
  await button(flora, words.tokens.make).tap()
  await page.getByLabel(/^Jeton pour/u).waitFor()
  await holds('tokens')
  await closeDialog(flora)
  await waitUntilSaved(flora)
})

/** English sentences on the page whose French differs. */
async function englishIn({ page }: Person): Promise<readonly string[]> {
  const shown = await page.evaluate(() => {
    const names = [...document.querySelectorAll('[aria-label], [title], [placeholder], [data-hint]')].flatMap(
      (element) =>
        ['aria-label', 'title', 'placeholder', 'data-hint'].map((name) => element.getAttribute(name) ?? ''),
    )
    return [...document.body.innerText.split('\n'), ...names].map((line) =>
      line.replaceAll(/\s+/g, ' ').trim(),
    )
  })
  const lines = new Set(shown)
  const french = new Set(sentencesOf(fr))
  return sentencesOf(en).filter((text) => !french.has(text) && lines.has(text))
}

function sentencesOf(catalogue: unknown): readonly string[] {
  if (typeof catalogue === 'string') return [catalogue]
  return Object.values(catalogue as object).flatMap(sentencesOf)
}
