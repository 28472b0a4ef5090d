import assert from 'node:assert/strict'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { writeBoardFile, type BoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import type { Template } from '#shared/agenda/template.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import { askedName } from '#shared/board/activities.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { exportedBytes, exportedFile } from '#tests/support/exported-file.ts'
import { CountedBallots } from '#tests/support/counted-ballots.ts'
import { figure } from '#tests/support/figures.ts'
import { playAgenda, type LedWorkshop } from '#tests/support/ghost-workshop.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { openModelOnSockets } from '#tests/support/model-on-sockets.ts'
import { PrivateWords } from '#tests/support/private-words.ts'
import type { Random } from '#tests/support/random.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '#tests/support/standalone-server.ts'
import { until } from '#tests/support/until.ts'
import { WatchedDay } from '#tests/support/watched-day.ts'
import { WatchedPasses } from '#tests/support/watched-passes.ts'
import { GhostProcesses } from './ghost-processes.ts'
import { statementsOf } from './played-ghosts.ts'

/** The ghosts of a rehearsal at first. */
const usual = 8
/** More people rewrite at tables: nobody finds a word in a sentence that so many write. Each step is told. */
const mostAtOneSentence = 100
/** The limit for each fact: hundreds of models share the machine. */
const timeoutMs = 600_000
/** The rehearsal of the whole day is to take less. */
const rehearsalMs = 120_000
/** The server is to stay below these: CPU time of one turn, and resident memory. */
const mostTurnMs = 120
const mostMemory = 800 * 1_048_576
/** Everybody is done with a step so long after its last answer at most. */
const mostDoneMs = 20_000
/** CPU time of a report, with so many people. */
const mostReportMs = { few: 3_500, many: 10_000 }
const fewPeople = 30

interface Day {
  readonly people: number
  readonly template: Template
  /** At the pace of a rehearsal, or as fast as they can. */
  readonly isRehearsal: boolean
}

/**
 * The purpose day with each of these numbers of people, and a rehearsal at its own pace. In the passes each builds upon
 * two others, never upon their own words. Nobody is sent anything that another wrote in private, and every answer is
 * counted. What was kept stays as it is, and the file says the same as the board. False when the rehearsal takes too long, or a day is too much for the server.
 */
export async function ghosts(crowds: readonly number[], random: Random): Promise<boolean> {
  const template = builtInTemplate('purpose-day')
  let isLight = true
  for (const people of crowds) {
    const own = people > mostAtOneSentence ? rewrittenAtTables(template) : template
    const day = await playDay({ people, template: own, isRehearsal: false }, random)
    isLight &&= day.isLight
  }
  const rehearsal = await playDay({ people: usual, template, isRehearsal: true }, random)
  return isLight && rehearsal.isLight && rehearsal.tookMs < rehearsalMs
}

/**
 * The second workshop, from the adopted sentence of a day to its end, with each of these numbers of people: nothing private is
 * sent to anybody else, every answer is counted, and nobody is refused a word. False when it is too much for the server.
 */
export async function secondWorkshops(crowds: readonly number[], random: Random): Promise<boolean> {
  let isLight = true
  for (const people of crowds) isLight &&= await playSecond(people, random)
  return isLight
}

async function playSecond(people: number, { next: random }: Random): Promise<boolean> {
  const template = builtInTemplate('operations')
  const folder = await newTempFolder()
  const server = await startStandaloneServer(folder.path)
  const words = new PrivateWords(random)
  let crowd: GhostProcesses | undefined
  let fay: BoardModel | undefined
  try {
    const day: unknown = JSON.parse(writeBoardFile(snapshotOf(livedDay('fr'))))
    const board = (await server.ask('POST', '/api/imports?second=', day)).body as CreatedBoard
    const leader = await server.join(board, Role.facilitator)
    const facilitator = openModelOnSockets(server.url, leader, {
      webSocket: words.socketsOf(leader.participant.id),
    })
    fay = facilitator
    const joining = Array.from({ length: people }, async () => server.join(board, Role.participant))
    const plan = { url: server.url, isRehearsal: false }
    const ghostly = await GhostProcesses.start(await Promise.all(joining), plan, random)
    crowd = ghostly
    await until(
      () => facilitator.presence.count.get() >= people && facilitator.agenda.get() !== null,
      timeoutMs,
    )
    // The names of others are given there, as a facilitator does.
    const { template: own = template, edition = 0, answers } = facilitator.agenda.get() ?? {}
    const given = { ...answers, others: 'Acme, Globex, Initech' }
    const edited = await facilitator.run({ kind: 'agenda.edit', edition, template: own, answers: given })
    assert.ok(edited.ok)
    const figures = await watchServer(server, false)
    const all = stepsOf(template)
    const startedAt = performance.now()
    await playAgenda({
      fay: facilitator,
      crowd: ghostly,
      people,
      timeoutMs,
      template,
      steps: all.slice(all.findIndex(({ path }) => path === 'cold/remarks')),
      beforeReveal: async () => {
        const shown = (await ghostly.ask('revealed')).flat()
        words.show(shown)
        await ghostly.ask('show', shown)
      },
      stepDone: ({ path }) => figures.step(path, ghostly.doneMs),
    })
    const tookMs = performance.now() - startedAt
    const asked = facilitator.activity(askedName).get()
    for (const path of ['promise/carry', 'hard/settle']) assert.ok(isShown(askedIn(asked, path)), path)
    const { operations } = (await fileOf(server, leader)).account ?? {}
    for (const made of ['promises', 'practices', 'cases', 'welcome', 'stories'] as const)
      assert.notEqual(operations?.[made].length, 0, made)
    const report = await printReport(server, leader)
    const seen = await ghostly.ask('seen')
    assert.deepEqual([...words.leaks, ...seen.flatMap(({ leaks }) => leaks)], [])
    assert.deepEqual(
      seen.flatMap(({ notices }) => notices),
      [],
    )
    console.log(
      `${people} people, second workshop: ${figure(tookMs / 1_000)} s; ${facilitator.scene.notes.size} notes; ${report.told}; ${await figures.all()}; refused: ${JSON.stringify(await server.refusals())}`,
    )
    return (await figures.areLight()) && report.isLight(people)
  } finally {
    await crowd?.stop()
    fay?.close()
    await server.process.stop('SIGKILL')
    await folder.remove()
  }
}

/** Returns the time that it took, in milliseconds, and whether the server stayed below its limits. */
async function playDay(
  { people, template, isRehearsal }: Day,
  { next: random }: Random,
): Promise<{ readonly tookMs: number; readonly isLight: boolean }> {
  const folder = await newTempFolder()
  const server = await startStandaloneServer(folder.path)
  const words = new PrivateWords(random)
  const open = (session: CreatedSession): BoardModel =>
    openModelOnSockets(server.url, session, { webSocket: words.socketsOf(session.participant.id) })
  const isCrowd = people > mostAtOneSentence
  const guests: BoardModel[] = []
  let crowd: GhostProcesses | undefined
  let isWhole = false
  try {
    const board = await server.createBoard({ title: 'Répétition', language: 'fr' })
    const leader = await server.join(board, Role.facilitator)
    const fay = open(leader)
    guests.push(fay, open(await server.join(board, Role.viewer)))
    const joining = Array.from({ length: people }, async () => server.join(board, Role.participant))
    const ghostly = await GhostProcesses.start(
      await Promise.all(joining),
      { url: server.url, isRehearsal },
      random,
    )
    crowd = ghostly
    await until(() => fay.presence.count.get() > people && fay.saving.get() === 'saved', timeoutMs)
    const figures = await watchServer(server, isCrowd)
    const day = new WatchedDay()
    const passes = new WatchedPasses('why/write')
    const ballots = new CountedBallots()
    const startedAt = performance.now()
    const workshop: LedWorkshop = {
      fay,
      crowd: {
        people: ghostly.people,
        isAt: ghostly.isAt,
        play: async () => {
          await ghostly.play()
          ballots.look((await ghostly.ask('ballots')).flat())
        },
      },
      people,
      timeoutMs,
      template,
      beforeReveal: async () => {
        const shown = (await ghostly.ask('revealed')).flat()
        words.show(shown)
        await ghostly.ask('show', shown)
        // Somebody in a rehearsal may be away.
        if (!isRehearsal) day.reveal((await ghostly.ask('desks')).flat())
      },
      stepDone: async (placed) => {
        const { path, step } = placed
        if (path === 'why/write') passes.look((await ghostly.ask('desks')).flat())
        if (step.activity === 'pass') passes.look((await ghostly.ask('desks')).flat(), path)
        if (step.activity === 'rewrite') await untilAllHave(ghostly, fay)
        await day.look(fay, placed)
        await figures.step(path, ghostly.doneMs)
      },
    }
    await playAgenda(workshop)
    const tookMs = performance.now() - startedAt
    const { notes } = fay.scene
    const seen = await ghostly.ask('seen')
    passes.checkReadings(seen.flatMap(({ readings }) => readings))
    passes.checkBoard(notes.values())
    assert.equal(passes.count, people * 2)
    const rounds = [...fay.voting.rounds.get(), ...fay.voting.texts.get()]
    ballots.check(rounds, people)
    day.checkNotes(notes.values())
    await day.checkFile(await fileOf(server, leader), fay, people)
    const report = await printReport(server, leader)
    assert.deepEqual([...words.leaks, ...seen.flatMap(({ leaks }) => leaks)], [])
    assert.deepEqual(
      // A slow page of a crowd may still put a note in order when the step is over: the server refuses that.
      seen.flatMap(({ notices }) => notices).filter((notice) => !isCrowd || !notice.includes('step_closed')),
      [],
    )
    const what = isRehearsal ? 'rehearsal at its own pace' : 'ghosts in haste'
    console.log(
      `${people} people, ${what}: ${figure(tookMs / 1_000)} s; ${notes.size} notes, ${passes.count} texts passed on, ${day.counts.versions} versions, ${rounds.length} rounds counted; ${report.told}; ${await figures.all()}; refused: ${JSON.stringify(await server.refusals())}`,
    )
    const isLight = (await figures.areLight()) && report.isLight(people)
    isWhole = true
    return { tookMs, isLight }
  } finally {
    await crowd?.stop()
    for (const guest of guests) guest.close()
    await server.process.stop('SIGKILL')
    // Nobody replays a long day to find out why its end failed.
    if (isWhole) await folder.remove()
    else console.log(`The board is kept in ${folder.path}. The server said:\n${server.process.output()}`)
  }
}

/** Several tables write each sentence in turn. */
function rewrittenAtTables(template: Template): Template {
  return {
    ...template,
    phases: template.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) =>
        step.activity === 'rewrite' ? { ...step, who: 'tables' as const, tables: { size: 6 } } : step,
      ),
    })),
  }
}

