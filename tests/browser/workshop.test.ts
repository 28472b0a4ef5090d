import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { createBoardOnHomePage, joinByLink, linkOf, waitForItems } from '#tests/support/people.ts'
import { writeAt, type Place, grabAt, places, pointAt } from '#tests/support/canvas-point.ts'
import { dialogOf, itemOf } from '#tests/support/board-parts.ts'
import { button, type Person } from '#tests/support/person.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'
import { avatars, dropHint } from '#tests/support/visual-parts.ts'

test('three people at once write, group, vote in secret and take the result away as a PDF', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage, { title: 'Why we exist' })
  const link = await linkOf(flora, 'participant')
  const [ana, bo] = await Promise.all([
    joinByLink(stage, link, { name: 'Ana' }),
    joinByLink(stage, link, { name: 'Bo' }),
  ])
  const everyone = [flora, ana, bo]
  await expect.poll(() => coloursSeen(flora)).toHaveLength(3)

  await Promise.all([
    writeAt(flora, places.left, 'Nobody waits a day'),
    writeAt(ana, places.right, 'Repair before we replace'),
    writeAt(bo, places.lowerLeft, 'À l’écoute, même l’été'),
  ])
  for (const person of everyone) {
    await waitForItems(person, 'Nobody waits a day', 'Repair before we replace', 'À l’écoute, même l’été')
  }

  await dropOnto(bo, places.lowerLeft, { column: 0.1, row: 0 })
  for (const person of everyone) await waitForItems(person, /^Group “?.*, 2 notes$/)

  await openVote(flora, { title: 'Which one is ours?', target: 'notes' })
  for (const person of everyone) await button(person, person.words.vote.list).click()
  await Promise.all([
    clickPlaceDot(flora, 'Repair before we replace'),
    clickPlaceDot(ana, 'Nobody waits a day'),
    clickPlaceDot(bo, 'Nobody waits a day'),
  ])
  for (const person of everyone) {
    await person.page.getByText(person.words.progress.answeredAll).first().waitFor()
    expect(await person.page.getByRole('list', { name: person.words.blocks.ranking }).count()).toBe(0)
  }
  await closeVote(flora)
  for (const person of everyone) {
    await expect
      .poll(() => shownRanking(person))
      .toEqual([
        { rank: 1, label: 'Nobody waits a day', dots: 2 },
        { rank: 2, label: 'Repair before we replace', dots: 1 },
      ])
  }

  const pdf = await exportPdf(flora)
  const text = pdf.pages.join('\n').replaceAll(/\s+/g, ' ')
  expect(pdf.title).toContain('Why we exist')
  for (const words of ['Nobody waits a day', 'Repair before we replace', 'À l’écoute, même l’été']) {
    expect(text).toContain(words)
  }
  await expect.poll(() => itemOf(ana, 'Repair before we replace').count()).toBe(1)
})

/** The colours of the people in the bar; people without a choice get a rare colour. */
async function coloursSeen(person: Person): Promise<readonly (string | null)[]> {
  const all = await avatars(person).all()
  return [...new Set(await Promise.all(all.map((avatar) => avatar.getAttribute('data-colour'))))]
}

async function dropOnto(person: Person, from: Place, to: Place): Promise<void> {
  await grabAt(person, from)
  await pointAt(person, to)
  // Held for a moment over another note: the frame says that dropping puts them together.
  await dropHint(person).waitFor()
  await person.page.mouse.up()
}

async function exportPdf(person: Person) {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.export.open }).click()
  const downloading = page.waitForEvent('download')
  await dialogOf({ page }).getByRole('button', { name: words.export.start, exact: true }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  return readPdf(await readFile(await download.path()))
}
