import { sampleBoard } from '#client/bench/sample.ts'
import { en as words } from '#client/sorting/words.ts'
import { launchChromium } from '../../support/chromium.ts'
import { newTempFolder, startStandaloneServer } from '../../support/standalone-server.ts'
import { openBenchPage, rest } from '../canvas/bench-page.ts'
import { longestTaskOf, type LongestTask } from '../canvas/longest-task.ts'
import { importNotes, join, watchForCanvas } from '../canvas/product-board.ts'

/** The longest task of a facilitator's page in each use of the sorting help, on a board with these notes. */
export async function measurePage(
  texts: readonly string[],
): Promise<readonly { readonly name: string; readonly longest: LongestTask }[]> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  const browser = await launchChromium()
  try {
    const board = await importNotes(
      server,
      sampleBoard(texts.length, 0),
      (text, index) => texts[index] ?? text,
    )
    const target = await openBenchPage(browser, board.links.facilitator, watchForCanvas, join)
    const { page } = target
    const tasks: { readonly name: string; readonly longest: LongestTask }[] = []
    const measure = async (name: string, run: () => Promise<unknown>) => {
      tasks.push({ name, longest: await longestTaskOf(target, () => run().then(() => undefined)) })
    }
    await rest(target)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(words.heading)
    const help = page.getByRole('complementary', { name: words.heading })
    await measure('open the help', async () => {
      await page.keyboard.press('Enter')
      await help.getByRole('list', { name: words.common }).waitFor()
    })
    await measure('gather by a word', () =>
      help.getByRole('list', { name: words.common }).getByRole('button').first().click(),
    )
    await measure('draw up groups', async () => {
      await help.getByRole('button', { name: words.draw }).click()
      await help.getByRole('checkbox').first().waitFor()
    })
    await measure('make them', () => help.getByRole('button', { name: /^Make/u }).click())
    await measure('undo that', () => page.keyboard.press('Control+z'))
    return tasks
  } finally {
    await browser.close()
    await server.process.stop()
    await data.remove()
  }
}
