import assert from 'node:assert/strict'
import * as activities from '#client/activities/registry.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { loadDeeds, type Deeds } from '#client/panels/rehearsal/ghost-deeds.ts'
import { readBuiltIn } from '#server/templates/built-in.ts'
import type { Input, Template } from '#shared/agenda/template.ts'
import type { CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { figure } from '#tests/support/figures.ts'
import { createGhostPeople, createRehearsal, type GhostCrowd } from '#tests/support/ghost-people.ts'
import { playAgenda } from '#tests/support/ghost-workshop.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import { PrivateWords } from '#tests/support/private-words.ts'
import type { Random } from '#tests/support/random.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '#tests/support/standalone-server.ts'
import { until } from '#tests/support/until.ts'
import { WatchedPasses } from '#tests/support/watched-passes.ts'

/** Above this they write, pass on and show their proposals alone: one process moves no more models through a day. */
const mostOfWholeDay = 30
/** The ghosts of a rehearsal at first. */
const usual = 8
/** The limit for each fact: 300 models share one process. */
const timeoutMs = 300_000
/** The rehearsal of the whole day is to take less. */
const rehearsalMs = 120_000

interface Day {
  readonly people: number
  readonly template: Template
  /** At the pace of a rehearsal, or as fast as they can. */
  readonly isRehearsal: boolean
  readonly deeds: Deeds
}

/**
 * The purpose day with each of these numbers of people, and a rehearsal at its own pace. In the passes each builds upon
 * two others, never upon their own words, and nobody is sent anything that another wrote in private. False when the
 * rehearsal takes too long.
 */
export async function ghosts(crowds: readonly number[], random: Random): Promise<boolean> {
  const deeds = await loadDeeds(Object.values(activities))
  const template = purposeDay()
  for (const people of crowds) {
    const played = people > mostOfWholeDay ? passesOf(template) : template
    await playDay({ people, template: played, isRehearsal: false, deeds }, random)
  }
  return (await playDay({ people: usual, template, isRehearsal: true, deeds }, random)) < rehearsalMs
}

/** Returns the time that it took, in milliseconds. */
async function playDay(
  { people, template, isRehearsal, deeds }: Day,
  { next: random }: Random,
): Promise<number> {
  const folder = await newTempFolder()
  const server = await startStandaloneServer(folder.path)
  const words = new PrivateWords(random)
  const open = (session: CreatedSession): BoardModel =>
    openModelOnSockets(server.url, session, { webSocket: words.socketsOf(session.participant.id) })
  const guests: BoardModel[] = []
  let crowd: GhostCrowd | undefined
  try {
    const board = await server.createBoard({ title: 'Répétition', language: 'fr' })
    const fay = open(await server.join(board, Role.facilitator))
    guests.push(fay, open(await server.join(board, Role.viewer)))
    const joining = Array.from({ length: people }, async () => server.join(board, Role.participant))
    const sessions = await Promise.all(joining)
    const world = { deeds, random, open, sentence: words.sentence }
    crowd = isRehearsal
      ? createRehearsal(sessions, world)
      : createGhostPeople(sessions, { ...world, readingMs: 0 })
    const { models } = crowd
    await until(() => models.size === people && fay.saving.get() === 'saved', timeoutMs)
    const figures = await watchServer(server)
    const passes = new WatchedPasses('why/write')
    const startedAt = performance.now()
    await playAgenda({
      fay,
      crowd,
      people,
      timeoutMs,
      template,
      beforeReveal: () => words.show(models),
      stepDone: async ({ path, step }) => {
        if (path === 'why/write') passes.look(models)
        if (step.activity === 'pass') passes.look(models, path)
        await figures.step(path)
      },
    })
    const tookMs = performance.now() - startedAt
    const { notes } = fay.scene
    passes.checkReadings(words)
    passes.checkBoard(notes.values())
    assert.equal(passes.count, people * 2)
    assert.deepEqual(words.leaks, [])
    for (const { notices } of models) assert.deepEqual(notices.list.get(), [])
    const what = `${isRehearsal ? 'rehearsal at its own pace' : 'ghosts in haste'}, ${template.phases.length} phases`
    console.log(
      `${people} people, ${what}: ${figure(tookMs / 1_000)} s; ${notes.size} notes, ${passes.count} texts passed on; ${await figures.all()}; refused: ${JSON.stringify(await server.refusals())}`,
    )
    return tookMs
  } finally {
    crowd?.close()
    for (const guest of guests) guest.close()
    await server.process.stop('SIGKILL')
    await folder.remove()
  }
}

/** The phase in which people write proposals and build upon those of others. */
function passesOf(template: Template): Template {
  const phases = template.phases.filter(({ steps }) => steps.some(({ activity }) => activity === 'pass'))
  const known = new Set(phases.map(({ id }) => id))
  const isKnown = ({ from }: Input) => known.has(from.split('/')[0] ?? '')
  return {
    ...template,
    phases: phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => ({ ...step, input: (step.input ?? []).filter(isKnown) })),
    })),
  }
}

function purposeDay(): Template {
  const template = readBuiltIn().find(({ id }) => id === 'purpose-day')
  if (!template) throw new Error('the purpose day is built in')
  return template
}

/** CPU time, memory and the longest turn of the server, by step and over all. */
async function watchServer({ process: server }: StandaloneServer): Promise<{
  readonly step: (path: string) => Promise<void>
  readonly all: () => Promise<string>
}> {
  const first = await server.cpuMs()
  let before = first
  let busiest = { path: '', ms: 0 }
  let longest = { path: '', held: 0 }
  await server.loop()
  return {
    step: async (path) => {
      const { held } = await server.loop()
      const now = await server.cpuMs()
      if (held > longest.held) longest = { path, held }
      if (now - before > busiest.ms) busiest = { path, ms: now - before }
      before = now
    },
    all: async () =>
      `server ${figure((before - first) / 1_000)} s of CPU, most in ${busiest.path}: ${figure(busiest.ms / 1_000)} s; longest turn ${figure(longest.held)} ms in ${longest.path}; peak ${figure((await server.peak()) / 1_048_576)} MB`,
  }
}
