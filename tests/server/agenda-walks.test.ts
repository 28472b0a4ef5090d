import { expect, test } from 'vitest'
import { agendaEnd, AgendaState, type LogEntry } from '#shared/agenda/agenda.ts'
import { stepsOf } from '#shared/agenda/steps.ts'
import { readAgenda, readAgendaNow } from '#shared/board/agenda.ts'
import { areasOf } from '#shared/board/area.ts'
import { addCluster, setCluster } from '#shared/board/change-cluster.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { draftsOf } from '#shared/board/draft.ts'
import { addNote, notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { readWriting } from '#shared/board/writing.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { checkpointApartMs } from '#shared/workshop/checkpoint.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import { agendaOf, lead, takeAgenda } from '#tests/support/agendas.ts'
import { listCheckpoints } from '#tests/support/checkpoint-requests.ts'
import { fuzzScale, seededRandom, testSeed, type Random } from '#tests/support/random.ts'
import { startServer, type ServerClient } from '#tests/support/server.ts'
import type { SocketClient } from '#tests/support/socket-client.ts'
import { joinDesk, writeDrafts } from '#tests/support/socket-desks.ts'
import { joinBoard, placeDot, type Voter } from '#tests/support/socket-voters.ts'
import { timeLimit } from '#tests/support/time-limits.ts'

const people = 9
const moves = 24

interface Person extends Voter {
  readonly desk: SocketClient
}

/** Everything that the walk has made so far, and must find again after every move. */
interface Made {
  /** The words of each draft, which differ. */
  readonly drafts: string[]
  /** Words by id of each note that was ever on the board. */
  readonly notes: Map<string, string>
  readonly rounds: Map<string, Round>
  readonly areas: Set<string>
  readonly checkpoints: Set<string>
  log: readonly LogEntry[]
}

test(
  'after any walk over the steps every note, draft, round and version is there, and nothing private was sent',
  { timeout: timeLimit(60_000) * fuzzScale },
  async () => {
    const seed = testSeed()
    console.info(`SEED=${seed}`)
    const random = seededRandom(seed)
    for (let run = 0; run < fuzzScale; run += 1) await walk(random)
  },
)

async function walk(random: Random): Promise<void> {
  let late = 0
  const server = await startServer({ now: () => Date.now() + late })
  const board = await server.createBoard()
  const fay = await joinBoard(server, board, { role: Role.facilitator })
  const crowd: Person[] = []
  for (let index = 0; index < people; index += 1) crowd.push(await joinPerson(server, board))
  const spy = await joinBoard(server, board, { keepsFrames: true })
  const everybody: readonly Voter[] = [fay, spy, ...crowd]
  await takeAgenda(fay)
  const made: Made = {
    drafts: [],
    notes: new Map(),
    rounds: new Map(),
    areas: new Set(),
    checkpoints: new Set(),
    log: [],
  }
  for (let count = 0; count < moves; count += 1) {
    // A board keeps a checkpoint a minute, and a move can be undone for some seconds.
    if (random.chance(0.6)) late += checkpointApartMs + 1_000
    await moveAnywhere(fay, random)
    const { move } = agendaOf(fay).now
    await Promise.all(
      everybody.map(async (one) => one.client.until(() => readAgendaNow(one.client.doc)?.move === move)),
    )
    for (let act = 0; act < 4; act += 1) await actIn(random.pick(crowd), random, made)
    const ids = new Set(everybody.flatMap(({ client }) => notesOf(client.doc).map(({ id }) => id)))
    for (const { client } of [fay, spy]) await client.until(() => notesOf(client.doc).length === ids.size)
    await Promise.all(crowd.map(async ({ desk }) => desk.until(() => isSettled(desk, spy))))
    expectKept(fay, crowd, made)
    expectSecret(spy, made)
    for (const { id } of await listCheckpoints(server, board, fay)) made.checkpoints.add(id)
  }
  const kept = (await listCheckpoints(server, board, fay)).map(({ id }) => id)
  expect(kept).toEqual(expect.arrayContaining([...made.checkpoints]))
  expectKept(await joinBoard(server, board), crowd, made)
}

/** The reveal has taken the drafts off the desk that it has put on the board. */
function isSettled(desk: SocketClient, { client }: Voter): boolean {
  const shown = new Set(notesOf(client.doc).map(({ text }) => text))
  return draftsOf(desk.doc).every(({ text }) => !shown.has(text))
}

async function joinPerson(server: ServerClient, board: CreatedBoard): Promise<Person> {
  const voter = await joinBoard(server, board)
  return { ...voter, desk: await joinDesk(server, board, voter.session) }
}

/** On, back, to any step, or an undo. */
async function moveAnywhere(fay: Voter, random: Random): Promise<void> {
  const { template, now } = agendaOf(fay)
  const paths = [...stepsOf(template).map(({ path }) => path), agendaEnd]
  const at = now.step === null ? -1 : paths.indexOf(now.step)
  const ahead = paths[Math.min(at + 1, paths.length - 1)] ?? agendaEnd
  const to = random.chance(0.5) ? ahead : random.pick(paths)
  const outcome = random.chance(0.15)
    ? await lead(fay, { kind: 'agenda.undo', from: now.move })
    : await lead(fay, { kind: 'agenda.move', from: now.move, to })
  expect(['ok', 'too_late', ...(now.step === null ? ['not_begun'] : [])]).toContain(outcome)
}

/** One thing that the running step is for. */
async function actIn(person: Person, random: Random, made: Made): Promise<void> {
  const { client, desk, session } = person
  const { now } = agendaOf(person)
  // After the end participants change nothing.
  const step = now.state === AgendaState.ended ? null : now.step
  if (readWriting(client.doc).mode === 'private') {
    const text = `secret-${made.drafts.length}.`
    made.drafts.push(text)
    await writeDrafts(desk, [text], random.chance(0.8) ? { step: 'write/ideas', field: 'all' } : {})
  } else if (step === 'next/next') {
    const origin = { step, field: 'actions', area: 'next/next/actions' }
    addNote(client.doc, { x: 0, y: 0, author: session.participant.id, created: 1, text: 'next', ...origin })
    await client.allSaved()
  } else if (step === 'group/group') {
    const notes = notesOf(client.doc)
    const clusters = clustersOf(client.doc)
    if (notes.length === 0) return
    if (clusters.length > 3) setCluster(client.doc, [random.pick(notes).id], random.pick(clusters).id)
    else addCluster(client.doc, [random.pick(notes).id], { title: 'A group' })
    await client.allSaved()
  } else if (step === 'vote/vote') {
    const open = roundsOf(client.doc).find(({ state }) => state === 'open')
    if (open) await placeDot(person, open.id, random.pick(open.options))
  }
  await client.command({ kind: 'agenda.done', from: agendaOf(person).now.move, isDone: random.chance(0.7) })
}

/** What was there once is there, on the board as this person sees it. */
function expectKept({ client: { doc } }: Voter, crowd: readonly Person[], made: Made): void {
  const notes = new Map(notesOf(doc).map(({ id, text }) => [id, text]))
  expect(new Map([...made.notes.keys()].map((id) => [id, notes.get(id)]))).toEqual(made.notes)
  for (const [id, text] of notes) made.notes.set(id, text)

  const desks = crowd.flatMap(({ desk }) => draftsOf(desk.doc).map(({ text }) => text))
  const secrets = [...notes.values()].filter((text) => text.startsWith('secret'))
  expect([...desks, ...secrets].toSorted()).toEqual(made.drafts.toSorted())

  const rounds = new Map(roundsOf(doc).map((round) => [round.id, round]))
  for (const [id, before] of made.rounds) {
    const now = rounds.get(id)
    expect(now?.options).toEqual(before.options)
    if (before.state === 'closed') expect(now).toEqual(before)
  }
  for (const [id, round] of rounds) made.rounds.set(id, round)

  const areas = areasOf(doc).map(({ id }) => id)
  expect(areas).toEqual(expect.arrayContaining([...made.areas]))
  for (const id of areas) made.areas.add(id)
  for (const { area } of notesOf(doc)) if (area !== null) expect(areas).toContain(area)

  const agenda = readAgenda(doc)
  const log = agenda?.log ?? []
  expect(log.slice(0, made.log.length)).toEqual(made.log)
  expect(log.map(({ move }) => move)).toEqual(log.map((_, index) => index + 1))
  expect(agenda?.now.move).toBe(log.length)
  made.log = log
}

/** No byte of a draft reached another person while it was on a desk, and nobody learnt whose ballot or draft is whose. */
function expectSecret({ client }: Voter, made: Made): void {
  const bytes = Buffer.concat(client.frames).toString('latin1')
  const shown = new Set(notesOf(client.doc).map(({ text }) => text))
  expect(made.drafts.filter((text) => !shown.has(text) && bytes.includes(text))).toEqual([])
  for (const { text, author } of notesOf(client.doc)) if (text.startsWith('secret')) expect(author).toBeNull()
  for (const { ballots } of roundsOf(client.doc)) expect(ballots).toBeNull()
}