/** Until everybody has the words and the tables of all statements. */
async function untilAllHave(crowd: GhostProcesses, model: BoardModel): Promise<void> {
  await until(async () => {
    const own = await statementsOf(model)
    const others = await crowd.ask('statements')
    return others.flat().every((each) => each === own)
  }, timeoutMs)
}

/** The JSON file of the board, as its leader gets it. */
async function fileOf({ ask, address: url }: StandaloneServer, session: CreatedSession): Promise<BoardFile> {
  return JSON.parse(await exportedFile({ ask, url }, { session }, 'json')) as BoardFile
}

/** Orders the report, and says how long it took, and how much CPU. */
async function printReport(
  { ask, address: url, process: server }: StandaloneServer,
  session: CreatedSession,
): Promise<{ readonly told: string; readonly isLight: (people: number) => boolean }> {
  const startedAt = performance.now()
  const cpuBefore = await server.filesCpuMs()
  const bytes = await exportedBytes({ ask, url }, { session }, { format: 'report' })
  assert.equal(Buffer.from(bytes.subarray(0, 5)).toString(), '%PDF-')
  const tookMs = performance.now() - startedAt
  const cpuMs = (await server.filesCpuMs()) - cpuBefore
  return {
    told: `report in ${figure(tookMs / 1_000)} s, ${figure(cpuMs / 1_000)} s of CPU`,
    // Linux alone tells it.
    isLight: (people) => !(cpuMs > (people > fewPeople ? mostReportMs.many : mostReportMs.few)),
  }
}

