import { expect, test } from 'vitest'
import { ghostNames } from '#client/panels/rehearsal/open-ghosts.ts'
import { readBuiltIn } from '#server/templates/new-agenda.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import { askedIn, isShown } from '#shared/asking/asked.ts'
import { askedName } from '#shared/board/activities.ts'
import type { Language } from '#shared/board/document.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { atTables } from '#tests/support/agendas.ts'
import { builtInTemplate } from '#tests/support/built-in-template.ts'
import { openGhostCrowd } from '#tests/support/ghost-crowd.ts'
import type { LocalCrowd } from '#tests/support/ghost-people.ts'
import { playAgenda, type LedWorkshop } from '#tests/support/ghost-workshop.ts'
import { livedDay } from '#tests/support/lived-day.ts'
import { openModel } from '#tests/support/open-model.ts'
import { PrivateWords } from '#tests/support/private-words.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { startServer, type TestServer } from '#tests/support/server.ts'
import { until } from '#tests/support/until.ts'
import { desksOf, WatchedPasses } from '#tests/support/watched-passes.ts'

const builtIn = readBuiltIn().filter(({ phases }) => phases.length > 0)
const purposeDay = builtInTemplate('purpose-day')

interface OpenedWorkshop extends LedWorkshop {
  readonly crowd: LocalCrowd
  readonly words: PrivateWords
}

/** A rehearsal with so many ghosts, and a facilitator. Everything that is sent to any of them is read. */
async function openWorkshop(template: Template, people: number, language: Language): Promise<OpenedWorkshop> {
  const server = await startServer()
  const board = await server.createBoard({ title: 'Try', isRehearsal: true, language })
  return peopleOn(server, board, { template, people })
}

/** So many ghosts and a facilitator on a board. */
async function peopleOn(
  server: TestServer,
  board: CreatedBoard,
  { template, people }: Pick<LedWorkshop, 'template' | 'people'>,
): Promise<OpenedWorkshop> {
  const { next: random, seed } = seededRandom(testSeed())
  console.info(`SEED=${seed}`)
  const words = new PrivateWords(random)
  const open = (session: Awaited<ReturnType<typeof server.join>>) =>
    openModel(server.url, session, { webSocket: words.socketsOf(session.participant.id) })
  const fay = open(await server.join(board, Role.facilitator, 'Fay'))
  const names = ghostNames.slice(0, people)
  const sessions = await Promise.all(names.map((name) => server.join(board, Role.participant, name)))
  const { sentence } = words
  const crowd = await openGhostCrowd(server.url, sessions, { random, readingMs: 0, open, sentence })
  await until(() => fay.saving.get() === 'saved')
  return {
    fay,
    crowd,
    people,
    template,
    words,
    beforeReveal: () => words.show(words.revealedBy(crowd.models)),
  }
}

const fromTheDay = new Set(['purpose-day', 'operations'])

// A day and what goes on from it are played elsewhere.
test.for([...builtIn.filter(({ id }) => !fromTheDay.has(id)), atTables])(
  'ghosts play the template $id to its end',
  async (template) => {
    const workshop = await openWorkshop(template, 6, 'en')
    await playAgenda(workshop)
    const { fay, crowd, words } = workshop
    const votes = stepsOf(template).filter(({ step }) => step.activity === 'vote')
    expect(fay.voting.rounds.get().map(({ state, totals }) => [state, totals !== null])).toEqual(
      votes.map(() => ['closed', true]),
    )
    for (const { notices } of crowd.models) expect(notices.list.get()).toEqual([])
    expect(words.leaks).toEqual([])
  },
)

