import type * as Y from 'yjs'
import { onTestFinished } from 'vitest'
import { addNote } from '#shared/board/note.ts'
import { readRound } from '#shared/board/round.ts'
import type { CreatedBoard, CreatedSession } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { CommandReply } from '#shared/wire/command.ts'
import type { ServerClient } from './server.ts'
import { connectClient, type SocketClient } from './socket-client.ts'

export interface Voter {
  readonly session: CreatedSession
  readonly client: SocketClient
}

export interface JoinFacts {
  readonly role?: Role
  readonly name?: string
  /** Another tab of the same person. */
  readonly session?: CreatedSession
  /** A client without a document, for crowds. */
  readonly isLight?: boolean
  readonly keepsFrames?: boolean
}

/** Joins a board and waits until the server has said hello and sent the board; gone with the test. */
export async function joinBoard(
  server: ServerClient,
  board: CreatedBoard,
  facts: JoinFacts = {},
): Promise<Voter> {
  const { role = Role.participant, name = '', isLight = false, keepsFrames = false } = facts
  const session = facts.session ?? (await server.join(board, role, name))
  const client = connectClient({
    url: server.url.replace('http', 'ws'),
    board: board.id,
    token: session.session,
    keepsFrames,
    ...(isLight && { doc: null }),
  })
  onTestFinished(() => client.socket.terminate())
  await client.until(() => client.hello() !== undefined && client.isSynced())
  return { session, client }
}

/** Adds notes and waits until they are on disk. */
export async function addProposals({ client, session }: Voter, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, index) =>
    addNote(client.doc, {
      x: index * 220,
      y: 0,
      author: session.participant.id,
      created: 1,
      text: `Proposal ${index}`,
    }),
  )
  await client.allSaved()
  return ids
}

export interface Rules {
  readonly method?: 'dots' | 'score' | 'agreement'
  readonly budget?: number
  readonly cap?: number
  readonly isSecret?: boolean
  readonly minutes?: number | null
  readonly previous?: string | null
  readonly target?: 'notes' | 'clusters'
}

/** Facilitators lead, and answer once they have said so. */
export function takePart({ client }: Voter, takesPart = true): Promise<CommandReply> {
  return client.command({ kind: 'participant.part', takesPart })
}

export function openRound(
  { client }: Voter,
  options: readonly string[],
  rules: Rules = {},
  key?: string,
): Promise<CommandReply> {
  const {
    method,
    budget = 5,
    cap = 2,
    isSecret = true,
    minutes = null,
    previous = null,
    target = 'notes',
  } = rules
  const round = {
    ...(method && { method }),
    title: 'Which one?',
    target,
    options: [...options],
    budget,
    cap,
    isSecret,
    minutes,
    previous,
  }
  return client.command({ kind: 'round.open', ...round }, key)
}

/** The id of a round that must open. */
export async function openRoundOrThrow(
  voter: Voter,
  options: readonly string[],
  rules: Rules = {},
): Promise<string> {
  const reply = await openRound(voter, options, rules)
  if (!reply.ok || reply.round === undefined) throw new Error(`not opened: ${JSON.stringify(reply)}`)
  return reply.round
}

export function placeDot(
  { client }: Voter,
  round: string,
  option: string,
  key?: string,
): Promise<CommandReply> {
  return client.command({ kind: 'dot.place', round, option }, key)
}

export function takeDot(
  { client }: Voter,
  round: string,
  option: string,
  key?: string,
): Promise<CommandReply> {
  return client.command({ kind: 'dot.take', round, option }, key)
}

export function setScore(
  { client }: Voter,
  round: string,
  option: string,
  answer: number | null,
  key?: string,
): Promise<CommandReply> {
  return client.command({ kind: 'answer.set', round, option, answer }, key)
}

/** Closes the round and returns it as this person's document shows it. */
export async function closeRound({ client }: Voter, round: string): Promise<Round> {
  const reply = await client.command({ kind: 'round.close', round })
  if (!reply.ok) throw new Error(`not closed: ${JSON.stringify(reply)}`)
  await client.until(() => readRound(client.doc, round)?.state === 'closed')
  return roundOf(client.doc, round)
}

export function roundOf(doc: Y.Doc, id: string): Round {
  const round = readRound(doc, id)
  if (!round) throw new Error(`the document has no round ${id}`)
  return round
}

/** A reply without its key, to compare with. */
export function outcomeOf(reply: CommandReply): string {
  return reply.ok ? 'ok' : reply.code
}
