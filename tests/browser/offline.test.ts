import { expect, test } from 'vitest'
import { openStage } from '#tests/support/browser.ts'
import { facilitate, join, linkOf, saved, sees, writeAt } from '#tests/support/people.ts'
import { spawnServer } from '#tests/support/server.ts'

test('what was written while the server was gone survives closing the page, and is merged on return', async () => {
  const stage = await openStage()
  const flora = await facilitate(stage)
  const link = await linkOf(flora, 'participant')
  await writeAt(flora, { x: 400, y: 350 }, 'Before the cut')
  await saved(flora)

  await stage.server.end('SIGKILL')
  await flora.page.locator('.saving[data-state="offline"]').waitFor()
  await writeAt(flora, { x: 800, y: 350 }, 'While cut off')
  await sees(flora, 'While cut off')
  const address = flora.page.url()
  const context = flora.page.context()
  await flora.page.close()

  const { port } = new URL(stage.url)
  await spawnServer({ dataDir: stage.server.dataDir, env: { PORT: port } })
  const page = await context.newPage()
  await page.goto(address)
  const back = { ...flora, page }
  await saved(back)
  await sees(back, 'Before the cut', 'While cut off')
  expect(new URL(page.url()).hash).toBe('')

  const ana = await join(stage, link, { name: 'Ana' })
  await sees(ana, 'Before the cut', 'While cut off')
})