test('ghosts at two tables build on a text of their own table', async () => {
  const pass: Step = {
    id: 'pass',
    activity: 'pass',
    who: 'tables',
    writing: 'private',
    seconds: 60,
    prompt: [{ en: 'Go' }],
    input: [{ from: 'work/alone', take: 'notes', show: 'pin' }],
  }
  const phases = atTables.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.flatMap((step) => (step.id === 'alone' ? [step, pass] : [step])),
  }))
  const workshop = await openWorkshop({ ...atTables, phases }, 6, 'en')
  const { fay, crowd, words } = workshop
  const passes = new WatchedPasses('work/alone')
  const neighbours: boolean[] = []
  await playAgenda(
    {
      ...workshop,
      stepDone: ({ path }) => {
        if (path === 'work/alone') passes.look(desksOf(crowd.models))
        if (path !== 'work/pass') return
        passes.look(desksOf(crowd.models), path)
        const tables = (fay.tables.get()?.tables ?? []).map(({ people }) => people)
        for (const pair of passes.pairs)
          neighbours.push(tables.some((table) => pair.every((id) => table.includes(id))))
      },
    },
    'work/reveal',
  )
  passes.checkReadings(words.readings.values())
  passes.checkBoard(fay.scene.notes.values())
  expect([neighbours, words.leaks]).toEqual([Array(6).fill(true), []])
})

// The browser test of the purpose day plays it to its end, with nine people.
test.for([3, 10])(
  'the morning of the purpose day with %i people: each builds on two others, and nothing private is sent to anybody else',
  async (people) => {
    const workshop = await openWorkshop(purposeDay, people, 'fr')
    const { fay, crowd, words } = workshop
    const passes = new WatchedPasses('why/write')
    await playAgenda(
      {
        ...workshop,
        stepDone: ({ path, step }) => {
          if (path === 'why/write') passes.look(desksOf(crowd.models))
          if (step.activity === 'pass') passes.look(desksOf(crowd.models), path)
        },
      },
      'shortlist/vote',
    )
    passes.checkReadings(words.readings.values())
    passes.checkBoard(fay.scene.notes.values())
    expect([passes.count, words.leaks]).toEqual([people * 2, []])
    const [needs] = fay.voting.rounds.get()
    for (const { text } of needs?.reasons ?? []) expect(text).toBe('Il manque qui fera ce travail.')
    for (const { notices } of crowd.models) expect(notices.list.get()).toEqual([])
  },
)

const operations = builtInTemplate('operations')

// More people take minutes: npm run soak -- ghosts --second.
test('three ghosts play the second workshop from an adopted sentence to its end', async () => {
  const people = 3
  const server = await startServer()
  const day: unknown = JSON.parse(writeBoardFile(snapshotOf(livedDay('fr'))))
  const { body } = await server.ask('POST', '/api/imports?second=', day)
  const workshop = await peopleOn(server, body as CreatedBoard, { template: operations, people })
  const { fay, crowd, words } = workshop
  const all = stepsOf(operations)
  const steps = all.slice(all.findIndex(({ path }) => path === 'cold/remarks'))
  await until(() => fay.agenda.get() !== null)
  // The names of others are given there, as a facilitator does.
  const { template, edition = 0, answers } = fay.agenda.get() ?? {}
  const given = { ...answers, others: 'Acme, Globex, Initech' }
  expect(await fay.run({ kind: 'agenda.edit', edition, template, answers: given })).toMatchObject({
    ok: true,
  })
  await playAgenda({ ...workshop, steps })
  const notes = [...fay.scene.notes.values()]
  const written = new Set(notes.flatMap(({ step }) => step ?? []))
  for (const path of ['promise/write', 'daily/grid', 'hard/write', 'welcome/days', 'welcome/stories'])
    expect(written).toContain(path)
  const asked = fay.activity(askedName).get()
  for (const path of ['promise/carry', 'hard/settle'])
    expect([path, isShown(askedIn(asked, path))]).toEqual([path, true])
  expect(fay.agenda.get()?.now.state).toBe('ended')
  for (const { notices } of crowd.models) expect(notices.list.get()).toEqual([])
  expect(words.leaks).toEqual([])
})
