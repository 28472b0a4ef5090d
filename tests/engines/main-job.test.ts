import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { createBoardOnHomePage, linkOf, waitForItems } from '#tests/support/people.ts'
import { canvas, editor } from '#tests/support/board-parts.ts'
import { button as chromiumButton } from '#tests/support/person.ts'
import { spawnServer } from '#tests/support/server.ts'
import { closeVote, openVote, clickPlaceDot, shownRanking } from '#tests/support/vote-dialogs.ts'
import { en as words } from '#tests/support/words.ts'
import { openEngine, type EngineName } from './engines.ts'
import { button, item, labelled, withClass } from './paths.ts'
import type { Engine, Screen, Visitor } from './visitor.ts'

const engines: readonly EngineName[] = ['Firefox', 'WebKit']
const desktop = { width: 1_440, height: 900 }
const phone = { width: 390, height: 844 }

test.each(engines)(
  '%s: notes are written, moved and painted, and survive a server that is killed',
  async (name) => {
    const server = await spawnServer()
    const stage = await openStage(server)
    const engine = await openEngine(name)
    const flora = await engine.newcomer(desktop)
    await flora.go(stage.url)
    await flora.click(labelled(words.home.boardTitle))
    await flora.write('Nos raisons d’être')
    await flora.press('Enter')
    await flora.sees('//*[@role="dialog"]')
    await flora.press('Escape')
    await isSaved(flora)

    await flora.doubleClick(500, 300)
    await flora.sees(withClass('canvas__editor'))
    await flora.write('Réparer avant de remplacer')
    await flora.press('Escape')
    await flora.sees(item('Réparer avant de remplacer'))
    const paper = await colourAt(flora, { x: 210, y: 800 })
    await expect.poll(async () => colourAt(flora, { x: 510, y: 360 })).not.toEqual(paper)

    await flora.drag({ x: 500, y: 300 }, { x: 900, y: 300 })
    await expect.poll(async () => colourAt(flora, { x: 510, y: 360 })).toEqual(paper)

    const below = { x: 900, y: 380 }
    expect(await colourAt(flora, below)).not.toEqual(paper)
    await flora.wheel({ x: 600, y: 500 }, { x: 0, y: 120 })
    await expect.poll(async () => colourAt(flora, below)).toEqual(paper)

    await server.end('SIGKILL')
    await flora.sees('//*[@data-state="offline"]')
    await flora.doubleClick(500, 500)
    await flora.sees(withClass('canvas__editor'))
    await flora.write('Written meanwhile')
    await flora.press('Escape')
    await stage.restartServer()
    await isSaved(flora)
    await flora.go(await flora.address())
    await flora.sees(item('Réparer avant de remplacer'))
    await flora.sees(item('Written meanwhile'))
  },
)

test.each(engines)('%s: on a phone’s screen a note is written below the list', async (name) => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const link = await linkOf(flora, 'participant')
  const ana = await entering(await openEngine(name), link, 'Ana', phone)
  await ana.click(`//*[@aria-label="${words.phone.write}"]`)
  await ana.write('From the phone')
  await ana.click(button(words.phone.add))
  await ana.sees(`${withClass('note-list')}//*[contains(., "From the phone")]`)
  await waitForItems(flora, 'From the phone')
})

test('Chromium, Firefox and WebKit in one room: private writing, the reveal, a group, a secret vote and its result', async () => {
  const stage = await openStage()
  const flora = await createBoardOnHomePage(stage)
  const link = await linkOf(flora, 'participant')
  const ana = await entering(await openEngine('Firefox'), link, 'Ana')
  const ben = await entering(await openEngine('WebKit'), link, 'Ben')

  const { begin, beginConfirm, meaning, reveal, revealConfirm } = words.writing
  await chromiumButton(flora, begin).click()
  await chromiumButton(flora, beginConfirm).click()
  const texts = new Map([
    [ana, 'Nobody waits a day'],
    [ben, 'Care within the hour'],
  ])
  for (const [visitor, text] of texts) {
    await visitor.sees(`//*[normalize-space()="${meaning}"]`)
    await visitor.doubleClick(400, 600)
    await visitor.sees(withClass('paper__words'))
    await visitor.write(text)
    await isSaved(visitor)
  }
  await flora.page.getByText(words.progress.wroteAll).waitFor()
  await chromiumButton(flora, reveal).click()
  await chromiumButton(flora, revealConfirm).click()
  await waitForItems(flora, ...texts.values())
  for (const visitor of texts.keys()) for (const text of texts.values()) await visitor.sees(item(text))

  await canvas(flora).focus()
  await flora.page.keyboard.press('Control+a')
  await flora.page.keyboard.press('Control+g')
  await editor(flora).waitFor()
  await flora.page.keyboard.type('In time')
  await flora.page.keyboard.press('Escape')
  for (const visitor of texts.keys()) await visitor.sees(item('In time'))

  await openVote(flora, { title: 'Which is ours?', target: 'notes' })
  const [chosen = ''] = texts.values()
  await chromiumButton(flora, words.vote.list).click()
  await clickPlaceDot(flora, chosen)
  for (const visitor of texts.keys()) {
    await visitor.click(button(words.vote.list))
    await visitor.click(button(words.vote.place.replace('{{option}}', chosen)))
    await visitor.sees(`${withClass('ballot__item')}[@data-own][contains(., "${chosen}")]`)
  }
  await closeVote(flora)
  expect(await shownRanking(flora)).toMatchObject([{ label: chosen, dots: 3 }])
  for (const visitor of texts.keys()) {
    await visitor.sees(`(${withClass('blocks__ranked')})[1][contains(., "${chosen}") and contains(., "3")]`)
  }
})

async function entering(
  engine: Engine,
  link: string,
  name: string,
  screen: Screen = desktop,
): Promise<Visitor> {
  const visitor = await engine.newcomer(screen)
  await visitor.go(link)
  await visitor.click(labelled(words.join.name))
  await visitor.write(name)
  await visitor.press('Enter')
  await visitor.sees(withClass('top-bar'))
  return visitor
}

async function isSaved(visitor: Visitor): Promise<void> {
  await visitor.sees(`${withClass('saving')}[@data-state="saved"]`)
}

/** The colour of the window at this point: red, green, blue. */
async function colourAt(visitor: Visitor, { x, y }: { x: number; y: number }): Promise<readonly number[]> {
  const pixel = sharp(await visitor.picture()).extract({ left: x, top: y, width: 1, height: 1 })
  return [...(await pixel.removeAlpha().raw().toBuffer())]
}
