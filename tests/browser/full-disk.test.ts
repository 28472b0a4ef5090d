import { expect, test } from 'vitest'
import { violationsOf } from '#tests/support/axe.ts'
import { openStage } from '#tests/support/browser.ts'
import { emptyDisk, fillDisk } from '#tests/support/full-disk.ts'
import {
  button,
  facilitate,
  linkOf,
  newcomer,
  saved,
  sees,
  sentence,
  writeAt,
} from '#tests/support/people.ts'

test.skipIf(process.platform !== 'linux').each(['en', 'fr'] as const)(
  'whoever comes while the disk is full is told so, looks on, and is let in as soon as there is room (%s)',
  async (language) => {
    const stage = await openStage()
    const flora = await facilitate(stage)
    await writeAt(flora, { x: 500, y: 350 }, 'On the board')
    await saved(flora)
    const link = await linkOf(flora, 'participant')
    const ana = await newcomer(stage, { language })
    const bo = await newcomer(stage, { language })
    fillDisk(stage.server)
    for (const { page, words } of [ana, bo]) {
      await page.goto(link)
      await page.getByLabel(words.join.name).fill('Ana')
      await page.getByRole('button', { name: words.join.enter, exact: true }).click()
      await page.getByText(sentence(words.join.cannotEnter)).waitFor()
    }
    expect(await violationsOf(ana), 'the page to join on').toEqual([])

    await button(ana, ana.words.join.lookOn).click()
    await sees(ana, 'On the board')
    await ana.page.getByText(sentence(ana.words.join.lookingOn)).waitFor()
    expect(await button(ana, ana.words.tools.note).count()).toBe(0)
    expect(await violationsOf(ana), 'looking on').toEqual([])

    emptyDisk(stage.server)
    for (const person of [ana, bo]) {
      await saved(person)
      await button(person, person.words.tools.note).waitFor()
    }
    await ana.page.mouse.dblclick(900, 600)
    await ana.page.keyboard.insertText('Let in')
    await ana.page.keyboard.press('Escape')
    await sees(flora, 'Let in')
  },
)
