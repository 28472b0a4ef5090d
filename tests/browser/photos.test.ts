import { expect, test } from 'vitest'
import { fr as photoWords } from '#client/panels/host/own-photo.tsx'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, storyTemplate, takeAgenda } from '#tests/support/agendas.ts'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import {
  openNewBoard,
  openBoardForTwo,
  joinByLink,
  waitUntilSaved,
  waitForItems,
} from '#tests/support/people.ts'
import { writeAt, canvasMiddle, canvasPoint, places } from '#tests/support/canvas-point.ts'
import { canvas, dialogOf, editor, itemsOf, drafts, waitForFocus } from '#tests/support/board-parts.ts'
import { button, type Person, sentencePattern } from '#tests/support/person.ts'
import { phoneDevice } from '#tests/support/phone-device.ts'
import { chooseFiles, dropFiles, writeLocalFiles } from '#tests/support/local-files.ts'
import { colourAt, isNearColour } from '#tests/support/board-pixels.ts'
import { plainPhoto } from '#tests/support/photo-uploads.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

const teal = [42, 157, 143] as const
const plum = [109, 89, 122] as const

/** A large photograph, a small picture, and a drawing that is refused. */
async function somePictures(): Promise<{ large: string; small: string; drawing: string }> {
  const [large = '', small = '', drawing = ''] = await writeLocalFiles({
    'workshop.jpg': await plainPhoto('jpeg', '#2a9d8f', 3_000, 2_000),
    'wide.png': await plainPhoto('png', '#6d597a', 640, 360),
    'plan.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  })
  return { large, small, drawing }
}

/** Clear of what stands in the middle. */
const beside = { column: -1, row: -0.25 }

const press = ({ page }: Person, key: string) => page.keyboard.press(key)

/** The one picture on the board, wherever it stands on their screen. */
async function seesColour(
  person: Person,
  wanted: readonly number[],
  at: { x: number; y: number },
): Promise<void> {
  await expect.poll(async () => isNearColour(await colourAt(person, at), wanted)).toBe(true)
}

test('chosen and dropped photos are seen by others, captioned and described; a drawing is refused in words', async () => {
  const stage = await openStage()
  const { large, small, drawing } = await somePictures()
  const flora = await openNewBoard(stage)
  const ana = await joinByLink(stage, flora.links.participant, { name: 'Anaïs', language: 'fr' })

  await chooseFiles(flora, button(flora, flora.words.host.addPhotos), [large])
  await waitForItems(flora, flora.words.photo.bareItem)
  await waitForItems(ana, ana.words.photo.bareItem)
  for (const person of [flora, ana]) await seesColour(person, teal, await canvasMiddle(person))

  // The caption, by keyboard: the picture stays selected where it was put.
  await canvas(flora).focus()
  await press(flora, 'Enter')
  await editor(flora).waitFor()
  await flora.page.keyboard.insertText('Our first day')
  await press(flora, 'Escape')
  await waitForItems(ana, sentencePattern(ana.words.photo.captionedBareItem, { caption: 'Our first day' }))

  await press(flora, 'Alt+Enter')
  const dialog = dialogOf(flora)
  await dialog.getByRole('img').waitFor()
  await dialog.getByLabel(flora.words.photo.describe).fill('Six people at a round table')
  expect(await violationsOf(flora)).toEqual([])
  await press(flora, 'Escape')
  await dialog.waitFor({ state: 'detached' })
  const described = { caption: 'Our first day', alt: 'Six people at a round table' }
  await waitForItems(ana, sentencePattern(ana.words.photo.captionedItem, described))

  await dropFiles(ana, [small, drawing], await canvasPoint(ana, beside))
  const refused = `${ana.words.notices.photosRefused_one} ${ana.words.errors.photo_is_drawing}`
  await ana.page.getByText(sentencePattern(refused, { name: 'plan.svg' })).waitFor()
  await waitForItems(flora, flora.words.photo.bareItem)
  await seesColour(ana, plum, await canvasPoint(ana, beside))
  expect(await itemsOf(flora)).toHaveLength(2)

  // Taken back by the one who did it, and by nobody else.
  await canvas(ana).focus()
  await press(ana, 'Control+z')
  await expect.poll(() => itemsOf(flora)).toHaveLength(1)
})

test('a note is pasted on another board with its picture', async () => {
  const stage = await openStage()
  const { small } = await somePictures()
  const first = await openNewBoard(stage, { title: 'First' })
  await chooseFiles(first, button(first, first.words.host.addPhotos), [small])
  await waitForItems(first, first.words.photo.bareItem)
  await waitUntilSaved(first)
  await canvas(first).focus()
  await press(first, 'Control+c')
  const second = { ...first, page: await first.page.context().newPage() }
  const board = await stage.server.createBoard({ title: 'Second' })
  await second.page.goto(board.links.facilitator)
  await button(second, second.words.join.enter).click()
  await waitUntilSaved(second)
  await canvas(second).focus()
  await press(second, 'Control+v')
  await waitForItems(second, second.words.photo.bareItem)
  await press(second, 'Control+z')
  await expect.poll(() => itemsOf(second)).toEqual([])
})

test('a photo taken during private writing is its author’s alone until the reveal', async () => {
  const stage = await openStage()
  const { small } = await somePictures()
  const flora = await openNewBoard(stage)
  const ben = await joinByLink(stage, flora.links.participant, {
    name: 'Ben',
    device: phoneDevice,
  })
  await button(flora, flora.words.writing.begin).click()
  await button(flora, flora.words.writing.beginConfirm).click()
  await ben.page.getByText(ben.words.writing.meaning).waitFor()

  await ben.page.getByRole('textbox', { name: ben.words.phone.write }).fill('The key of our first office')
  await button(ben, ben.words.host.addPhotos).tap()
  const camera = ben.page.getByRole('menuitem', { name: ben.words.photo.take })
  expect(await chooseFiles(ben, camera, [small])).toEqual({ isMultiple: false })
  await drafts(ben).locator('img').waitFor()
  await expect
    .poll(() => ben.page.getByRole('textbox', { name: ben.words.phone.write }).inputValue())
    .toBe('')
  expect(await violationsOf(ben)).toEqual([])
  await flora.page.getByText(flora.words.progress.wroteAll).waitFor()
  expect(await itemsOf(flora)).toEqual([])

  await button(flora, flora.words.writing.reveal).click()
  await button(flora, flora.words.writing.revealConfirm).click()
  const caption = 'The key of our first office'
  await waitForItems(flora, sentencePattern(flora.words.photo.captionedBareItem, { caption }))
  await ben.page.getByRole('listitem').locator('img').waitFor()
})

test('a photo dropped on a note joins it, as one step of undo', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { small } = await somePictures()
  await writeAt(flora, places.left, 'Where we began')
  await waitForItems(ana, 'Where we began')
  await dropFiles(flora, [small], await canvasPoint(flora, { column: 0, row: 0.25 }))
  const captioned = sentencePattern(ana.words.photo.captionedBareItem, { caption: 'Where we began' })
  await waitForItems(ana, captioned)
  expect(await itemsOf(ana)).toHaveLength(1)
  await seesColour(flora, plum, await canvasPoint(flora, { column: 0, row: 0.05 }))
  await canvas(flora).focus()
  await flora.page.keyboard.press('Control+z')
  await waitForItems(ana, 'Where we began')
  // It has one now: the next lies beside it.
  await flora.page.keyboard.press('Control+Shift+z')
  await waitForItems(ana, captioned)
  await dropFiles(flora, [small], await canvasPoint(flora, { column: 0, row: 0.25 }))
  await waitForItems(ana, ana.words.photo.bareItem)
})

test('a photo dropped on a draft joins it', async () => {
  const { flora, ana } = await openBoardForTwo()
  const { small } = await somePictures()
  await button(flora, flora.words.writing.begin).click()
  await button(flora, flora.words.writing.beginConfirm).click()
  await ana.page.getByText(ana.words.writing.meaning).waitFor()
  await button(ana, ana.words.writing.new).click()
  const draft = drafts(ana)
  await waitForFocus(draft.getByRole('textbox'))
  await ana.page.keyboard.insertText('The key')
  await expect.poll(() => draft.getByRole('textbox').inputValue()).toBe('The key')
  const box = await draft.boundingBox()
  if (!box) throw new Error('the draft is not shown')
  await dropFiles(ana, [small], { x: box.x + box.width / 2, y: box.y + 12 })
  await draft.locator('img').waitFor()
  expect(await draft.count()).toBe(1)
  expect(await draft.getByRole('textbox').inputValue()).toBe('The key')
})

test('a story on a phone takes a picture with its words, and everybody sees both', async () => {
  const stage = await openStage()
  const { small, drawing } = await somePictures()
  const board = await stage.server.createBoard()
  const fay = await joinBoard(stage.server, board, { role: Role.facilitator })
  await takeAgenda(fay, storyTemplate)
  await moveTo(fay, 'welcome/stories')
  const flora = await joinByLink(stage, board.links.facilitator, { name: 'Flora' })
  const ben = await joinByLink(stage, board.links.participant, {
    name: 'Ben',
    device: phoneDevice,
    language: 'fr',
  })
  const { page } = ben
  await page.getByRole('textbox').first().fill('Porte 3, l’écran est resté noir.')
  const add = page.getByRole('button', { name: photoWords.add })
  await chooseFiles(ben, add, [drawing])
  await page.getByRole('alert').filter({ hasText: /\S/u }).first().waitFor()
  expect(await chooseFiles(ben, add, [small])).toEqual({ isMultiple: false })
  await page.getByLabel(photoWords.describe).fill('Une porte')
  expect(await violationsOf(ben)).toEqual([])
  // The picture is there after a reload, too, and nobody else has seen anything.
  await page.reload()
  await expect.poll(() => page.getByLabel(photoWords.describe).inputValue()).toBe('Une porte')
  expect(await flora.page.locator('.thumbnail').count()).toBe(0)
  await page.getByRole('button', { name: ben.words.writing.tell }).tap()
  const described = flora.words.photo.item.replace('{{alt}}', 'Une porte')
  await flora.page.getByRole('button', { name: described }).locator('img').waitFor()
  await page.getByRole('listitem').getByLabel(photoWords.describe).waitFor()
  expect(await violationsOf(ben)).toEqual([])
})
