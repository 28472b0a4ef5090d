import { expect, test } from 'vitest'
import { ghostNames } from '#client/panels/rehearsal/sentences.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { consentIn } from '#client/activities/consent/in-step.ts'
import { readBuiltIn } from '#server/templates/built-in.ts'
import { keptIn } from '#shared/activities/principles/kept.ts'
import { handUpLimit, stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import { Role } from '#shared/workshop/role.ts'
import { atTables } from '#tests/support/agendas.ts'
import { openGhostCrowd } from '#tests/support/ghost-crowd.ts'
import { openModel } from '#tests/support/open-model.ts'
import { answerObjections, askConsent, giveTheFloor, settle } from '#tests/support/played-workshop.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { startServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'

const playable = [...readBuiltIn().filter(({ phases }) => phases.length > 0), atTables]

test.for(playable)('ghosts play the template $id to its end', async (template) => {
  const seed = testSeed()
  const { next: random } = seededRandom(seed)
  const server = await startServer()
  const board = await server.createBoard({ title: 'Try', isRehearsal: true })
  const fay = openModel(server.url, await server.join(board, Role.facilitator, 'Fay'))
  const names = ghostNames.slice(0, 6)
  const sessions = await Promise.all(names.map((name) => server.join(board, Role.participant, name)))
  const { models, play } = await openGhostCrowd(server.url, sessions, random, { readingMs: 0 })
  await until(() => fay.saving.get() === 'saved')
  const answers = Object.fromEntries(template.ask.map(({ id, kind }) => [id, sampleAnswers[kind]]))
  await lead(fay, { kind: 'agenda.take', template, answers })

  for (const [from, placed] of stepsOf(template).entries()) {
    const { path, step } = placed
    await lead(fay, { kind: 'agenda.move', from, to: path })
    if (step.activity === 'consent') await askConsent(fay, path)
    await until(() => [fay, ...models].every((model) => hasBegun(model, placed) && isAbreast(model, fay)))
    const stopCalling = step.activity === 'turns' ? giveTheFloor(fay, { models }, path) : undefined
    await play()
    stopCalling?.()
    const { notes, clusters } = fay.scene
    // What the step asks for has been made.
    if (step.activity === 'reveal') await until(() => notes.size >= names.length)
    if (step.activity === 'group') await until(() => clusters.size > 0)
    if (step.activity === 'name') await until(() => [...clusters.values()].some(({ title }) => title !== ''))
    const handed = handUpLimit(step)
    if (handed !== null) {
      const tables = () => fay.tables.get()?.tables ?? []
      await until(() => tables().length === 2 && tables().every(({ handed: ids }) => ids?.length === handed))
    }
    if (step.activity === 'principles' && step.does !== 'write')
      await until(() => keptIn(path, notes.values()).length > 0)
    if (step.activity === 'principles' && step.does === 'settle') await settle(fay, path)
    if (step.activity === 'test') await closeTest(fay, step.kind === 'swap')
    if (step.activity === 'consent') await adopt(fay, path, names.length)
    if (step.activity === 'vote') await until(() => fay.voting.open.get()?.voted === names.length)
  }
  await lead(fay, { kind: 'agenda.move', from: stepsOf(template).length, to: 'end' })
  await until(() => fay.voting.open.get() === undefined)
  const votes = stepsOf(template).filter(({ step }) => step.activity === 'vote')
  expect(fay.voting.rounds.get().map(({ state, totals }) => [state, totals !== null])).toEqual(
    votes.map(() => ['closed', true]),
  )
  for (const { notices } of models) expect(notices.list.get(), `SEED=${seed}`).toEqual([])
})

/** The step, its way of writing and its vote have reached this person. */
function hasBegun({ agenda, writing, voting }: BoardModel, { path, step }: PlacedStep): boolean {
  const isVote = step.activity === 'vote'
  const isSwap = step.activity === 'test' && step.kind === 'swap'
  return (
    agenda.get()?.now.step === path &&
    (writing.get().mode === 'private') === (step.writing === 'private') &&
    (voting.open.get()?.step === path) === isVote &&
    (!isSwap || voting.texts.get().some((round) => round.step === path && round.state === 'open'))
  )
}

/** This person has everything that the facilitator has. */
function isAbreast(model: BoardModel, { scene, voting }: BoardModel): boolean {
  return (
    model.voting.texts.get().length === voting.texts.get().length &&
    model.scene.notes.size === scene.notes.size &&
    model.scene.clusters.size === scene.clusters.size
  )
}

/** The answers about other names are counted; those in words are shown. */
async function closeTest({ run, voting }: BoardModel, isSwap: boolean): Promise<void> {
  const open = voting.texts.get().find(({ state }) => state === 'open')
  expect(open !== undefined).toBe(isSwap)
  const command = open
    ? ({ kind: 'round.close', round: open.id } as const)
    : ({ kind: 'desk.reveal' } as const)
  expect((await run(command)).ok).toBe(true)
}

/** One ghost objects. Its objection is answered in writing, and the sentence is adopted by consent. */
async function adopt(fay: BoardModel, path: string, voters: number): Promise<void> {
  await answerObjections(fay, path, voters)
  const version = consentIn(fay, path).get().current ?? ''
  expect((await fay.run({ kind: 'purpose.adopt', version, by: 'consent' })).ok).toBe(true)
  await until(() => fay.adoptions.get().length === 1)
}

async function lead({ run, agenda }: BoardModel, command: Parameters<BoardModel['run']>[0]): Promise<void> {
  const before = agenda.get()?.now.move
  expect((await run(command)).ok, command.kind).toBe(true)
  await until(() => agenda.get() !== null && agenda.get()?.now.move !== before)
}

const sampleAnswers = { text: 'Acme, Globex, Initech', minutes: 5, count: 3, time: '17:00' }
