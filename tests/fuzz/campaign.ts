import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import { createBoardDocument } from '#client/model/document/board-document.ts'
import { createUndo } from '#client/model/commands/undo.ts'
import { addNote, notesOf, type Note } from '#shared/board/note.ts'
import { emptyReplayBoard, replayed, type ReplayNote, type ReplayStep } from '#shared/board/replay.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { Replay } from '#shared/wire/replay.ts'
import { Role } from '#shared/workshop/role.ts'
import { waitFor } from '#tests/support/pace.ts'
import { actRandomly, contentOf, type SimulatedPerson } from '#tests/support/simulated-people.ts'
import type { StandaloneServer } from '#tests/support/standalone-server.ts'
import type { Random } from '#tests/support/random.ts'
import { enterBoard } from '#tests/support/enter-board.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'
import { mutateMessage } from './mutate.ts'

interface Member {
  readonly client: SocketClient
  readonly person: SimulatedPerson
}

const honestRoles = [Role.facilitator, Role.participant, Role.participant, Role.participant]
const attackerRoles = [Role.participant, Role.participant, Role.viewer]
/** A round is no shorter: honest people stay below the limits of a session. */
const roundMs = 100
/** Not measured: everything of a campaign is delivered at its end, after attacks. */
const settleTimeoutMs = 100_000

export interface CampaignReport {
  readonly honestUpdates: number
  readonly hostileFrames: number
}

/**
 * One board: honest people work on it by the product's own commands, and attackers send what honest clients would
 * send, mutated. Rejects when an honest client is refused or closed, or when not everybody, a newcomer and the replay
 * ends with the same board.
 */
export async function campaign(
  server: StandaloneServer,
  random: Random,
  isOver: (rounds: number) => boolean,
): Promise<CampaignReport> {
  const board = await server.createBoard()
  const recorded: Uint8Array[] = []
  const honest = await Promise.all(
    honestRoles.map(async (role) =>
      enter(server, board, role, random, (bytes) => keep(recorded, bytes, random)),
    ),
  )
  await Promise.all(honest.map(async (member) => settleIn(member)))
  const attackers = attackerRoles.map((role) => newAttacker(server, board, role, random, recorded))
  let honestUpdates = 0
  try {
    for (let round = 0; !isOver(round); round += 1) {
      const pause = delay(roundMs)
      for (const { client, person } of honest) {
        const before = client.sent()
        for (let actions = random.below(4); actions > 0; actions -= 1) actRandomly(person, random)
        honestUpdates += client.sent() - before
        if (random.chance(0.3)) client.showState(client.doc.clientID, round + 1, '{"editing":null}')
        if (random.chance(0.5)) client.point({ x: random.below(5_000), y: random.below(5_000), drag: null })
      }
      await Promise.all(attackers.map(({ attack }) => attack()))
      await pause
      if (round % 10 === 9) await expectSettled(server, honest)
    }
    await expectSettled(server, honest)
    await expectSameForNewcomer(server, board, honest)
    await expectSameInReplay(server, board, honest)
  } finally {
    for (const { client } of honest) client.socket.terminate()
    for (const attacker of attackers) attacker.stop()
  }
  return { honestUpdates, hostileFrames: attackers.reduce((sum, { sent }) => sum + sent(), 0) }
}

function keep(recorded: Uint8Array[], bytes: Uint8Array, random: Random): void {
  if (recorded.length < 500) recorded.push(bytes)
  else recorded[random.below(recorded.length)] = bytes
}

/**
 * Shows itself, as pages do when they come, and writes a first note. Once the server has both, no echo of them can
 * speak for this client.
 */
async function settleIn({ client, person }: Member): Promise<void> {
  const { socket, doc } = client
  const answered = once(socket, 'pong')
  client.showState(doc.clientID, 0, '{"editing":null}')
  addNote(doc, { text: 'First', x: 0, y: 0, author: person.participant, created: 1 })
  socket.ping()
  await answered
  await client.allSaved()
}

