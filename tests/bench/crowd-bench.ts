import { setTimeout as delay } from 'node:timers/promises'
import { nanoid } from 'nanoid'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { nextAttemptMs } from '#client/join-page/attempts.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { encodeJson } from '#shared/wire/json.ts'
import { MessageType } from '#shared/wire/message.ts'
import type { Command } from '#shared/wire/command.ts'
import { Role } from '#shared/workshop/role.ts'
import { figure, quantile, type Table } from '../support/figures.ts'
import { newTempFolder, startStandaloneServer, type StandaloneServer } from '../support/standalone-server.ts'
import { openSentence, type SentenceRound } from './crowd-sentence.ts'
import { boussole, type Heard } from './relay/dialect.ts'
import { openLoadHttp } from './relay/load-http.ts'
import { joinAs, type LoadPerson } from './relay/load-person.ts'
import { seatAt, seatOf } from './relay/seat.ts'
import { seedBoard } from './relay/seed.ts'
import { setting } from '../support/bench-setting.ts'

const people = setting(5_000, 1_000)
/** They open the link at any moment of so many seconds, as people do who see it on a screen. */
const arrivalSeconds = 20
const votingSeconds = 5
const answeringSeconds = 60
const notes = 20
/** Nobody waits longer than this. */
const limitMs = 400_000

interface Newcomer {
  readonly person: LoadPerson
  readonly refusals: number
  /** From opening the link to having the board, in milliseconds. */
  readonly tookMs: number
}

/** Measures a crowd that comes in by one link and then votes, as the page does it. */
export async function crowdBench(): Promise<Table> {
  const data = await newTempFolder()
  const server = await startStandaloneServer(data.path)
  try {
    const board = await server.createBoard()
    const lead = await openBoard(server, board)
    const coming = await measured(server, async () => comeIn(server, board))
    const newcomers = coming.value
    const round = await openRound(lead)
    const crowd = newcomers.map(({ person }) => person)
    const option = notesOf(lead.doc)[0]?.id ?? ''
    const voting = await measured(server, async () => vote(crowd, round, option))
    await run(lead, { kind: 'round.close', round })
    const sentence = await openSentence(server, board)
    const swap = await sentence.swapName()
    const swapping = await measured(server, async () => say(crowd, swap))
    const consent = await sentence.consent()
    const consenting = await measured(server, async () => say(crowd, consent))
    return {
      title: `${people.toLocaleString('en')} people come in by one link within ${arrivalSeconds} s and then vote`,
      columns: ['', 'Boussole', 'to reach'],
      rows: [
        ['until the last one is in, s', figure(coming.seconds), '≤ 30'],
        ['refusals', String(newcomers.reduce((sum, { refusals }) => sum + refusals, 0)), '0'],
        ['server CPU for each, session and board, ms', figure(coming.cpuMs / people), '≤ 1'],
        [
          'from opening the link to the board, p95, ms',
          figure(
            quantile(
              newcomers.map(({ tookMs }) => tookMs),
              0.95,
            ),
          ),
          '',
        ],
        [`until all dots of ${votingSeconds} s are on disk, s`, figure(voting.seconds), ''],
        ['dots refused', String(people - voting.value), '0'],
        ['server CPU for each dot, ms', figure(voting.cpuMs / people), ''],
        ...answered('swap of names', swapping),
        ...answered('consent', consenting),
      ],
      note: 'Each asks for the invitation and a session on one connection, and joins the board on another, as the page does.',
    }
  } finally {
    await server.process.stop()
    await data.remove()
  }
}

async function measured<T>(
  { process: server }: StandaloneServer,
  task: () => Promise<T>,
): Promise<{ value: T; seconds: number; cpuMs: number }> {
  const before = await server.cpuMs()
  const started = performance.now()
  const value = await task()
  const seconds = (performance.now() - started) / 1_000
  return { value, seconds, cpuMs: (await server.cpuMs()) - before }
}

/** The facilitator, with a board of some notes. */
async function openBoard(server: StandaloneServer, board: CreatedBoard): Promise<LoadPerson> {
  const person = await joinAs(await seatAt(server, board, Role.facilitator), boussole, true)
  await seedBoard(person, boussole, notes)
  return person
}

