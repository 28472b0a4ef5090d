import { expect } from 'vitest'
import { readLink } from '#client/model/basics/link.ts'
import { consentIn } from '#client/activities/consent/in-step.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { ghostNames } from '#client/panels/rehearsal/sentences.ts'
import { keptIn, keptLimits, settleProblem } from '#shared/activities/principles/kept.ts'
import { roundIn } from '#shared/activities/turns/turn-round.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { Stage } from './browser.ts'
import { openGhostCrowd, type GhostCrowd } from './ghost-crowd.ts'
import { openModel } from './open-model.ts'
import { sentencePattern, type Person } from './person.ts'
import { seededRandom, testSeed } from './random.ts'
import { factTimeoutMs } from './time-limits.ts'
import { until } from './until.ts'

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
  return openGhostCrowd(stage.url, sessions, random)
}

/** The facilitator keeps as many as are needed. */
export async function settle({ scene, run }: BoardModel, path: string): Promise<void> {
  const kept = () => keptIn(path, scene.notes.values())
  const written = () => [...scene.notes.values()].filter(({ kind }) => kind === 'principle')
  // What was written alone is shown when the step begins.
  await until(() => written().length >= keptLimits.least)
  for (const { id, step } of written()) {
    if (step === path) continue
    if (kept().length >= keptLimits.least) break
    expect((await run({ kind: 'principles.keep', note: id, isKept: true })).ok).toBe(true)
  }
  await until(() => settleProblem(kept()) === undefined)
  expect((await run({ kind: 'principles.settle', isSettled: true })).ok).toBe(true)
}

/** Asks the question of the step, once there is a sentence. */
export async function askConsent(fay: BoardModel, path: string): Promise<void> {
  await until(() => consentIn(fay, path).get().current !== null)
  const version = consentIn(fay, path).get().current ?? ''
  expect((await fay.run({ kind: 'consent.ask', version })).ok).toBe(true)
  await until(() => consentIn(fay, path).get().open !== undefined)
}

/** Closes the question once so many have answered. Objections are answered in writing. */
export async function answerObjections(fay: BoardModel, path: string, voters: number): Promise<void> {
  const { run } = fay
  await until(() => consentIn(fay, path).get().open?.voted === voters)
  const round = consentIn(fay, path).get().open?.id ?? ''
  expect((await run({ kind: 'round.close', round })).ok).toBe(true)
  await until(() => consentIn(fay, path).get().asked !== undefined)
  const { asked } = consentIn(fay, path).get()
  for (const index of (asked?.reasons ?? []).keys())
    expect((await run({ kind: 'objection.answer', round, index, text: 'We heard it' })).ok).toBe(true)
}

/** Calls whoever waits. Ghosts give the floor on; a person in a browser has it for a moment. */
export function giveTheFloor(
  model: BoardModel,
  { models }: Pick<GhostCrowd, 'models'>,
  path: string,
): () => void {
  const ghosts = new Set([...models].map(({ me }) => me.get().id))
  return model.activity('turns').subscribe((state) => {
    const { now, next, change } = roundIn(state, path)
    if (now ? !ghosts.has(now.person) : next !== null) void model.run({ kind: 'turns.next', change })
  })
}
