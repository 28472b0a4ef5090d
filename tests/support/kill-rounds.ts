import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { addNote, notesOf, placeNote, readNote } from '#shared/board/note.ts'
import { readRound } from '#shared/board/round.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { startStandaloneServer, type StandaloneServer } from './standalone-server.ts'
import type { Random } from './random.ts'
import { connectClient, type SocketClient } from './socket-client.ts'

const writers = 6

/** The largest x of each note: its author only increases x, so that promises can be compared. */
type Progress = Map<string, number>

export interface KillReport {
  /** Notes that somebody was told are saved, or saw from somebody else. */
  readonly promised: number
  readonly acknowledgedButLost: number
  readonly seenButLost: number
}

/** Kills the server while people write, again and again, and looks each time for what anybody was promised. */
export async function killRounds(
  dataDir: string,
  rounds: number,
  random: Random,
  tell: (round: number) => void = () => {},
): Promise<KillReport> {
  const acknowledged: Progress = new Map()
  const seen: Progress = new Map()
  let board: CreatedBoard | undefined
  const report = { acknowledgedButLost: 0, seenButLost: 0 }
  for (let round = 0; round <= rounds; round += 1) {
    const server = await startStandaloneServer(dataDir)
    try {
      board ??= await server.createBoard()
      const found = await readBoard(server, board)
      report.acknowledgedButLost += lostOf(acknowledged, found)
      report.seenButLost += lostOf(seen, found)
      if (round === rounds) break
      const people = await Promise.all(
        Array.from({ length: writers }, async () => newWriter(server, board as CreatedBoard)),
      )
      for (const person of people) person.start()
      // Killed under load: after some acknowledgement, at a moment nobody has prepared for.
      await people[0]?.client.until(() => (people[0]?.client.saved() ?? 0) > 5)
      await delay(random.below(150))
      await server.process.stop('SIGKILL')
      for (const person of people) {
        await person.client.closed
        person.promise(acknowledged, seen)
      }
      tell(round + 1)
    } finally {
      await server.process.stop('SIGKILL')
    }
  }
  return { promised: new Set([...acknowledged.keys(), ...seen.keys()]).size, ...report }
}

export interface KilledNodesReport extends KillReport {
  /** Dots that somebody was told are placed. */
  readonly dots: number
  /** Of those, how many their voter does not have, and how many rounds were counted wrongly. */
  readonly dotsLost: number
  /** After how long the other server served the board, each time. */
  readonly servedAfterMs: readonly number[]
}

/** As `killRounds`, with two servers on one PostgreSQL: each time the one that has the board is killed. */
export async function killNodes(
  start: () => Promise<StandaloneServer>,
  rounds: number,
  random: Random,
  tell: (round: number) => void,
): Promise<KilledNodesReport> {
  const acknowledged: Progress = new Map()
  const seen: Progress = new Map()
  const report = { acknowledgedButLost: 0, seenButLost: 0, dots: 0, dotsLost: 0 }
  const servedAfterMs: number[] = []
  let [owner, other] = [await start(), await start()]
  const board = await owner.createBoard()
  for (let round = 0; round < rounds; round += 1) {
    const places = Array.from({ length: writers }, (_, index) => (index % 2 === 0 ? owner : other))
    const people = await Promise.all(places.map(async (server) => newWriter(server, board)))
    for (const person of people) person.start()
    await people[0]?.client.until(() => (people[0]?.client.saved() ?? 0) > 5)
    const vote = await openVote(owner, other, board)
    await delay(random.below(150))
    const killedAt = performance.now()
    await owner.process.stop('SIGKILL')
    for (const person of people) {
      await person.client.closed
      person.promise(acknowledged, seen)
    }
    while (!(await serves(other, board))) await delay(50)
    servedAfterMs.push(performance.now() - killedAt)
    const found = await readBoard(other, board)
    report.acknowledgedButLost += lostOf(acknowledged, found)
    report.seenButLost += lostOf(seen, found)
    const { dots, dotsLost } = await vote.count(other)
    report.dots += dots
    report.dotsLost += dotsLost
    ;[owner, other] = [other, await start()]
    tell(round + 1)
  }
  const promised = new Set([...acknowledged.keys(), ...seen.keys()]).size
  return { promised, ...report, servedAfterMs }
}

interface Vote {
  /** Afterwards, at the other server: looks at each voter's ballot, and closes the round. */
  readonly count: (server: StandaloneServer) => Promise<{ readonly dots: number; readonly dotsLost: number }>
}

const voters = 4
const dotsEach = 50

