import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { leadBoard } from '#tests/support/led-board.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { lead, moveTo } from '#tests/support/agendas.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinByLink } from '#tests/support/people.ts'
import type { Person } from '#tests/support/person.ts'

/** Whether all of it is on the screen. */
function isSeen({ page }: Person, target: Locator): Promise<boolean> {
  const height = page.viewportSize()?.height ?? 0
  return target.evaluate((element, bottom) => {
    const foot = document.querySelector('.phone-foot')?.getBoundingClientRect().top ?? bottom
    const { top, bottom: end } = element.getBoundingClientRect()
    return top >= 0 && end <= Math.min(foot, bottom)
  }, height)
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

test.each(sizes)(
  'a note that somebody adds to one of two fields is in sight below that field at $width × $height',
  async (viewport) => {
    const stage = await openStage()
    const { board, fay } = await leadBoard(stage)
    await lead(fay, {
      kind: 'agenda.take',
      template: builtInTemplate('purpose-day'),
      answers: { team: 'l’Accueil', others: 'La Poste, la MAIF' },
    })
    await moveTo(fay, 'starting-points/write')
    const device = { viewport, hasTouch: viewport.width < 640, isMobile: viewport.width < 640 }
    const ana = await joinByLink(stage, board.links.participant, { name: 'Ana', language: 'fr', device })
    const { page, words } = ana
    for (const [title, text] of [
      ['Ce qui nous porte', 'Un direct qui tient jusqu’au bout'],
      ['Ce que l’on attend de nous', 'La presse : le résultat avant la rumeur'],
      ['Ce qui nous porte', 'Une porte qui s’ouvre à l’heure'],
    ] as const) {
      const field = page.getByRole('textbox', { name: title })
      await field.fill(text)
      await field.press('Enter')
      const below = page.getByRole('list', { name: `${words.writing.yours} · ${title}` })
      const note = below.getByRole('article').first()
      await expect.poll(() => note.getByRole('textbox').inputValue()).toBe(text)
      await expect.poll(() => isSeen(ana, note)).toBe(true)
      await expect.poll(() => isSeen(ana, field)).toBe(true)
    }
    expect(await page.getByText(words.writing.empty).count()).toBe(0)
  },
)
