import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import {
  button,
  dialogOf,
  createBoardOnHomePage,
  itemOf,
  joinByLink,
  linkOf,
  type Person,
  waitForItems,
  sentencePattern,
  writeAt,
} from '#tests/support/people.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'

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
    writeAt(flora, { x: 500, y: 300 }, 'Nobody waits a day'),
    writeAt(ana, { x: 900, y: 300 }, 'Repair before we replace'),
    writeAt(bo, { x: 500, y: 620 }, 'À l’écoute, même l’été'),
  ])
  for (const person of everyone) {
    await waitForItems(person, 'Nobody waits a day', 'Repair before we replace', 'À l’écoute, même l’été')
  }

  await dragTo(bo, { x: 500, y: 620 }, { x: 520, y: 320 })
  for (const person of everyone) await waitForItems(person, /^Group “.*”, 2 notes$/)

  await openVote(flora, { title: 'Which one is ours?', target: 'notes' })
  for (const person of everyone) await button(person, person.words.vote.list).click()
  await Promise.all([
    clickPlaceDot(flora, 'Repair before we replace'),
    clickPlaceDot(ana, 'Nobody waits a day'),
    clickPlaceDot(bo, 'Nobody waits a day'),
  ])
  for (const person of everyone) {
    await person.page
      .getByText(sentencePattern(person.words.vote.progress_other, { count: 3, eligible: 3 }))
      .first()
      .waitFor()
    expect(await person.page.getByRole('list', { name: person.words.vote.ranking }).count()).toBe(0)
  }
  await closeVote(flora)
  for (const person of everyone) {
    expect(await shownRanking(person)).toEqual([
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

/** Of the people in the bar; who chooses none is given one that few have. */
async function coloursSeen({ page }: Person): Promise<readonly (string | null)[]> {
  const avatars = await page.locator('.top-bar .avatar').all()
  return [...new Set(await Promise.all(avatars.map((avatar) => avatar.getAttribute('data-colour'))))]
}

async function dragTo({ page }: Person, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  // Held for a moment over another note: the frame says that dropping puts them together.
  await page.locator('.canvas__hint').waitFor()
  await page.mouse.up()
}

async function exportPdf(person: Person) {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.menu.export }).click()
  const downloading = page.waitForEvent('download')
  await dialogOf({ page }).getByRole('button', { name: words.export.start, exact: true }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  return readPdf(await readFile(await download.path()))
}
