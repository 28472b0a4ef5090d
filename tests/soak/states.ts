import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { activities } from '#client/activities/activities.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { loadDeeds, type Deeds, ghostNames } from '#client/panels/rehearsal/open-ghosts.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { readBuiltIn } from '#server/templates/new-agenda.ts'
import { preparationsIn } from '#shared/activities/form/preparation.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Language } from '#shared/board/document.ts'
import type { CreatedBoard, CreatedSession, NewBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { launchChromium, leanChromium } from '#tests/support/chromium.ts'
import {
  createGhostPeople,
  createRehearsal,
  type GhostCrowd,
  type LocalCrowd,
} from '#tests/support/ghost-people.ts'
import { playAgenda } from '#tests/support/ghost-workshop.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import type { Random } from '#tests/support/random.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '#tests/support/standalone-server.ts'
import { until } from '#tests/support/until.ts'
import {
  faultsOn,
  lateScreen,
  openProjector,
  openScreen,
  screensOf,
  takePart,
  type OpenScreen,
} from './state-pages.ts'

/** Half of them do a step before the other half. */
const people = 6
/** The limit for each fact: six screens share the machine. */
const timeoutMs = 120_000

/** The moments outside the steps, named as phases are. */
const before = 'before'
const after = 'after'

/** The answers to the template’s questions at the start. */
const answers = {
  question: 'What would make our Mondays better?',
  minutes: 5,
  team: 'l’Accueil',
  others: 'La Poste, la MAIF, Décathlon',
}

const days = [
  { id: 'brainstorm', language: 'en' },
  { id: 'purpose-day', language: 'fr' },
  // It goes on from a day that was lived: its first steps are those of the day.
  { id: 'operations', language: 'fr', from: 'cold/remarks' },
] as const satisfies readonly { id: string; language: Language; from?: StepPath }[]

export interface Looks {
  /** A folder for pictures of every screen. */
  readonly pictures: string | undefined
  /** Only this template is played; all when it is undefined. */
  readonly template: string | undefined
  /** Only screens of these phases, `before` and `after` are looked at; all when there are none. */
  readonly phases: readonly string[]
  /** False: a picture in the light theme alone, in a fraction of the time. */
  readonly isChecked: boolean
}

/** A step, or a moment outside the steps. */
type Where = PlacedStep | string

interface Stage {
  readonly browser: Browser
  readonly server: StandaloneServer
  readonly deeds: Deeds
  readonly random: Random
  readonly looks: Looks
}

/**
 * Plays the built-in workshops before a participant, a French phone, a facilitator, a projector and somebody who comes
 * late. Looks at each step when it has just begun, when half the people have done it, and when it is over. False when
 * anything is wrong on a screen.
 */
export async function states(looks: Looks, random: Random): Promise<boolean> {
  const deeds = await loadDeeds(activities)
  const folder = await newTempFolder()
  const server = await startStandaloneServer(folder.path)
  const browser = await launchChromium(leanChromium)
  try {
    let count = 0
    for (const day of days.filter(({ id }) => id === (looks.template ?? id)))
      count += await playDay(day, { browser, server, deeds, random, looks })
    console.log(count === 0 ? 'Nothing is wrong on any screen.' : `${count} things are wrong.`)
    return count === 0
  } finally {
    await browser.close()
    await server.process.stop('SIGKILL')
    await folder.remove()
  }
}

async function playDay(
  day: (typeof days)[number],
  { browser, server, deeds, random: { next: random }, looks }: Stage,
): Promise<number> {
  const { id, language } = day
  const { template, played, steps, given } = planOf(day)
  const isLookedAt = (part: string) => looks.phases.length === 0 || looks.phases.includes(part)
  const last = steps.findLast(({ phase }) => isLookedAt(phase.id))
  if (!last && !isLookedAt(before) && !isLookedAt(after)) return 0
  const board = await openBoard(server, day, { template, answers: given })
  const open = (session: CreatedSession): BoardModel => openModelOnSockets(server.url, session)
  const fay = open(await server.join(board, Role.facilitator, 'Fay'))
  const screens: OpenScreen[] = []
  const crowds: LocalCrowd[] = []
  let count = 0
  const look = inTurn(async (where: Where, state: string, at: readonly OpenScreen[] = screens) => {
    const [part, path] = typeof where === 'string' ? [where, where] : [where.phase.id, where.path]
    if (!isLookedAt(part)) return
    const { isChecked } = looks
    const pictures = looks.pictures === undefined ? undefined : join(looks.pictures, id)
    const placed = typeof where === 'string' ? undefined : where
    const moment = { name: `${path} · ${state}`, placed, isUnderWay: state !== 'empty', isChecked, pictures }
    const found = (await Promise.all(at.map((screen) => faultsOn(screen, moment)))).flat()
    for (const fault of found) console.log(`${id} · ${fault}`)
    count += found.length
  })
  /** The people before the screens take part, and somebody comes late. */
  const lookUnderWay = async (placed: PlacedStep) => {
    for (const screen of screens) await takePart(screen)
    await look(placed, 'running')
    await lookLate(placed, 'late')
  }
  const lookLate = async (where: Where, state: string) => {
    if (!isLookedAt(typeof where === 'string' ? where : where.phase.id)) return
    const late = await openScreen(browser, server, board, lateScreen)
    await look(where, state, [late])
    await late.close()
  }
  try {
    for (const screen of screensOf(language)) screens.push(await openScreen(browser, server, board, screen))
    const leader = screens.find(({ role }) => role === Role.facilitator)
    if (leader) screens.push(await openProjector(leader))
    const sessions: CreatedSession[] = []
    for (const name of ghostNames.slice(0, people))
      sessions.push(await server.join(board, Role.participant, name))
    const world = { deeds, random, open, readingMs: 0 }
    const [some, others] = [sessions.slice(0, people / 2), sessions.slice(people / 2)]
    await until(() => fay.agenda.get() !== null && fay.saving.get() === 'saved', timeoutMs)
    if ('from' in day) await giveNames(fay)
    await look(before, 'empty')
    if (played.length < stepsOf(template).length) {
      // At their own pace, days before.
      const early = createRehearsal(some, world)
      await until(() => preparationsOf(fay).some(({ done }) => done === some.length), timeoutMs)
      await look(before, 'running')
      early.close()
    }
    if (!last && !isLookedAt(after)) return count

    crowds.push(createGhostPeople(some, world), createGhostPeople(others, world))
    // A run-off is a step of the agenda and not of the template.
    const stepNow = () => {
      const agenda = fay.agenda.get()
      return agenda ? stepsOf(agenda.template).find(({ path }) => path === agenda.now.step) : undefined
    }
    let floor: Promise<void> | undefined
    await playAgenda(
      {
        fay,
        crowd: inHalves(crowds, stepNow, look, lookUnderWay),
        people,
        timeoutMs,
        template,
        steps,
        floorTaken: () => {
          const placed = stepNow()
          return placed ? (floor ??= lookUnderWay(placed)) : Promise.resolve()
        },
        stepDone: async (placed) => {
          floor = undefined
          const round = placed.step.activity === 'vote' ? fay.voting.open.get() : undefined
          if (round) await fay.run({ kind: 'round.close', round: round.id })
          await until(() => fay.voting.open.get() === undefined, timeoutMs)
          await look(placed, 'over')
          // The result stands until the group goes on.
          if (round) await lookLate(placed, 'over late')
        },
      },
      isLookedAt(after) ? undefined : last?.path,
    )
    await look(after, 'over')
    await lookLate(after, 'over late')
    return count
  } finally {
    for (const { close } of crowds) close()
    for (const { close } of screens) await close()
    fay.close()
  }
}

function planOf(day: (typeof days)[number]) {
  const template = readBuiltIn().find(({ id }) => id === day.id)
  if (!template) throw new Error(`${day.id} is built in`)
  const played = stepsOf(template).filter(({ step }) => step.pace !== 'own')
  const steps = 'from' in day ? played.slice(played.findIndex(({ path }) => path === day.from)) : played
  const asked = Object.entries(answers).filter(([name]) => template.ask.some((gap) => gap.id === name))
  return { template, played, steps, given: Object.fromEntries(asked) }
}

/** The names of others, which a second board asks for again. */
async function giveNames(fay: BoardModel): Promise<void> {
  const { edition = 0, template, answers: carried } = fay.agenda.get() ?? {}
  await fay.run({
    kind: 'agenda.edit',
    edition,
    template,
    answers: { ...carried, others: answers.others },
  })
}

/** A board with the agenda; the second workshop's goes on from a day that was lived. */
async function openBoard(
  server: StandaloneServer,
  { language, ...day }: (typeof days)[number],
  agenda: NewBoard['agenda'],
): Promise<CreatedBoard> {
  if (!('from' in day))
    return server.createBoard({
      title: language === 'fr' ? 'Notre raison d’être' : 'Our Mondays',
      language,
      agenda,
    })
  const lived: unknown = JSON.parse(writeBoardFile(snapshotOf(livedDay(language))))
  const { status, body } = await server.ask('POST', '/api/imports?second=', lived)
  if (status !== 201) throw new Error(`The second board was answered with ${status}`)
  return body as CreatedBoard
}

/** One call waits for the one before: a screen has one theme at a time. */
function inTurn<What extends unknown[]>(
  run: (...what: What) => Promise<void>,
): (...what: What) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  return (...what) => {
    const next = last.then(() => run(...what))
    last = next.catch(() => undefined)
    return next
  }
}

/** Crowds that do a step one after the other. Somebody looks before and in between. */
function inHalves(
  crowds: readonly GhostCrowd[],
  stepNow: () => PlacedStep | undefined,
  look: (placed: PlacedStep, state: string) => Promise<void>,
  lookUnderWay: (placed: PlacedStep) => Promise<void>,
): GhostCrowd {
  const [first, second] = crowds
  if (!first || !second) throw new Error('two halves are needed')
  return {
    people: [...first.people, ...second.people],
    isAt: async (point) => (await first.isAt(point)) && second.isAt(point),
    play: async () => {
      const placed = stepNow()
      if (!placed) throw new Error('people play a step of the agenda')
      await look(placed, 'empty')
      // Those who have the floor give it on to one another.
      if (placed.step.activity === 'turns') return void (await Promise.all([first.play(), second.play()]))
      await first.play()
      await lookUnderWay(placed)
      await second.play()
    },
  }
}

function preparationsOf(model: BoardModel) {
  return [...preparationsIn(model.activity('form').get()).values()]
}