/** CPU time, memory and the longest turn of the server, and the time after the last answer, by step and over all. */
async function watchServer(
  { process: server }: StandaloneServer,
  tellsSteps: boolean,
): Promise<{
  readonly step: (path: string, doneMs: number) => Promise<void>
  readonly all: () => Promise<string>
  readonly areLight: () => Promise<boolean>
}> {
  const first = await server.cpuMs()
  let before = first
  let busiest = { path: '', ms: 0 }
  let longest = { path: '', held: 0 }
  let slowest = { path: '', ms: 0 }
  let startedAt = performance.now()
  await server.loop()
  return {
    step: async (path, doneMs) => {
      const { held } = await server.loop()
      const now = await server.cpuMs()
      if (held > longest.held) longest = { path, held }
      if (doneMs > slowest.ms) slowest = { path, ms: doneMs }
      if (now - before > busiest.ms) busiest = { path, ms: now - before }
      if (tellsSteps)
        console.log(
          `${path}: ${figure((performance.now() - startedAt) / 1_000)} s, all done ${figure(doneMs / 1_000)} s after the last answer, server ${figure((now - before) / 1_000)} s of CPU, longest turn ${figure(held)} ms`,
        )
      startedAt = performance.now()
      before = now
    },
    all: async () =>
      `server ${figure((before - first) / 1_000)} s of CPU, most in ${busiest.path}: ${figure(busiest.ms / 1_000)} s; longest turn ${figure(longest.held)} ms in ${longest.path}; all done ${figure(slowest.ms / 1_000)} s after the last answer at most, in ${slowest.path}; peak ${figure((await server.peak()) / 1_048_576)} MB`,
    areLight: async () =>
      longest.held <= mostTurnMs && slowest.ms <= mostDoneMs && (await server.peak()) <= mostMemory,
  }
}
