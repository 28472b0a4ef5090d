import { expect, onTestFinished, test } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { draftsLimit } from '#shared/workshop/writing.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openLedBoard, untilTexts } from '#tests/support/led-board.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { openStage } from '#tests/support/browser.ts'
import { connectClient } from '#tests/support/socket-client.ts'
import { joinDesk, setWriting } from '#tests/support/socket-desks.ts'
import { openNewBoard, joinByLink, waitForItems } from '#tests/support/people.ts'
import { writeAt, doubleClickAt, places } from '#tests/support/canvas-point.ts'
import { editor, boardList, canvas, drafts, waitForFocus } from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'

/** Flora at her desk, with two notes on the board, and Ana with a phone in her hand. */
async function floraAndAnasPhone(): Promise<{ flora: Person; ana: Person }> {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'One')
  await writeAt(flora, places.right, 'Two')
  const ana = await joinByLink(stage, flora.links.participant, {
    name: 'Ana',
    device: phoneDevice,
  })
  return { flora, ana }
}

async function open({ page, words }: Person, text: string) {
  await page.getByRole('listitem').getByRole('button', { name: text }).tap()
  const field = page.getByRole('textbox', { name: words.phone.editing })
  await field.waitFor()
  await waitForFocus(field)
  return field
}

test('letters typed on a phone are on the board at once and survive the closing of their field', async () => {
  const { flora, ana } = await floraAndAnasPhone()
  const { page, words } = ana
  await open(ana, 'One')
  await page.keyboard.insertText(', typed')
  await waitForItems(flora, 'One, typed')
  await open(ana, 'Two')
  await page.keyboard.insertText(', typed')
  await button(ana, words.phone.board).tap()
  await waitForItems(flora, 'Two, typed')

  await button(ana, words.phone.list).tap()
  await open(ana, 'Two, typed')
  await page.keyboard.insertText(', again')
  await flora.page.keyboard.press('Control+k')
  await flora.page.getByLabel(flora.words.commands.placeholder).fill(flora.words.host.bring)
  await flora.page.keyboard.press('Enter')
  await page.getByText(words.gathered).waitFor()
  await waitForItems(flora, 'One, typed', 'Two, typed, again')
})

test('an input method’s unfinished word is in the note when its field closes', async () => {
  const { flora, ana } = await floraAndAnasPhone()
  const { page, words } = ana
  const keyboard = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const field = await open(ana, 'One')
  await compose('か')
  await compose('かん')
  await expect.poll(() => field.inputValue()).toBe('Oneかん')
  await button(ana, words.phone.board).tap()
  await waitForItems(flora, 'Oneかん')
})

test('letters that others type in the same note appear around the caret', async () => {
  const { flora, ana } = await floraAndAnasPhone()
  const field = await open(ana, 'One')
  await ana.page.keyboard.insertText(' more')
  await waitForItems(flora, 'One more')
  await doubleClickAt(flora, places.left)
  await editor(flora).waitFor()
  await flora.page.keyboard.press('Control+Home')
  await flora.page.keyboard.insertText('Only ')
  await expect.poll(() => field.inputValue()).toBe('Only One more')
  await ana.page.keyboard.insertText(' word')
  await waitForItems(flora, 'Only One more word')
  await button(ana, ana.words.phone.done).tap()
  await expect.poll(() => editor(flora).inputValue()).toBe('Only One more word')
})

test('a note that is locked while a phone writes in it says why, and is editable again later', async () => {
  const { flora, ana } = await floraAndAnasPhone()
  const { page, words } = ana
  const field = await open(ana, 'One')
  await page.keyboard.insertText(', and why')
  await lockBoard(flora, true)
  await page.getByRole('listitem').getByText(words.errors.board_locked).waitFor()
  expect(await field.inputValue()).toBe('One, and why')
  await expect.poll(() => field.isEditable()).toBe(false)
  expect(await violationsOf(ana)).toEqual([])
  await waitForItems(flora, 'One, and why')
  await lockBoard(flora, false)
  await expect.poll(() => field.isEditable()).toBe(true)
  await field.focus()
  await page.keyboard.insertText(' not')
  await waitForItems(flora, 'One, and why not')
})

test('a note emptied on a phone is deleted on leaving, and undo restores its words', async () => {
  const { flora, ana } = await floraAndAnasPhone()
  const { page, words } = ana
  await page.getByRole('textbox', { name: words.phone.write }).fill('Hers')
  await button(ana, words.phone.add).tap()
  await waitForItems(flora, 'Hers')
  const field = await open(ana, 'Hers')
  await field.fill('')
  await button(ana, words.phone.done).tap()
  await boardList(flora).getByRole('treeitem').nth(2).waitFor({ state: 'detached' })
  await button(ana, words.phone.board).tap()
  await button(ana, words.common.undo).tap()
  await waitForItems(flora, 'Hers')
})

test('a note that a full desk has no room for stays in the writing field, and the page says so', async () => {
  const { stage, fay, ana } = await openLedBoard({ device: phoneDevice })
  const { page, words } = ana
  await setWriting(fay, WritingMode.private)
  await page.getByText(words.writing.meaning).waitFor()
  const { board, session } = await page.evaluate(
    () => JSON.parse(localStorage.getItem('boussole.sessions') ?? '[]')[0],
  )
  const desk = await joinDesk(stage.server, { id: board } as CreatedBoard, { session } as CreatedSession)
  // In one transaction, so that it is one message.
  desk.doc.transact(() => {
    for (let index = 0; index < draftsLimit; index += 1) {
      addNote(desk.doc, { x: 0, y: 0, author: null, created: index, text: `Draft ${index}` })
    }
  })
  await desk.allSaved()
  await expect.poll(() => drafts(ana).count()).toBe(draftsLimit)
  const field = page.getByRole('textbox', { name: words.phone.write })
  await field.fill('One more')
  await button(ana, words.phone.add).tap()
  await page.getByText(sentencePattern(words.notices.deskFull_one, { most: draftsLimit })).waitFor()
  expect(await field.inputValue()).toBe('One more')
  expect(await page.getByText(words.phone.addedPrivately).count()).toBe(0)

  await button(ana, words.writing.remove.replace('{{number}}', String(draftsLimit))).tap()
  await button(ana, words.phone.add).tap()
  await expect.poll(() => field.inputValue()).toBe('')
  await expect.poll(() => drafts(ana).first().getByRole('textbox').inputValue()).toBe('One more')
})