/** A secret vote in which people place dots all the time, until their server is gone. */
async function openVote(
  owner: StandaloneServer,
  other: StandaloneServer,
  board: CreatedBoard,
): Promise<Vote> {
  const fay = await come(owner, board, await owner.join(board, Role.facilitator))
  const options = notesOf(fay.doc)
    .slice(0, 3)
    .map(({ id }) => id)
  const rules = { target: 'notes', budget: dotsEach, cap: dotsEach, isSecret: true, previous: null } as const
  const opened = await fay.command({ kind: 'round.open', title: '', options, minutes: null, ...rules })
  if (!opened.ok || opened.round === undefined) throw new Error(`no vote: ${JSON.stringify(opened)}`)
  const { round } = opened
  const crew = await Promise.all(
    Array.from({ length: voters }, async (_, index) => {
      const server = index % 2 === 0 ? owner : other
      const session = await server.join(board, Role.participant)
      return { session, client: await come(server, board, session), sent: 0, placed: 0 }
    }),
  )
  const votes = crew.map(async (voter, index) => {
    const option = options[index % options.length] ?? ''
    while (voter.sent < dotsEach && voter.client.socket.readyState === voter.client.socket.OPEN) {
      voter.sent += 1
      const reply = await voter.client.command({ kind: 'dot.place', round, option }).catch(() => undefined)
      if (reply?.ok) voter.placed += 1
    }
  })
  // They are killed under load, too.
  while (crew.some(({ placed, sent }) => placed === 0 && sent < dotsEach)) await delay(5)
  return {
    count: async (server) => {
      for (const { client } of [{ client: fay }, ...crew]) client.socket.terminate()
      await Promise.all(votes)
      let [dots, dotsLost, all] = [0, 0, 0]
      for (const { session, sent, placed } of crew) {
        const client = await come(server, board, session)
        const ballot = client.hello()?.ballots.find((each) => each.round === round)
        const own = Object.values(ballot?.dots ?? {}).reduce((sum, count) => sum + count, 0)
        dots += placed
        dotsLost += Math.max(0, placed - own) + Math.max(0, own - sent)
        all += own
        await client.close()
      }
      const closer = await come(server, board, await server.join(board, Role.facilitator))
      await closer.command({ kind: 'round.close', round })
      await closer.until(() => readRound(closer.doc, round)?.state === 'closed')
      const totals = Object.values(readRound(closer.doc, round)?.totals ?? {})
      // Below three voters nothing is published.
      const counted = totals.reduce((sum, count) => sum + count, 0)
      if (totals.length > 0 && counted !== all) dotsLost += 1
      await closer.close()
      return { dots, dotsLost }
    },
  }
}

async function come(
  server: StandaloneServer,
  board: CreatedBoard,
  { session }: CreatedSession,
): Promise<SocketClient> {
  const client = connectClient({ url: server.url, board: board.id, token: session })
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return client
}

async function serves(server: StandaloneServer, board: CreatedBoard): Promise<boolean> {
  return server.join(board, Role.participant).then(
    () => true,
    () => false,
  )
}

function lostOf(promised: Progress, found: Progress): number {
  return [...promised].filter(([id, x]) => (found.get(id) ?? -1) < x).length
}

interface Writer {
  readonly client: SocketClient
  readonly start: () => void
  /** Adds what this person was told is saved, and what of others it saw. */
  readonly promise: (acknowledged: Progress, seen: Progress) => void
}

async function newWriter(server: StandaloneServer, board: CreatedBoard): Promise<Writer> {
  const { session, participant } = await server.join(board, Role.participant)
  const client = connectClient({ url: server.url, board: board.id, token: session })
  await client.until(() => client.isSynced())
  const author = participant.id
  const sent: { readonly id: string; readonly x: number; readonly count: number }[] = []
  const own: string[] = []

  function write(): void {
    if (client.socket.readyState !== client.socket.OPEN) return
    if (own.length === 0 || sent.length % 4 === 0) {
      own.push(addNote(client.doc, { x: 0, y: 0, z: 1, author, created: 1, text: 'kept' }))
    }
    const id = own[sent.length % own.length] ?? ''
    const x = (readNote(client.doc, id)?.x ?? 0) + 1
    placeNote(client.doc, id, { x })
    sent.push({ id, x, count: client.sent() })
    setImmediate(() => setTimeout(write, 5))
  }

  return {
    client,
    start: write,
    promise: (acknowledged, seen) => {
      for (const { id, x, count } of sent) if (count <= client.saved()) raise(acknowledged, id, x)
      for (const note of notesOf(client.doc)) if (note.author !== author) raise(seen, note.id, note.x)
    },
  }
}

function raise(progress: Progress, id: string, x: number): void {
  progress.set(id, Math.max(progress.get(id) ?? -1, x))
}

/** The board as somebody sees it who has never been there. */
async function readBoard(server: StandaloneServer, board: CreatedBoard): Promise<Progress> {
  const { session } = await server.join(board, Role.participant)
  const doc = new Y.Doc()
  const reader = connectClient({ url: server.url, board: board.id, token: session, doc })
  await reader.until(() => reader.isSynced())
  await reader.close()
  return new Map(notesOf(doc).map(({ id, x }) => [id, x]))
}
