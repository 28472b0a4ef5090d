import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { createBoardOnHomePage, joinByLink, linkOf, waitForItems } from '#tests/support/people.ts'
import { writeAt, places } from '#tests/support/canvas-point.ts'
import { dialogOf } from '#tests/support/board-parts.ts'
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
  await flora.page.keyboard.press('Escape')

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
