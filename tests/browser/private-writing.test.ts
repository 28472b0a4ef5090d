import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import type { CreatedSession } from '#shared/wire/http.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openLedBoard } from '#tests/support/led-board.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { openStage } from '#tests/support/browser.ts'
import { joinDesk, reveal as revealAll, setWriting, writeDrafts } from '#tests/support/socket-desks.ts'
import { tabTo } from '#tests/support/keyboard.ts'
import {
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, doubleClickAt, places } from '#tests/support/canvas-point.ts'
import {
  canvas,
  editor,
  itemOf,
  itemsOf,
  boardList,
  draftOf,
  drafts,
  zoomOf,
} from '#tests/support/board-parts.ts'
import { button, sentencePattern, type Person } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { fr } from '#tests/support/words.ts'

test('drafts are private to their author, outlive the browser, and are revealed as each author chose', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  await writeAt(flora, places.left, 'Why do we exist?')
  const link = flora.links.participant
  const ana = await joinByLink(stage, link, { name: 'Ana' })
  const ben = await joinByLink(stage, link, { name: 'Ben', device: phoneDevice })
  await beginPrivateWriting(flora)

  // Ana, at a desk: the panel is there, and every way to a new note leads into it.
  await desk(ana).waitFor()
  await ana.page.getByText(ana.words.writing.meaning).waitFor()
  expect(await button(ana, ana.words.common.undo).count()).toBe(1)
  expect(await button(ana, ana.words.tools.note).count()).toBe(0)
  await doubleClickAt(ana, { column: -0.5, row: 1.25 })
  await write(ana, 'With my name')
  await field(ana).press('Control+Enter')
  await write(ana, 'Without a name')
  await ana.page.keyboard.press('Escape')
  await expect.poll(() => canvas(ana).evaluate((root) => root === document.activeElement)).toBe(true)
  await ana.page.keyboard.press('n')
  await write(ana, 'Not yet ripe')
  await audience(ana, 'With my name').selectOption(Audience.hiddenSigned)
  await audience(ana, 'Not yet ripe').selectOption(Audience.onlyMe)
  expect(await editor(ana).count()).toBe(0)

  // Ben, on a phone: the list with the writing field is the desk.
  await ben.page.getByText(ben.words.writing.meaning).waitFor()
  await ben.page.getByRole('textbox', { name: ben.words.phone.write }).tap()
  await ben.page.keyboard.insertText('From the phone')
  await button(ben, ben.words.phone.add).tap()
  await draftOf(ben, 'From the phone').waitFor()
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()

  // Ana’s browser is closed and opened again.
  await waitUntilSaved(ana)
  const address = ana.page.url()
  const context = ana.page.context()
  await ana.page.close()
  const back: Person = { ...ana, page: await context.newPage() }
  await back.page.goto(address)
  await waitUntilSaved(back)
  await draftOf(back, 'Not yet ripe').waitFor()
  await expect.poll(() => words(back)).toEqual(['Not yet ripe', 'Without a name', 'With my name'])
  await expect.poll(() => audience(back, 'With my name').inputValue()).toBe(Audience.hiddenSigned)

  for (const person of [flora, back]) {
    await waitForItems(person, 'Why do we exist?')
    expect(await itemsOf(person)).toEqual(['Why do we exist?'])
  }
  const late = await joinByLink(stage, link, { name: 'Late' })
  await late.page.getByText(late.words.writing.meaning).waitFor()
  const viewer = await joinByLink(stage, flora.links.viewer, { name: 'Vera' })
  await viewer.page.getByText(viewer.words.writing.meaningViewer).waitFor()
  for (const person of [flora, ben, late, viewer]) {
    expect(await person.page.getByText(/With my name|Without a name|Not yet ripe/).count()).toBe(0)
  }

  await reveal(flora)
  await flora.page.getByText(sentencePattern(flora.words.writing.revealed_other, { count: 3 })).waitFor()
  for (const person of [flora, back, late, viewer]) {
    // The name that Ana signed with is part of the item.
    await waitForItems(person, 'With my name — Ana', 'Without a name', 'From the phone')
    expect(await itemOf(person, 'Not yet ripe').count()).toBe(0)
  }
  await ben.page.getByText('Without a name').waitFor()
  await desk(late).waitFor({ state: 'detached' })

  // Ana's held draft is still hers alone, until she deletes it.
  await back.page.getByText(ana.words.writing.onlyYou_one).waitFor()
  await expect.poll(() => words(back)).toEqual(['Not yet ripe'])
  await button(back, sentencePattern(ana.words.writing.remove, { number: 1 })).click()
  await desk(back).waitFor({ state: 'detached' })

  // A signed note names its author, an unsigned one nobody.
  await select(flora, 'With my name — Ana')
  await flora.page.getByText(sentencePattern(flora.words.selection.writtenBy, { name: 'Ana' })).waitFor()
  await select(flora, 'Without a name')
  await flora.page.getByText(sentencePattern(flora.words.selection.writtenBy)).waitFor({ state: 'detached' })
})