test('on a phone several notes are sent in a row without touching the field, which uses the whole row', async () => {
  const narrow = { ...phoneDevice, viewport: { width: 360, height: 640 } }
  const { fay, ana } = await openLedBoard({ device: narrow })
  const { page, words } = ana
  const field = page.getByRole('textbox', { name: words.phone.write })
  await field.tap()
  await page.keyboard.type('Nobody waits a day for a new password')
  await button(ana, words.phone.board).waitFor({ state: 'hidden' })
  await expect.poll(async () => (await field.boundingBox())?.width).toBeGreaterThan(200)
  await button(ana, words.phone.add).tap()
  await expect.poll(() => field.inputValue()).toBe('')
  await page.keyboard.type('Repair before we replace')
  await button(ana, words.phone.add).tap()
  await untilTexts(fay, 'Nobody waits a day for a new password', 'Repair before we replace')
  await button(ana, words.phone.board).waitFor()
})

async function lockBoard(person: Person, isLocked: boolean): Promise<void> {
  const { page, words } = person
  await button(person, words.menu.label).click()
  await page.getByRole('menuitem', { name: words.rights.heading }).click()
  const option = isLocked ? words.rights.closed : words.rights.open
  await page
    .getByRole('group', { name: words.rights.board })
    .getByRole('radio', { name: option, exact: true })
    .check()
  const dialog = page.getByRole('dialog', { name: words.rights.heading })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
}

test('text fields are large enough that an iPhone does not zoom the page', async () => {
  const { ana } = await floraAndAnasPhone()
  const { page, words } = ana
  const field = await open(ana, 'One')
  await field.fill('So many words that the note has to set them as small as it may. '.repeat(6))
  await button(ana, words.phone.show).tap()
  await canvas(ana).waitFor()
  const screen = page.viewportSize()
  if (!screen) throw new Error('a phone has a screen')
  const middle = { x: screen.width / 2, y: screen.height / 2 }
  await expect
    .poll(async () => {
      await page.touchscreen.tap(middle.x, middle.y)
      return editor(ana).count()
    })
    .toBe(1)
  const { fontSize, scale } = await editor(ana).evaluate((area: HTMLTextAreaElement) => ({
    fontSize: Number.parseFloat(getComputedStyle(area).fontSize),
    scale: area.getBoundingClientRect().width / area.offsetWidth,
  }))
  expect(fontSize).toBe(16)
  expect(scale).toBeLessThan(1)
})

test('without CSS support a field grows with its text and shrinks after the text is sent', async () => {
  const { ana } = await floraAndAnasPhone()
  const { page, words } = ana
  const field = page.getByRole('textbox', { name: words.phone.write })
  const heightOf = () => field.evaluate((area) => area.clientHeight)
  const isAllSeen = () => field.evaluate((area) => area.scrollHeight <= area.clientHeight)
  await page.evaluate(() => {
    CSS.supports = () => false
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('textarea { field-sizing: fixed !important }')
    document.adoptedStyleSheets = [sheet]
  })
  const before = await heightOf()
  await field.fill('First\nsecond\nthird')
  await expect.poll(heightOf).toBeGreaterThan(before)
  await expect.poll(isAllSeen).toBe(true)
  await field.press('Enter')
  await expect.poll(heightOf).toBe(before)
})

test('after its editor closes or its note goes, the focus is in the list, and a long list is drawn by need', async () => {
  const stage = await openStage()
  const board = await stage.server.createBoard({ title: 'Many' })
  const { session, participant } = await stage.server.join(board)
  const url = stage.url.replace('http', 'ws')
  const writer = connectClient({ url, board: board.id, token: session })
  onTestFinished(() => writer.socket.terminate())
  await writer.until(writer.isSynced)
  writer.doc.transact(() => {
    for (let index = 0; index < 300; index += 1)
      addNote(writer.doc, {
        x: 300 * index,
        y: 0,
        author: participant.id,
        created: index,
        text: `Note ${index}`,
      })
  })
  await writer.allSaved()
  const ana = await joinByLink(stage, board.links.participant, { name: 'Ana', device: phoneDevice })
  const { page, words } = ana
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  const write = async (text: string) => {
    await page.getByRole('textbox', { name: words.phone.write }).tap()
    await page.keyboard.insertText(text)
    await button(ana, words.phone.add).tap()
    await page.getByRole('listitem').getByRole('button', { name: text }).waitFor()
  }
  await write('My first')
  await write('My second')
  expect(await page.getByRole('listitem').count()).toBeLessThan(60)
  const items = page.getByRole('listitem')
  await expect.poll(() => items.first().getAttribute('aria-setsize')).toBe('302')

  await open(ana, 'My first')
  await page.keyboard.press('Escape')
  await expect.poll(focused).toContain('My first')
  await open(ana, 'My first')
  await button(ana, words.phone.done).tap()
  await expect.poll(focused).toContain('My first')
  await open(ana, 'My second')
  await button(ana, words.host.remove).tap()
  await expect.poll(focused).toContain('My first')
})
