import { expect } from 'vitest'
import { readLink } from '#client/model/basics/link.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { ghostNames } from '#client/panels/rehearsal/sentences.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { Stage } from './browser.ts'
import { openGhostCrowd } from './ghost-crowd.ts'
import type { GhostCrowd } from './ghost-people.ts'
import { openModel } from './open-model.ts'
import { sentencePattern, type Person } from './person.ts'
import { seededRandom, testSeed } from './random.ts'
import { factTimeoutMs } from './time-limits.ts'

const lookMs = 50

/** Presses the one button, again where it asks so, until the step is there; `end` ends the workshop. */
export async function leadOn(person: Person, { agenda }: BoardModel, path: string): Promise<void> {
  const before = agenda.get()?.now.move ?? 0
  await pressUntil(person, () => agenda.get()?.now.move !== before)
  const now = agenda.get()?.now
  expect(path === 'end' ? now?.state : now?.step).toBe(path === 'end' ? 'ended' : path)
}

/** Presses the one button, and again while it asks, until something is so. */
export async function pressUntil(
  { page, words }: Person,
  isSo: () => boolean,
  label?: string | RegExp,
): Promise<void> {
  await page.locator('.agenda-bar__go', label === undefined ? {} : { hasText: label }).click()
  const asked = page.getByRole('button', { name: sentencePattern(words.agenda.pressAgainFigures) })
  const askedPlainly = page.getByRole('button', { name: words.agenda.pressAgain })
  const end = performance.now() + factTimeoutMs
  while (!isSo()) {
    if (performance.now() > end)
      throw new Error(`the one button did not lead on: ${await page.locator('.agenda-bar').innerText()}`)
    for (const again of [asked, askedPlainly]) if (await again.isVisible()) await again.click()
    await new Promise((resolve) => void setTimeout(resolve, lookMs))
  }
}

export async function sessionAt({ server }: Stage, link: string, name: string): Promise<CreatedSession> {
  const known = readLink(link)
  const { status, body } = await server.ask('POST', '/api/sessions', { ...known, name })
  if (status !== 201) throw new Error(`not joined: ${JSON.stringify(body)}`)
  return body as CreatedSession
}

export async function openModelAt(stage: Stage, link: string, name: string): Promise<BoardModel> {
  return openModel(stage.url, await sessionAt(stage, link, name))
}

/** People by sockets alone, who come by the link as everybody does. */
export async function openCrowd(stage: Stage, link: string, size: number): Promise<GhostCrowd> {
  const { next: random } = seededRandom(testSeed())
  const sessions: CreatedSession[] = []
  for (const name of ghostNames.slice(0, size)) sessions.push(await sessionAt(stage, link, name))
  return openGhostCrowd(stage.url, sessions, { random })
}
