import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { longWords } from '#tests/corpus/harmful-workshops.ts'
import { openStage } from '#tests/support/browser.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { openHarmfulWorkshop } from '#tests/corpus/open-harmful-workshop.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

/** Letters of a text that a list shows at once, and a few more. */
const mostLetters = 720
/** Letters of a word that kerning may tie to one another: a sentence of the interface quotes no more. */
const mostKerned = 640

/** Each task shows the words of others in its own way: its step, and where they stand. */
const tasks = [
  ['starting-points/group', '.group-task__note'],
  ['ecosystem/needs', '.map-task option'],
  ['shortlist/read', '.read-task__pair'],
  ['shortlist/vote', '.ballot__item'],
  ['challenge/rewrite', '.task__pinned li'],
  ['challenge/aside', '.asking__thing'],
  ['decide/duel', '.pair'],
] as const

test('a task shows the beginning of what others wrote, set so that a word without end is cheap', async () => {
  const stage = await openStage()
  const words = { name: 'long words', texts: longWords }
  const day = builtInTemplate('purpose-day')
  const { board, moveTo, promptOf } = await openHarmfulWorkshop(stage.server, day, words)
  const { links } = board
  const room = await stage.newPage()
  await room.goto(links.viewer.replace('#', '/projector#'))
  const people = [
    await joinByLink(stage, links.facilitator, { name: 'Flora' }),
    await joinByLink(stage, links.participant, { name: 'Ana' }),
    await joinByLink(stage, links.participant, { name: 'Pia', device: phoneDevice }),
  ] as const
  const pages = people.map(({ page }) => page)
  for (const [path, place] of tasks) {
    await moveTo(path)
    // On the board of a step the list opens on request.
    if (path === 'starting-points/group') await button(people[1], people[1].words.agenda.list).click()
    for (const page of [...pages, room]) {
      await page.getByText(promptOf(path)).first().waitFor({ state: 'attached' })
      await page.waitForFunction(unfolded, page === room ? undefined : place)
      expect(await endlessIn(page), path).toEqual([])
      // What stands on later pages of the room is out of sight.
      if (page !== room) await expect.poll(() => page.evaluate(cutSentences), { message: path }).toEqual([])
    }
  }
})

/**
 * Runs in the page: opens what is folded and scrolls to its end, as a list makes its lines once it is in sight. Whether words
 * without end stand at the place; the room's screen has none of its own for them.
 */
function unfolded(place: string | undefined): boolean {
  for (const details of document.querySelectorAll('details')) {
    details.open = true
    details.scrollIntoView({ block: 'end' })
  }
  if (place === undefined) return true
  return [...document.querySelectorAll(place)].some(({ textContent }) => /wwww/i.test(textContent))
}

/** Runs in the page: sentences that are set aside or compared, and words in the ear, that are cut. */
function cutSentences(): readonly string[] {
  return [...document.querySelectorAll('.asking__thing blockquote, .pair blockquote, .ear output')]
    .filter(
      (text) =>
        text.getBoundingClientRect().right > innerWidth + 1 || text.scrollWidth > text.clientWidth + 1,
    )
    .map(({ parentElement }) => parentElement?.className ?? '')
}

/** The texts that a browser would take long for: too long, or a long word with kerning. */
async function endlessIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ({ mostLetters, mostKerned }) => {
      const found: string[] = []
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const { parentElement: around, textContent } = text
        // One line that nobody sees, such as the board for screen readers, is not broken into others.
        if (!around?.checkVisibility() || around.closest('.visually-hidden') || textContent === null) continue
        const word = Math.max(...textContent.split(/\s+/).map(({ length }) => length))
        const isKerned = getComputedStyle(around).fontKerning !== 'none'
        if (textContent.length > mostLetters || (isKerned && word > mostKerned))
          found.push(`${around.tagName} ${around.className}: ${textContent.length} letters`)
      }
      return found
    },
    { mostLetters, mostKerned },
  )
}