test('a person who types during the reveal goes on typing in the same field and loses no letter', async () => {
  const { flora, ana } = await openBoardForTwo()
  await beginPrivateWriting(flora)
  await desk(ana).waitFor()
  await ana.page.keyboard.press('n')
  await field(ana).pressSequentially('We exist so that ')
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()
  const progress = { isOver: false }
  const told = ana.page.getByText(ana.words.notices.typedAtReveal)
  const revealing = reveal(flora).then(async () =>
    Promise.all([waitForItems(ana, /^We exist/), told.waitFor()]),
  )
  void revealing.then(() => (progress.isOver = true))
  let typed = 'We exist so that '
  for (let word = 1; !progress.isOver; word += 1) {
    await ana.page.keyboard.type(`${word} `, { delay: 60 })
    typed += `${word} `
  }
  await revealing
  await ana.page.keyboard.type('people drink clean water')
  await expect.poll(() => words(ana)).toEqual([`${typed}people drink clean water`])
  expect(await field(ana).count()).toBe(1)
  await ana.page.getByText(ana.words.writing.onlyYou_one).waitFor()
  await waitUntilSaved(ana)
  const [shown = ''] = await itemsOf(flora)
  expect(typed.startsWith(shown)).toBe(true)
})

test('revealed notes fill the canvas for people with an open desk and for people without one', async () => {
  const { stage, board, fay, ana } = await openLedBoard()
  const ben = await joinByLink(stage, board.links.participant, { name: 'Ben' })
  await setWriting(fay, WritingMode.private)
  await desk(ben).getByRole('button', { name: ben.words.common.close, exact: true }).click()
  const { session } = await ana.page.evaluate(
    () => JSON.parse(localStorage.getItem('boussole.sessions') ?? '[]')[0],
  )
  const hers = await joinDesk(stage.server, board, { session } as CreatedSession)
  await writeDrafts(
    hers,
    Array.from({ length: 40 }, (_, index) => `Thought ${index}`),
  )
  await expect.poll(() => drafts(ana).count()).toBe(40)
  await revealAll(fay)
  await waitForItems(ben, 'Thought 39')
  await desk(ana).waitFor({ state: 'detached' })
  await expect.poll(() => zoomOf(ben)).not.toBe('100 %')
  await expect.poll(async () => (await zoomOf(ana)) === (await zoomOf(ben))).toBe(true)
})

