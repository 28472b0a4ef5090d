import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { openStage } from '#tests/support/browser.ts'
import { exportedBytes, exportedFile } from '#tests/support/exported-file.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { readPdf } from '#tests/support/pdf-text.ts'
import { joinByLink } from '#tests/support/people.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

interface FileWithAgenda {
  readonly agenda: { readonly now: object }
}

/** The steps with a result that screens draw, of each activity that asks. */
const steps = ['ecosystem/agree', 'shortlist/vote', 'challenge/swap', 'decide/consent'] as const

/** Marks of Markdown, spaces and signs between facts. */
function plain(text: string): string {
  return text.replaceAll(/[\\*_>|~`#\s\u00A0\u202F]+/gu, '')
}

/** Runs in the page: every piece of text of its results, without what is pressed or drawn for eyes alone. */
function saidOnPage(): readonly string[] {
  const found: string[] = []
  for (const blocks of document.querySelectorAll('.blocks')) {
    const walker = document.createTreeWalker(blocks, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isSkipped = node.parentElement?.closest('form, span[aria-label], .blocks__answer > strong')
      const isEyes = node.parentElement?.closest('[aria-hidden], .room-page')
      if (!isSkipped && !isEyes) found.push(...(node.textContent ?? '').split('·'))
    }
  }
  return found
}

/** The count of an answer stands beside it, under it or in a cell of its own. */
function isIn(file: string, piece: string): boolean {
  const [, answer = piece, count = ''] = /^(.+?):?(\d+)$/u.exec(piece) ?? []
  return file.includes(piece) || (file.includes(answer) && file.includes(count))
}

async function said(page: Page): Promise<readonly string[]> {
  await page.locator('.blocks').first().waitFor()
  const pieces = (await page.evaluate(saidOnPage)).map(plain)
  return [...new Set(pieces)].filter((piece) => piece !== '')
}

test.for(steps)('what screens say of %s stands in PDF and Markdown in the same words', async (step) => {
  const stage = await openStage()
  const file = JSON.parse(writeBoardFile(snapshotOf(livedDay('en')))) as FileWithAgenda
  const now = { ...file.agenda.now, state: 'running', step, since: Date.now() }
  const { body } = await stage.server.ask('POST', '/api/imports', {
    ...file,
    agenda: { ...file.agenda, now },
  })
  const board = body as CreatedBoard
  const fay = { session: await stage.server.join(board, Role.facilitator, 'Fay') }
  const options = { language: 'en' } as const
  const { pages } = await readPdf(
    await exportedBytes(stage.server, fay, { format: 'report', paper: 'one', ...options }),
  )
  const pdf = plain(pages.join(' '))
  const markdown = plain(await exportedFile(stage.server, fay, 'markdown', 'en'))
  const people = await Promise.all([
    joinByLink(stage, board.links.participant, { name: 'Ana' }),
    joinByLink(stage, board.links.participant, { name: 'Ben', device: phoneDevice }),
  ])
  const read = () => Promise.all(people.map(({ page }) => said(page)))
  // Parts of a result may come a moment after it.
  await expect
    .poll(async () => (await read()).map((pieces) => [...pieces].sort()))
    .toSatisfy(([desk, phone]) => desk.length > 8 && desk.join('\n') === phone.join('\n'))
  const screens = await read()
  for (const pieces of screens) {
    expect(pieces.length).toBeGreaterThan(8)
    expect(pieces.filter((piece) => !isIn(pdf, piece))).toEqual([])
    expect(pieces.filter((piece) => !isIn(markdown, piece))).toEqual([])
  }
  expect(new Set(screens[1])).toEqual(new Set(screens[0]))
})
