import { nanoid } from 'nanoid'
import type { Command, CommandEnvelope, CommandReply } from '#shared/wire/command.ts'
import { MessageType, encodeJson } from '#shared/wire/message.ts'
import { lockLimit } from '#shared/workshop/rights.ts'
import type { CommandOutcome } from '../contract/board-commands.ts'
import type { Say } from '../basics/model-messages.ts'

/** Longer than a restart of the server; after it the person learns that the server does not answer. */
const patienceMs = 20_000

/** Sends commands that only the server may carry out. After a broken connection it repeats them with the same key. */
export interface RemoteCommands {
  readonly run: (command: Command) => Promise<CommandOutcome>
  readonly replied: (reply: CommandReply) => void
  /** The server refuses a malformed command without its key: it is the oldest one. */
  readonly refused: (code: 'unknown_command') => void
  /** The connection is open, so pending commands are sent. */
  readonly connected: () => void
  readonly disconnected: () => void
  readonly close: () => void
}

interface Pending {
  readonly envelope: CommandEnvelope
  readonly settle: (outcome: CommandOutcome) => void
}

export function createRemoteCommands({
  send,
  say,
}: {
  readonly send: (message: Uint8Array) => void
  readonly say: Say
}): RemoteCommands {
  const pending = new Map<string, Pending>()
  let isConnected = false
  const sendOne = ({ envelope }: Pending) => send(encodeJson(MessageType.command, envelope))
  const failed = (code: Parameters<typeof sentenceOf>[0]): CommandOutcome => ({
    ok: false,
    code,
    message: say(sentenceOf(code)),
  })
  const settle = (key: string, outcome: CommandOutcome) => pending.get(key)?.settle(outcome)

  return {
    run: (command) =>
      new Promise((resolve) => {
        const key = nanoid()
        const timer = setTimeout(() => settle(key, failed('network')), patienceMs)
        const entry: Pending = {
          envelope: { key, command },
          settle: (outcome) => {
            clearTimeout(timer)
            pending.delete(key)
            resolve(outcome)
          },
        }
        pending.set(key, entry)
        if (isConnected) sendOne(entry)
      }),
    replied: (reply) => settle(reply.key, outcomeOf(reply, failed)),
    refused: (code) => {
      const [oldest] = pending.values()
      oldest?.settle(failed(code))
    },
    connected: () => {
      isConnected = true
      for (const entry of pending.values()) sendOne(entry)
    },
    disconnected: () => {
      isConnected = false
    },
    close: () => {
      isConnected = false
      for (const entry of pending.values()) entry.settle(failed('network'))
    },
  }
}

/** Sends as many commands as the number of ids needs; the first that fails ends it. */
export async function lockAll(
  { run }: Pick<RemoteCommands, 'run'>,
  ids: readonly string[],
  isLocked: boolean,
): Promise<CommandOutcome> {
  const outcome = await run({ kind: 'lock.set', ids: ids.slice(0, lockLimit), isLocked })
  const rest = ids.slice(lockLimit)
  return outcome.ok && rest.length > 0 ? lockAll({ run }, rest, isLocked) : outcome
}

type Code = Extract<CommandReply, { ok: false }>['code'] | 'network'

function outcomeOf(reply: CommandReply, failed: (code: Code) => CommandOutcome): CommandOutcome {
  if (!reply.ok) return failed(reply.code)
  const { key: _, ...outcome } = reply
  return outcome
}

function sentenceOf(code: Code): `errors.${Code}` {
  return `errors.${code}`
}