test('text begun on a phone survives its page, and text begun in private reaches no board after the reveal', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage)
  const ben = await joinByLink(stage, flora.links.participant, {
    name: 'Ben',
    device: phoneDevice,
  })
  const writing = () => ben.page.getByRole('textbox', { name: ben.words.phone.write })
  await writing().fill('Half a thought')
  await ben.page.reload()
  await expect.poll(() => writing().inputValue()).toBe('Half a thought')
  await writing().fill('')

  await beginPrivateWriting(flora)
  await ben.page.getByText(ben.words.writing.meaning).waitFor()
  await writing().fill('First')
  await button(ben, ben.words.phone.add).tap()
  await draftOf(ben, 'First').waitFor()
  await writing().fill('Begun in private')
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()
  await reveal(flora)
  await button(ben, `First ${ben.words.phone.edit}`).waitFor()
  await button(ben, ben.words.phone.add).tap()
  await ben.page.getByText(ben.words.notices.typedAtReveal).waitFor()
  await waitUntilSaved(ben)
  await waitForItems(flora, 'First')
  expect(await itemsOf(flora)).toEqual(['First'])
})

test('in French, in the dark and on a phone private writing has no accessibility violation', async () => {
  const stage = await openStage()
  const flora = await openNewBoard(stage, { language: 'fr', device: { colorScheme: 'dark' } })
  const link = flora.links.participant
  const ana = await joinByLink(stage, link, { name: 'Ana', language: 'fr', device: { colorScheme: 'dark' } })
  const ben = await joinByLink(stage, link, { name: 'Ben', language: 'fr', device: phoneDevice })
  await button(flora, flora.words.writing.begin).click()
  await flora.page.getByRole('alertdialog').waitFor()
  expect(await violationsOf(flora), 'the question').toEqual([])
  await button(flora, flora.words.writing.beginConfirm).click()
  await desk(ana).waitFor()
  await canvas(ana).focus()
  await ana.page.keyboard.press('n')
  await write(ana, 'Une pensée')
  await ben.page.getByText(sentencePattern(ben.words.writing.meaning)).waitFor()
  await ben.page.getByRole('textbox', { name: ben.words.phone.write }).tap()
  await ben.page.keyboard.insertText('Depuis le téléphone')
  await button(ben, ben.words.phone.add).tap()
  await draftOf(ben, 'Depuis le téléphone').waitFor()
  for (const [person, where] of [
    [flora, 'the facilitator’s bar'],
    [ana, 'the desk'],
    [ben, 'the desk on a phone'],
  ] as const) {
    expect(await violationsOf(person), where).toEqual([])
  }
  await expect
    .poll(() =>
      ben.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBe(0)
})

test('with the keyboard alone a draft is written, held back, deleted and restored', async () => {
  const { fay, ana } = await openLedBoard()
  const { page, words: say } = ana
  await setWriting(fay, WritingMode.private)
  await writeByKey(ana, 'By keys')
  await tabTo(ana, sentencePattern(say.writing.author))
  await page.keyboard.press('End')
  await expect.poll(() => audience(ana, 'By keys').inputValue()).toBe(Audience.onlyMe)
  await page.keyboard.press('Control+z')
  await expect.poll(() => audience(ana, 'By keys').inputValue()).toBe(Audience.hidden)
  await tabTo(ana, sentencePattern(say.writing.remove))
  await page.keyboard.press('Enter')
  await draftOf(ana, 'By keys').waitFor({ state: 'detached' })
  await desk(ana).getByRole('button', { name: say.common.undo, exact: true }).focus()
  await page.keyboard.press('Enter')
  await draftOf(ana, 'By keys').waitFor()
  await waitUntilSaved(ana)
})

test('typing after Tab begins the next note, and the first note is shown as before', async () => {
  const { fay, ana } = await openLedBoard()
  const { page, words: say } = ana
  await setWriting(fay, WritingMode.private)
  await writeByKey(ana, 'First thought')
  await page.keyboard.press('Tab')
  await page.keyboard.type('And a second one')
  await draftOf(ana, 'And a second one').waitFor()
  await expect.poll(() => words(ana)).toEqual(['And a second one', 'First thought'])
  expect(await audience(ana, 'First thought').inputValue()).toBe(Audience.hidden)

  // A press beside an empty draft takes it away, and reaches its target all the same.
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => drafts(ana).count()).toBe(3)
  await draftOf(ana, 'First thought')
    .getByRole('button', { name: sentencePattern(say.writing.remove) })
    .click()
  await expect.poll(() => drafts(ana).count()).toBe(1)
})

