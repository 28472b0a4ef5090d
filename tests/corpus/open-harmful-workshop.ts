import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { fill } from '#shared/agenda/fill.ts'
import { findStep, stepsOf } from '#shared/agenda/steps.ts'
import type { Answers, StepPath, Template } from '#shared/agenda/template.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { longestReason } from '#shared/asking/ask.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { writeBoardFile } from '#server/board-file/board-file.ts'
import { snapshotOf } from '#server/board-file/snapshot.ts'
import { writeWorkshop, type HarmfulWorkshop } from './harmful-workshops.ts'
import { secretOf, type ServerClient } from '#tests/support/server.ts'
import { connectClient, type SocketClient } from '#tests/support/socket-client.ts'

/** A workshop with words of others in each step, and the facilitator who leads it through a socket. */
export interface LedWorkshop {
  readonly board: CreatedBoard
  readonly facilitator: SocketClient
  /** Leads to the step; rejects when the server refuses. */
  readonly moveTo: (path: StepPath) => Promise<void>
  /** The prompt of a step as an English screen shows it. */
  readonly promptOf: (path: StepPath) => string
}

type Command = Parameters<SocketClient['command']>[0]

/** Imports the words, as they would take a person minutes to send, and gives the board the agenda. */
export async function openHarmfulWorkshop(
  { url, ask }: Pick<ServerClient, 'ask'> & { readonly url: string },
  template: Template,
  words: HarmfulWorkshop,
): Promise<LedWorkshop> {
  const doc = new Y.Doc()
  doc.transact(() => writeWorkshop(doc, template, words))
  const board = await created<CreatedBoard>(() =>
    ask('POST', '/api/imports', JSON.parse(writeBoardFile(snapshotOf(doc)))),
  )
  const join = async (role: Role): Promise<SocketClient> => {
    const secret = secretOf(board.links[role])
    const { session } = await created<{ readonly session: string }>(() =>
      ask('POST', '/api/sessions', { board: board.id, secret, name: 'Fay' }),
    )
    const client = connectClient({ url: url.replace('http', 'ws'), board: board.id, token: session })
    await client.until(() => client.hello() !== undefined && client.isSynced())
    return client
  }
  const runAs =
    (client: SocketClient) =>
    async (command: Command): Promise<void> => {
      const reply = await client.command(command)
      if (!reply.ok) throw new Error(`${JSON.stringify(command).slice(0, 200)}: ${JSON.stringify(reply)}`)
    }
  const facilitator = await join(Role.facilitator)
  const lead = runAs(facilitator)
  await lead({ kind: 'agenda.take', template, answers: answersOf(template) })
  const moves = (): number => readAgenda(facilitator.doc)?.now.move ?? -1
  await facilitator.until(() => moves() >= 0)
  return {
    board,
    facilitator,
    moveTo: async (to) => {
      const from = moves()
      await lead({ kind: 'agenda.move', from, to, despite: 'Nothing was adopted here.' })
      await facilitator.until(() => moves() > from)
      if (findStep(template, to)?.step.activity !== 'aside') return
      // Somebody proposes to set each of the sentences aside, with words as harmful as they are.
      const asked = () => askedIn(readActivity(facilitator.doc, askedName), to)
      await facilitator.until(() => asked() !== undefined)
      const { id = '', things = [] } = asked() ?? {}
      const somebody = await join(Role.participant)
      const propose = runAs(somebody)
      for (const { id: thing, text } of things)
        await propose({ kind: 'asking.propose', asked: id, thing, reason: text.slice(0, longestReason) })
      await somebody.close()
    },
    promptOf: (path) => {
      const [prompt] = findStep(template, path)?.step.prompt ?? []
      if (!prompt) throw new Error(`${path} has no prompt`)
      return fill(prompt, 'en', answersOf(template)).text
    },
  }
}

/** The steps of a template at which a group stops, in their order. */
export function pathsOf(template: Template): readonly StepPath[] {
  return stepsOf(template).map(({ path }) => path)
}

function answersOf({ ask }: Template): Answers {
  return Object.fromEntries(
    ask.flatMap(({ id, kind, isOptional }) => (kind === 'text' && !isOptional ? [[id, 'Our team']] : [])),
  )
}

/** Waits where the server asks for patience: boards and sessions have a limit a minute. */
async function created<T>(ask: () => ReturnType<ServerClient['ask']>): Promise<T> {
  for (;;) {
    const { status, body } = await ask()
    if (status < 300) return body as T
    if (status !== 429) throw new Error(`${status} ${JSON.stringify(body).slice(0, 500)}`)
    await delay(3_000)
  }
}
