import type { Template } from '#shared/agenda/template.ts'
import { addNote } from '#shared/board/note.ts'
import { readRound, roundsOf } from '#shared/board/round.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { lastVersionOf } from '#shared/board/versions.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { StandaloneServer } from '../support/standalone-server.ts'
import { connectClient, type SocketClient } from '../support/socket-client.ts'

const base = { prompt: [{ en: 'Say what you think.' }], seconds: 900 } as const
const statements = { from: 'a/rewrite', take: 'statements', show: 'pour' } as const
const template: Template = {
  format: 'boussole-template',
  version: 1,
  id: 'crowd',
  title: { en: 'A crowd decides' },
  ask: [],
  phases: [
    {
      id: 'a',
      title: { en: 'A' },
      steps: [
        {
          ...base,
          id: 'write',
          activity: 'write',
          writing: 'shared',
          fields: [{ id: 'all', title: { en: 'All' } }],
        },
        {
          ...base,
          id: 'rewrite',
          activity: 'rewrite',
          most: 1,
          writing: 'shared',
          input: [{ from: 'a/write', take: 'notes', show: 'pour' }],
        },
        { ...base, id: 'swap', activity: 'test', kind: 'swap', writing: 'none', input: [statements] },
        { ...base, id: 'consent', activity: 'consent', writing: 'none', input: [statements] },
      ],
    },
  ],
}

/** A round about one sentence that is open to everybody. */
export interface SentenceRound {
  readonly round: string
  readonly option: string
  /** Closes it and returns its result. */
  readonly close: () => Promise<Round>
}

export interface SentenceQuestions {
  /** Another organisation's name in place of ours. */
  readonly swapName: () => Promise<SentenceRound>
  readonly consent: () => Promise<SentenceRound>
}

/** A facilitator leads the board to one sentence about which a crowd is asked. */
export async function openSentence(
  server: StandaloneServer,
  board: CreatedBoard,
): Promise<SentenceQuestions> {
  const { session } = await server.join(board, 'facilitator')
  const lead = connectClient({ url: server.url, board: board.id, token: session })
  await lead.until(() => lead.isSynced())
  await run(lead, { kind: 'agenda.take', template, answers: {} })
  await run(lead, { kind: 'agenda.move', from: 0, to: 'a/write' })
  const text = 'Nord gives every night shift its morning back.'
  addNote(lead.doc, { x: 0, y: 0, author: null, created: 1, text, step: 'a/write', field: 'all' })
  await lead.allSaved()
  await run(lead, { kind: 'agenda.move', from: 1, to: 'a/rewrite' })
  await lead.until(() => statementsOf(lead.doc).length === 1)
  const statement = statementsOf(lead.doc)[0]?.id ?? ''
  await lead.until(() => lastVersionOf(lead.doc, statement) !== undefined)
  const version = lastVersionOf(lead.doc, statement)?.id ?? ''
  return {
    swapName: async () => {
      await run(lead, { kind: 'agenda.move', from: 2, to: 'a/swap' })
      return openRound(lead, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody'] })
    },
    consent: async () => {
      await run(lead, { kind: 'agenda.move', from: 3, to: 'a/consent' })
      return openRound(lead, { kind: 'consent.ask', version })
    },
  }
}

async function openRound(lead: SocketClient, command: Command): Promise<SentenceRound> {
  const openOne = () => roundsOf(lead.doc).find(({ state }) => state === 'open')
  await run(lead, command)
  await lead.until(() => openOne() !== undefined)
  const { id: round = '', options: [option = ''] = [] } = openOne() ?? {}
  return {
    round,
    option,
    close: async () => {
      await run(lead, { kind: 'round.close', round })
      await lead.until(() => readRound(lead.doc, round)?.state === 'closed')
      const closed = readRound(lead.doc, round)
      if (!closed) throw new Error('the round is gone')
      return closed
    },
  }
}

async function run(lead: SocketClient, command: Command): Promise<void> {
  const reply = await lead.command(command)
  if (!reply.ok) throw new Error(`${command.kind}: ${reply.code}`)
}
