import { expect, test } from 'vitest'
import { ghostNames } from '#client/panels/rehearsal/sentences.ts'
import type { BoardModel } from '#client/model/contract/board-model.ts'
import { roundIn } from '#shared/activities/turns/turn-round.ts'
import { readBuiltIn } from '#server/templates/built-in.ts'
import { keptIn, keptLimits, settleProblem } from '#shared/activities/principles/kept.ts'
import type { Template } from '#shared/agenda/template.ts'
import { handUpLimit, stepsOf } from '#shared/agenda/steps.ts'
import { Role } from '#shared/workshop/role.ts'
import { atTables } from '#tests/support/agendas.ts'
import { openGhostCrowd } from '#tests/support/ghost-crowd.ts'
import { openModel } from '#tests/support/open-model.ts'
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
  const { models, play } = await openGhostCrowd(server.url, sessions, random)
  await until(() => fay.saving.get() === 'saved')
  const answers = Object.fromEntries(template.ask.map(({ id, kind }) => [id, sampleAnswers[kind]]))
  await lead(fay, { kind: 'agenda.take', template, answers })

  for (const [from, { path, step }] of stepsOf(template).entries()) {
    // Where the template decides on a purpose, one was adopted by now.
    const despite = step.activity === 'principles' && !hasConsent(template) ? 'To try it out' : undefined
    await lead(fay, { kind: 'agenda.move', from, to: path, ...(despite !== undefined && { despite }) })
    await until(() => [...models].every((model) => isAbreast(model, fay)))
    const stopCalling = step.activity === 'turns' ? callWhoeverWaits(fay, path) : undefined
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

/** The work of the step has reached this person. */
function isAbreast(model: BoardModel, { agenda, scene, voting, writing }: BoardModel): boolean {
  return (
    model.agenda.get()?.now.move === agenda.get()?.now.move &&
    model.writing.get().mode === writing.get().mode &&
    model.voting.open.get()?.id === voting.open.get()?.id &&
    model.scene.notes.size === scene.notes.size &&
    model.scene.areas.size === scene.areas.size
  )
}

/** One person after the other gives the floor to the next; somebody who came back too late for that is called. */
function callWhoeverWaits(model: BoardModel, path: string): () => void {
  return model.activity('turns').subscribe((state) => {
    const { now, next, change } = roundIn(state, path)
    if (!now && next !== null) void model.run({ kind: 'turns.next', change })
  })
}

/** The facilitator keeps as many as are needed. */
async function settle({ scene, run }: BoardModel, path: string): Promise<void> {
  const kept = () => keptIn(path, scene.notes.values())
  const others = [...scene.notes.values()].filter(({ kind, step }) => kind === 'principle' && step !== path)
  for (const { id } of others) {
    if (kept().length >= keptLimits.least) break
    expect((await run({ kind: 'principles.keep', note: id, isKept: true })).ok).toBe(true)
  }
  await until(() => settleProblem(kept()) === undefined)
  expect((await run({ kind: 'principles.settle', isSettled: true })).ok).toBe(true)
}

function hasConsent({ phases }: Template): boolean {
  return phases.some(({ steps }) => steps.some((step) => (step.activity as string) === 'consent'))
}

async function lead({ run, agenda }: BoardModel, command: Parameters<BoardModel['run']>[0]): Promise<void> {
  const before = agenda.get()?.now.move
  expect((await run(command)).ok, command.kind).toBe(true)
  await until(() => agenda.get() !== null && agenda.get()?.now.move !== before)
}

const sampleAnswers = { text: 'Why?', minutes: 5, count: 3, time: '17:00' }
