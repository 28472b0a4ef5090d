import { readRound, roundsOf } from '#shared/board/round.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { lastVersionOf } from '#shared/board/versions.ts'
import type { Command } from '#shared/wire/command.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { TestedRound } from '#shared/statements/tested.ts'
import { PollMethod, topOf, type OwnReason } from '#shared/workshop/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { enterBoard } from '../support/enter-board.ts'
import type { SocketClient } from '../support/socket-client.ts'
import type { StandaloneServer } from '../support/standalone-server.ts'
import { judgeCommand, openSwapOf, swapsOf } from '../support/swap-questions.ts'
import { leadToStatements, rewritingTemplate, runCommand, stepBase } from './statement-steps.ts'

const statements = { from: 'a/rewrite', take: 'statements', show: 'pour' } as const
const template = rewritingTemplate([
  { ...stepBase, id: 'swap', activity: 'test', kind: 'swap', writing: 'none', input: [statements] },
  { ...stepBase, id: 'consent', activity: 'consent', writing: 'none', input: [statements] },
])

/** A round about one sentence that is open to everybody. */
export interface SentenceRound {
  readonly option: string
  /** Number of answers. */
  readonly answers: number
  readonly answer: (index: number, reason: Pick<OwnReason, 'text' | 'isSigned'> | undefined) => Command
  /** Closes it and returns its result. */
  readonly close: () => Promise<TestedRound>
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
  const lead = await enterBoard(server, board, Role.facilitator)
  await leadToStatements(lead, template, ['Nord gives every night shift its morning back.'])
  const statement = statementsOf(lead.doc)[0]?.id ?? ''
  await lead.until(() => lastVersionOf(lead.doc, statement) !== undefined)
  const version = lastVersionOf(lead.doc, statement)?.id ?? ''
  return {
    swapName: async () => {
      await runCommand(lead, { kind: 'agenda.move', from: 2, to: 'a/swap' })
      await runCommand(lead, { kind: 'test.open', names: ['Acme', 'Bolt', 'Cody'] })
      await lead.until(() => openSwapOf(lead.doc) !== undefined)
      const { id = '', options: [option = ''] = [] } = openSwapOf(lead.doc) ?? {}
      const said = ['no', 'almost', 'yes'] as const
      return {
        option,
        answers: said.length,
        answer: (index, reason) => judgeCommand(id, option, said[index] ?? 'pass', reason),
        close: async () => {
          await runCommand(lead, { kind: 'asking.show', asked: id })
          await lead.until(() => openSwapOf(lead.doc) === undefined)
          return closedOf(swapsOf(lead.doc), id)
        },
      }
    },
    consent: async () => {
      await runCommand(lead, { kind: 'agenda.move', from: 3, to: 'a/consent' })
      return openRound(lead, { kind: 'consent.ask', version })
    },
  }
}

async function openRound(lead: SocketClient, command: Command): Promise<SentenceRound> {
  const openOne = () => roundsOf(lead.doc).find(({ state }) => state === 'open')
  await runCommand(lead, command)
  await lead.until(() => openOne() !== undefined)
  const { id: round = '', options: [option = ''] = [] } = openOne() ?? {}
  return {
    option,
    answers: topOf(PollMethod.agreement) + 1,
    answer: (answer, reason) => ({ kind: 'answer.set', round, option, answer, ...(reason && { reason }) }),
    close: async () => {
      await runCommand(lead, { kind: 'round.close', round })
      await lead.until(() => readRound(lead.doc, round)?.state === 'closed')
      return closedOf(roundsOf(lead.doc), round)
    },
  }
}

function closedOf<Each extends TestedRound>(rounds: readonly Each[], id: string): Each {
  const closed = rounds.find((round) => round.id === id)
  if (!closed) throw new Error('the round is gone')
  return closed
}
