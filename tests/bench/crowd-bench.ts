import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { nanoid } from 'nanoid'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { nextAttemptMs } from '#client/join-page/attempts.ts'
import { notesOf } from '#shared/board/note.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import type { Command } from '#shared/wire/command.ts'
import { Role } from '#shared/workshop/role.ts'
import { figure, quantile, type Table } from '../support/figures.ts'
import { startMetered, type MeteredServer } from '../support/metered-server.ts'
import { newTempFolder, startStandaloneServer, type StandaloneServer } from '../support/standalone-server.ts'
import type { BareAnswers } from './bare-join-process.ts'
import { openSentence, type SentenceRound } from './crowd-sentence.ts'
import { boussole, type Heard } from './relay/dialect.ts'
import { openLoadHttp } from './relay/load-http.ts'
import { joinAs, type LoadPerson } from './relay/load-person.ts'
import { openLoadSocket } from './relay/load-socket.ts'
import { seatAt, seatOf } from './relay/seat.ts'
import { seedBoard } from './relay/seed.ts'
import { setting } from '../support/bench-setting.ts'

const root = join(import.meta.dirname, '..', '..')
const people = setting(5_000, 1_000)
/** They open the link at any moment of so many seconds, as people do who see it on a screen. */
const arrivalSeconds = 20
const votingSeconds = 5
const answeringSeconds = 60
const notes = 20
/** Nobody waits longer than this. */
const limitMs = 400_000

interface Metered {
  readonly process: MeteredServer
}

interface Ticket {
  readonly board: string
  readonly secret: string
}

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
    const link = new URL(board.links.participant).hash.slice(1)
    const ticket = { board: board.id, secret: link }
    const bareMs = await bareJoinMs(await answersTo(server, ticket), ticket)
    const coming = await measured(server, async () => comeIn(server, ticket))
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
        ['the same of a bare Fastify with the same answers, ms', figure(bareMs), ''],
        ['the one to the other', figure(coming.cpuMs / people / bareMs), '≤ 1.3'],
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
      note: 'Each asks for the invitation and a session on one connection, and joins the board on another, as the page does. The bare Fastify checks, stores and keeps nothing, and tells nobody who is there.',
    }
  } finally {
    await server.process.stop()
    await data.remove()
  }
}

async function measured<T>(
  { process: server }: Metered,
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

/** What our server answers somebody who comes in, until they have the board. */
async function answersTo(server: StandaloneServer, ticket: Ticket): Promise<BareAnswers> {
  const http = openLoadHttp(server.process.port)
  const invitation = await http.post('/api/invitations', ticket)
  const session = await http.post('/api/sessions', { ...ticket, name: 'Ada' })
  http.close()
  const seat = seatOf(server, { id: ticket.board }, session.body as CreatedSession)
  const frames: string[] = []
  const socket = await openLoadSocket(seat)
  const missing = new Set<Heard['kind']>(['asked', 'synced'])
  await new Promise<void>((resolve) => {
    socket.onFrame = (frame) => {
      frames.push(Buffer.from(frame).toString('base64'))
      for (const { kind } of boussole.read(frame)) missing.delete(kind)
      if (missing.size === 0) resolve()
    }
    for (const frame of boussole.greeting) socket.send(frame)
    socket.send(boussole.ask(Y.encodeStateVector(new Y.Doc())))
  })
  socket.close()
  return { invitation: invitation.body, session: session.body, frames }
}

/** CPU of each join at a server that gives these answers to everybody. */
async function bareJoinMs(answers: BareAnswers, ticket: Ticket): Promise<number> {
  const process = await startMetered('tests/bench/bare-join-process.ts', {
    cwd: root,
    env: { NODE_ENV: 'production', ANSWERS: JSON.stringify(answers) },
  })
  try {
    const { value, cpuMs } = await measured({ process }, async () => comeIn({ process }, ticket))
    for (const { person } of value) person.socket.close()
    return cpuMs / people
  } finally {
    await process.stop()
  }
}

async function comeIn(server: Metered, { board, secret }: Ticket): Promise<readonly Newcomer[]> {
  const arrive = async (): Promise<Newcomer> => {
    await delay(Math.random() * arrivalSeconds * 1_000)
    const opened = performance.now()
    const { created, refusals } = await getSession(server.process.port, { board, secret })
    const person = await joinAs(seatOf(server, { id: board }, created), boussole, false)
    person.socket.send(boussole.states(ownState(person.doc.clientID)))
    return { person, refusals, tookMs: performance.now() - opened }
  }
  return Promise.all(Array.from({ length: people }, arrive))
}

/** Asks for a session until there is one. A person who is refused waits as long as the server says. */
async function getSession(
  port: number,
  ticket: Ticket,
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