test('people without a name are not offered to sign', async () => {
  const flora = await openNewBoard(await openStage())
  const { page, words: say } = flora
  await beginPrivateWriting(flora)
  await button(flora, say.writing.yours).click()
  await desk(flora).getByRole('button', { name: say.writing.new, exact: true }).click()
  await write(flora, 'Without a name')
  const sign = audience(flora, 'Without a name').locator(`option[value="${Audience.hiddenSigned}"]`)
  expect(await sign.count()).toBe(0)
  await button(flora, say.menu.me).click()
  await page.getByRole('menuitem', { name: say.people.me }).click()
  await page.getByLabel(say.join.name).fill('Flora')
  await button(flora, say.people.saveMe).click()
  await sign.waitFor({ state: 'attached' })
})

test('a desk that its author closed stays closed when they choose another language', async () => {
  const { fay, ana } = await openLedBoard()
  await setWriting(fay, WritingMode.private)
  await desk(ana).waitFor()
  await desk(ana).getByRole('button', { name: ana.words.common.close, exact: true }).click()
  await desk(ana).waitFor({ state: 'detached' })
  await button(ana, ana.words.menu.me).click()
  await ana.page.getByRole('menuitemradio', { name: 'Français' }).click()
  await ana.page.getByRole('menuitemradio', { name: fr.theme.light, exact: true }).waitFor()
  await ana.page.keyboard.press('Escape')
  await ana.page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await desk(ana).count()).toBe(0)
})

/** The choice of a draft's audience. */
function audience(person: Person, text: string): Locator {
  return draftOf(person, text).getByLabel(sentencePattern(person.words.writing.author))
}

async function beginPrivateWriting(facilitator: Person): Promise<void> {
  const { writing } = facilitator.words
  await button(facilitator, writing.begin).click()
  await button(facilitator, writing.beginConfirm).click()
  await button(facilitator, writing.reveal).waitFor()
}

async function reveal(facilitator: Person): Promise<void> {
  const { writing } = facilitator.words
  await button(facilitator, writing.reveal).click()
  await facilitator.page.getByText(writing.revealHow).waitFor()
  await button(facilitator, writing.revealConfirm).click()
}

function desk({ page, words: say }: Person) {
  return page.getByRole('complementary', { name: say.writing.yours })
}

/** The field that is written in. */
function field(person: Person) {
  return drafts(person).getByRole('textbox').and(person.page.locator(':focus'))
}

/** A first draft, by the key that makes notes on the board. */
async function writeByKey(person: Person, text: string): Promise<void> {
  await desk(person).waitFor()
  await canvas(person).focus()
  await person.page.keyboard.press('n')
  await write(person, text)
}

async function write(person: Person, text: string): Promise<void> {
  // The field before it may still have the focus.
  await expect
    .poll(() =>
      field(person).evaluateAll((fields) => fields.map((each) => (each as HTMLTextAreaElement).value)),
    )
    .toEqual([''])
  await person.page.keyboard.insertText(text)
  await draftOf(person, text).waitFor()
}

/** Every draft on the desk, from the top. */
function words(person: Person): Promise<readonly string[]> {
  return drafts(person)
    .getByRole('textbox')
    .evaluateAll((fields) => fields.map((each) => (each as HTMLTextAreaElement).value))
}

/** By the arrow keys of the list that screen readers read. */
async function select(person: Person, text: string): Promise<void> {
  const { page } = person
  const list = boardList(person)
  await list.focus()
  await page.keyboard.press('Home')
  for (let left = await list.getByRole('treeitem').count(); left > 0; left -= 1) {
    if ((await itemOf(person, text).getAttribute('aria-selected')) === 'true') return
    await page.keyboard.press('ArrowDown')
  }
}
