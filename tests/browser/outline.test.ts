import { expect, test } from 'vitest'
import { en } from '#client/panels/outline/words.ts'
import { areasOf } from '#shared/board/area.ts'
import { addCluster } from '#shared/board/change-cluster.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { violationsInBothThemes } from '#tests/support/axe.ts'
import {
  boardList,
  editor,
  itemOf,
  itemsOf,
  selectedItems,
  waitForFocus,
} from '#tests/support/board-parts.ts'
import { openStage } from '#tests/support/browser.ts'
import { importBoard } from '#tests/support/imported-board.ts'
import { joinByLink } from '#tests/support/people.ts'
import { button, sentencePattern } from '#tests/support/person.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const words = [
  'Warn before we cut',
  'Say no early',
  'A date that holds',
  'A plan to read standing',
  'Laugh in July',
]

test('the board is a list at a desk: read, written, moved, grouped and voted on by keyboard alone', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard()
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator, name: 'Fay' })
  await takeAgenda(fay)
  await moveTo(fay, 'write/ideas')
  await moveTo(fay, 'group/group')
  const { doc } = fay.client
  const [area] = areasOf(doc)
  if (!area) throw new Error('the step has an area')
  const at = { author: fay.session.participant.id, created: 1, area: area.id }
  const ids = words.map((text, index) =>
    addNote(doc, { x: area.x + 40 + index * 200, y: area.y + 60, ...at, text }),
  )
  addCluster(doc, ids.slice(0, 3), { title: 'Warn' })
  addNote(doc, { x: area.x + 40, y: area.y + 400, ...at, text: 'Answer at three' })
  await fay.client.allSaved()
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana' })
  const { keyboard } = ana.page
  await itemOf(ana, /Warn before/).waitFor({ state: 'attached' })
  await ana.page.locator('main').press('l')
  const list = boardList(ana)
  await list.and(ana.page.locator(':focus')).waitFor()
  await expect
    .poll(async () => (await itemsOf(ana)).map((text) => text.replace(/ — .*/, '')))
    .toEqual([
      'write',
      'Ideas',
      'Warn',
      ...words.slice(0, 3),
      'Not in a group',
      ...words.slice(3),
      'Answer at three',
    ])
  expect(await violationsInBothThemes(ana)).toEqual([])
  // Canvas and list have one selection.
  await keyboard.press('End')
  await expect.poll(() => selectedItems(ana).count()).toBe(1)
  // Lifted, a note goes from group to group; nothing moves for others before Enter.
  await itemOf(ana, /^A plan to read/).click()
  await list.focus()
  await keyboard.press('Alt+ArrowUp')
  await ana.page.getByText(en.nothingMoves).waitFor()
  expect(notesOf(doc).find(({ id }) => id === ids[3])?.cluster).toBeNull()
  await keyboard.press('Enter')
  await fay.client.until(
    () => notesOf(doc).find(({ id }) => id === ids[3])?.cluster === clustersOf(doc)[0]?.id,
  )
  // Written from the row, by somebody who may.
  const gil = await joinByLink(stage, board.links.facilitator, { name: 'Gil' })
  await gil.page.getByRole('button', { name: 'List' }).click()
  await itemOf(gil, /^Laugh in July/).click()
  await boardList(gil).press('Enter')
  await waitForFocus(editor(gil))
  await gil.page.keyboard.type(' too')
  await gil.page.keyboard.press('Escape')
  await fay.client.until(() => notesOf(doc).some(({ text }) => text === 'Laugh in July too'))
  // Voted: a stage is in the place of the board, and makes room for it.
  await moveTo(fay, 'vote/vote')
  await fay.client.until(() => roundsOf(doc).length === 1)
  // Her page has the vote: the button of the step before would close its list.
  await button(ana, sentencePattern(ana.words.vote.place, { option: 'Say no early' })).waitFor()
  await ana.page.getByRole('button', { name: 'List' }).click()
  await list.and(ana.page.locator(':focus')).waitFor()
  await itemOf(ana, /^Say no early/).click()
  await list.focus()
  await keyboard.press('+')
  await itemOf(ana, /Say no early.*1/).waitFor()
})

test('a list of hundreds has the rows in sight alone, and scrolling brings the others', async () => {
  const stage = await openStage()
  const board = await importBoard(
    stage,
    Array.from({ length: 900 }, (_, index) => `Note ${index}`),
  )
  const ana = await joinByLink(stage, board.links.facilitator, { name: 'Ana' })
  await ana.page.getByRole('button', { name: 'List' }).click()
  const rows = boardList(ana).getByRole('treeitem')
  await rows.first().waitFor()
  const place = ana.page.locator('.outline__list')
  await expect
    .poll(async () => {
      await place.evaluate((list) => list.scrollBy(0, 2_000))
      return rows.last().textContent()
    })
    .toBe('Note 899')
  expect(await rows.count()).toBeLessThanOrEqual(400)
})