async function comeIn(server: StandaloneServer, board: CreatedBoard): Promise<readonly Newcomer[]> {
  const secret = new URL(board.links.participant).hash.slice(1)
  const arrive = async (): Promise<Newcomer> => {
    await delay(Math.random() * arrivalSeconds * 1_000)
    const opened = performance.now()
    const { created, refusals } = await getSession(server.process.port, { board: board.id, secret })
    const person = await joinAs(seatOf(server, board, created), boussole, false)
    person.socket.send(boussole.states(ownState(person.doc.clientID)))
    return { person, refusals, tookMs: performance.now() - opened }
  }
  return Promise.all(Array.from({ length: people }, arrive))
}

/** Asks for a session until there is one. A person who is refused waits as long as the server says. */
async function getSession(
  port: number,
  ticket: { readonly board: string; readonly secret: string },
): Promise<{ created: CreatedSession; refusals: number }> {
  const http = openLoadHttp(port)
  const end = performance.now() + limitMs
  try {
    await http.post('/api/invitations', ticket)
    for (let refusals = 0; performance.now() < end; refusals += 1) {
      const { status, body, retryAfterSeconds } = await http.post('/api/sessions', { ...ticket, name: 'Ada' })
      if (status === 201) return { created: body as CreatedSession, refusals }
      const retryAfterMs = retryAfterSeconds * 1_000
      await delay(nextAttemptMs({ code: 'too_many_requests', retryAfterMs }, Math.random))
    }
    throw new Error('somebody could not come in')
  } finally {
    http.close()
  }
}

/** The awareness update of somebody who looks at the board and has nothing selected. */
function ownState(client: number): Uint8Array {
  const awareness = new Awareness(new Y.Doc())
  awareness.clientID = client
  awareness.setLocalState({ selection: [], editing: null, view: [0, 0, 1_440, 900] })
  const update = encodeAwarenessUpdate(awareness, [client])
  awareness.destroy()
  return update
}

async function openRound(lead: LoadPerson): Promise<string> {
  const { code, round } = await run(lead, {
    kind: 'round.open',
    title: 'Which?',
    target: 'notes',
    options: notesOf(lead.doc).map(({ id }) => id),
    budget: 3,
    cap: 1,
    isSecret: true,
    minutes: null,
    previous: null,
  })
  if (round === undefined) throw new Error(`the round did not open: ${code}`)
  return round
}

/** Everybody places one dot. Returns how many were taken. */
async function vote(crowd: readonly LoadPerson[], round: string, option: string): Promise<number> {
  const answers = crowd.map(async (person) => {
    await delay(Math.random() * votingSeconds * 1_000)
    return run(person, { kind: 'dot.place', round, option })
  })
  return (await Promise.all(answers)).filter(({ code }) => code === undefined).length
}

/**
 * Everybody answers in the same minute, each answer as often as any other, and a sixth with a reason, all who object
 * among them. Returns how many of the answers the result does not have.
 */
async function say(
  crowd: readonly LoadPerson[],
  { option, answers, answer: commandOf, close }: SentenceRound,
): Promise<number> {
  const given = crowd.map(async (person, index) => {
    await delay(Math.random() * answeringSeconds * 1_000)
    const reason = index % 6 === 0 ? { text: 'It is not ours yet', isSigned: false } : undefined
    return run(person, commandOf(index % answers, reason))
  })
  await Promise.all(given)
  const { scores } = await close()
  const counts = scores?.[option] ?? []
  return Array.from({ length: answers }, (_, answer) => {
    const expected = crowd.filter((_person, index) => index % answers === answer).length
    return Math.abs(expected - (counts[answer] ?? 0))
  }).reduce((missing, each) => missing + each)
}

/** The rows of a question that everybody answers within a minute. */
function answered(
  name: string,
  { value, cpuMs, seconds }: { value: number; cpuMs: number; seconds: number },
): readonly (readonly string[])[] {
  return [
    [`${name}: answers of ${answeringSeconds} s that the result lacks`, String(value), '0'],
    [`${name}: server, % of a core`, figure((cpuMs / seconds / 1_000) * 100), '≤ 60'],
  ]
}

function run(person: LoadPerson, command: Command): Promise<Heard & { kind: 'replied' }> {
  return new Promise((resolve) => {
    person.listen((heard) => {
      if (heard.kind === 'replied') resolve(heard)
    })
    person.socket.send(encodeJson(MessageType.command, { key: nanoid(), command }))
  })
}
