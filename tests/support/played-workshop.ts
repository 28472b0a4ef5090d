import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { withRunOff } from '#shared/activities/vote/run-off.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { ghostNames } from '#client/panels/rehearsal/open-ghosts.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { Stage } from './browser.ts'
import { openGhostCrowd } from './ghost-crowd.ts'
import type { GhostCrowd, LocalCrowd } from './ghost-people.ts'
import { untilAllBegan, untilAsked } from './ghost-workshop.ts'
import { openModel } from './open-model.ts'
import type { Person } from './person.ts'
import { seededRandom, testSeed } from './random.ts'
import { factTimeoutMs } from './time-limits.ts'

const lookMs = 50
const againMs = 2_000

/** Presses the one button, and waits until the step is there; `end` ends the workshop. */
export async function leadOn(
  person: Person,
  { agenda }: BoardModel,
  path: string,
  press?: Press,
): Promise<void> {
  const before = agenda.get()?.now.move ?? 0
  await pressUntil(person, () => agenda.get()?.now.move !== before, undefined, press)
  const now = agenda.get()?.now
  expect(path === 'end' ? now?.state : now?.step).toBe(path === 'end' ? 'ended' : path)
  // The page of this person hears of it, too: another press would still be for the step before.
  if (path !== 'end') await person.page.locator(`.agenda-bar[data-step="${path}"]`).waitFor()
}

/** Presses a button that is there. */
type Press = (person: Person, button: Locator) => Promise<void>

const byMouse: Press = (_, button) => button.click()

function stepAndLabel(bars: Element[]): string {
  return bars
    .map((bar) => [bar.getAttribute('data-step'), bar.querySelector('.agenda-bar__go')?.textContent].join())
    .join()
}

/** Presses the one button, and waits until something is so. */
export async function pressUntil(
  person: Person,
  isSo: () => boolean,
  label?: string | RegExp,
  press: Press = byMouse,
): Promise<void> {
  const { page } = person
  const go = page.locator('.agenda-bar__go')
  const first = label === undefined ? go : go.filter({ hasText: label })
  await first.waitFor()
  const bar = page.locator('.agenda-bar')
  const shown = () => bar.evaluateAll(stepAndLabel)
  const before = await shown()
  await press(person, first)
  const end = performance.now() + factTimeoutMs
  let again = performance.now() + againMs
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`the one button did not lead on: ${await bar.innerText()}`)
    await new Promise((resolve) => void setTimeout(resolve, lookMs))
    // A press in the moment after a result came is not taken: it was meant for the questions.
    if (performance.now() < again || (await shown()) !== before || isSo()) continue
    // The first press may take effect meanwhile, and this button goes.
    await press(person, first).catch((cause: unknown) => {
      if (!isSo()) throw cause
    })
    again = performance.now() + againMs
  }
  // The page of this person hears of it, too: another press would still be for this label.
  if (label !== undefined) await first.waitFor({ state: 'detached' })
}

/** Presses the one button, and waits until this is on the page of the person. */
export async function pressUntilShown(
  person: Person,
  shown: Locator,
  label?: string | RegExp,
): Promise<void> {
  let isShown = false
  const seeIt = async () => {
    await shown.waitFor()
    isShown = true
  }
  await Promise.all([seeIt(), pressUntil(person, () => isShown, label)])
}

/** Plays the votes on bands that are too large, one after the other, as the one button offers them. */
export async function decideBands(
  { flora, gil, crowd }: { readonly flora: Person; readonly gil: BoardModel; readonly crowd: GhostCrowd },
  vote: string,
  { decide, close, press }: { readonly decide: RegExp; readonly close: RegExp; readonly press: Press },
): Promise<void> {
  const { agenda, voting } = gil
  const asked = (path: string) => {
    const now = agenda.get()
    return now ? withRunOff(now.template, path, voting.rounds.get()) : undefined
  }
  for (let next = asked(vote); next; next = asked(next.path)) {
    const { path } = next
    const placed = () => {
      const now = agenda.get()
      return now ? findStep(now.template, path) : undefined
    }
    await pressUntil(flora, () => placed() !== undefined, decide, press)
    await leadOn(flora, gil, path, press)
    const runOff = placed()
    if (!runOff) throw new Error(`there is no step ${path}`)
    await untilAsked(gil, runOff)
    await untilAllBegan(crowd, gil, runOff)
    await crowd.play()
    await pressUntil(flora, () => voting.open.get() === undefined, close, press)
  }
}

export async function openModelAt(stage: Stage, link: string, name: string): Promise<BoardModel> {
  return openModel(stage.url, await stage.server.enter(link, name))
}

/** People by sockets alone, who come by the link as everybody does. Unless told otherwise they read before they act. */
export async function openCrowd(
  stage: Stage,
  link: string,
  size: number,
  pace: { readonly readingMs?: number } = {},
): Promise<LocalCrowd> {
  const { next: random, seed } = seededRandom(testSeed())
  console.info(`SEED=${seed}`)
  const sessions: CreatedSession[] = []
  for (const name of ghostNames.slice(0, size)) sessions.push(await stage.server.enter(link, name))
  return openGhostCrowd(stage.url, sessions, { random, ...pace })
}