/** Joins with a document of its own; `tap` sees every message before it is sent, and may replace it. */
async function enter(
  server: StandaloneServer,
  board: CreatedBoard,
  role: Role,
  random: Random,
  tap: (bytes: Uint8Array) => Uint8Array | void,
): Promise<Member> {
  const { session, participant } = await server.join(board, role)
  const doc = new Y.Doc()
  doc.clientID = random.below(2 ** 32)
  const client = connectClient({ url: server.url, board: board.id, token: session, doc })
  const send = client.socket.send.bind(client.socket)
  client.socket.send = (data: Parameters<typeof send>[0]) => {
    const bytes = data instanceof Uint8Array ? data : new Uint8Array()
    if (client.socket.readyState === client.socket.OPEN) send(tap(bytes) ?? bytes)
  }
  await client.until(() => client.isSynced())
  const person: SimulatedPerson = {
    participant: participant.id,
    role,
    doc,
    undo: createUndo(createBoardDocument(doc)),
    isOnline: true,
    outbox: [],
    inbox: [],
  }
  return { client, person }
}

/** Somebody who comes back as somebody else whenever they are thrown out. */
function newAttacker(
  server: StandaloneServer,
  board: CreatedBoard,
  role: Role,
  random: Random,
  recorded: readonly Uint8Array[],
) {
  let self: Member | undefined
  let sent = 0
  let isHonest = true
  const disguise = (bytes: Uint8Array): Uint8Array => {
    if (isHonest || random.chance(0.3)) return bytes
    sent += 1
    return mutateMessage(bytes, recorded.length > 0 ? random.pick(recorded) : bytes, random)
  }
  return {
    sent: () => sent,
    stop: () => self?.client.socket.terminate(),
    attack: async (): Promise<void> => {
      if (self?.client.socket.readyState !== 1) {
        isHonest = true
        // Thrown out while it joins: the next round tries again.
        self = await enter(server, board, role, random, disguise).catch(() => undefined)
        isHonest = false
      }
      const { client, person } = self ?? {}
      if (!client || !person) return
      for (let frames = 1 + random.below(8); frames > 0; frames -= 1) {
        if (random.chance(0.5)) actRandomly(person, random)
        else if (recorded.length > 0) client.send(random.pick(recorded))
      }
    },
  }
}

async function expectSettled(server: StandaloneServer, honest: readonly Member[]): Promise<void> {
  const unwell = () =>
    honest.find(({ client }) => client.refusals.length > 0 || client.socket.readyState !== 1)
  const isSaved = () => honest.every(({ client }) => client.saved() >= client.sent())
  const isSame = () => {
    const [first, ...others] = honest.map(({ client }) => contentOf(client.doc))
    return others.every((content) => isDeepStrictEqual(content, first))
  }
  const isSettled = await waitFor(() => unwell() !== undefined || (isSaved() && isSame()), settleTimeoutMs)
  const found = unwell()
  if (found) {
    const { code, reason } = await Promise.race([
      found.client.closed,
      Promise.resolve({ code: 0, reason: 'still open' }),
    ])
    throw new Error(
      `an honest ${found.person.role} was refused or closed: ${JSON.stringify(found.client.refusals)} ${code} ${reason}\n${server.process.output()}`,
    )
  }
  if (!isSettled) throw new Error(`honest people did not converge\n${server.process.output()}`)
}

async function expectSameForNewcomer(
  server: StandaloneServer,
  board: CreatedBoard,
  honest: readonly Member[],
): Promise<void> {
  const newcomer = await enterBoard(server, board, Role.viewer)
  const isSame = await waitFor(
    () => honest.every(({ client }) => isDeepStrictEqual(contentOf(client.doc), contentOf(newcomer.doc))),
    settleTimeoutMs,
  )
  newcomer.socket.terminate()
  if (!isSame) throw new Error('a newcomer is shown another board than those who wrote it')
}

/** All but the words, which may still have to rest. */
async function expectSameInReplay(
  server: StandaloneServer,
  board: CreatedBoard,
  [first]: readonly Member[],
): Promise<void> {
  const { session } = await server.join(board, Role.viewer)
  const read = async <T>(page = ''): Promise<T> => {
    const address = `${server.url.replace('ws', 'http')}/api/boards/${board.id}/replay${page}`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${session}` } })
    if (!answer.ok) throw new Error(`the replay${page}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const steps: ReplayStep[] = []
  for (const { id } of (await read<Replay>()).pages) steps.push(...(await read<ReplayStep[]>(`/${id}`)))
  const placesOf = (notes: Iterable<Note | ReplayNote>) =>
    [...notes]
      .map(({ id, kind, tint, x, y, z, cluster }) => JSON.stringify([id, kind, tint, x, y, z, cluster]))
      .sort()
  const shown = placesOf(replayed(emptyReplayBoard, steps).notes.values())
  if (first && !isDeepStrictEqual(shown, placesOf(notesOf(first.client.doc))))
    throw new Error('the replay ends with another board than those who wrote it have')
}
