import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { Role } from '#shared/workshop/role.ts'
import { moveTo, takeAgenda } from '#tests/support/agendas.ts'
import { openStage } from '#tests/support/browser.ts'
import { hostCommand } from '#tests/support/host-command.ts'
import { joinByLink, openBrowser, openNewBoard } from '#tests/support/people.ts'
import { button } from '#tests/support/person.ts'
import { spawnServer } from '#tests/support/server.ts'
import { joinBoard } from '#tests/support/socket-voters.ts'

test('everybody reads when the host restarts the server; a facilitator reads that the host has made a link; the start page names the version', async () => {
  const server = await spawnServer()
  const stage = await openStage(server)
  const flora = await openNewBoard(stage)
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  await takeAgenda(fay)
  await moveTo(fay, 'write/ideas')
  const ana = await joinByLink(stage, board.links.participant, { language: 'fr' })
  const room = await openBrowser(stage, { language: 'fr' })
  await room.page.goto(board.links.viewer.replace('#', '/projector#'))
  await hostCommand(server.dataDir, 'announce', '5')
  await flora.page.getByText(/^The server restarts at \d\d:\d\d, in 5 minutes\..* is kept\.$/u).waitFor()
  // A clock runs on her board.
  await ana.page.getByText(/^Le serveur redémarre à .*gardé\. L’horloge attendra\.$/u).waitFor()
  await room.page.getByText('l’horloge attendra', { exact: true }).waitFor()
  expect(await room.page.getByText('L’horloge attendra.', { exact: true }).isVisible()).toBe(false)
  // Below the bar, as on all screens, and above the question.
  const topOf = async (element: Locator) => (await element.boundingBox())?.y ?? Number.NaN
  const band = room.page.getByText(/^Le serveur redémarre à /u)
  const prompt = room.page.locator('.projector-step__prompt')
  await expect.poll(async () => (await topOf(band)) - (await topOf(prompt))).toBeLessThan(0)
  await hostCommand(server.dataDir, 'announce', 'off')
  await flora.page.getByText(/^The server restarts/u).waitFor({ state: 'detached' })

  const [id = ''] = /(?<=\/b\/)[^#]+/u.exec(flora.links.facilitator) ?? []
  expect(await hostCommand(server.dataDir, 'link', id)).toMatchObject({ code: 0 })
  await button(flora, flora.words.share.button).click()
  const card = flora.page.getByRole('region', { name: flora.words.share.linkOf.facilitator })
  await card.getByText(flora.words.share.byHost).waitFor()

  const visitor = await openBrowser(stage)
  await visitor.page.goto(stage.url)
  await visitor.page.getByText(/^Boussole \d+\.\d+\.\d+$/u).waitFor()
})
