import { barrierTo } from '#shared/activities/policy.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { commandKeyLength, type CommandReply, type RefusalCode } from '#shared/wire/command.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { refusals as baseRefusals, type RefusalTable } from '#shared/workshop/refusals.ts'
import type {
  BoardServices,
  CommandAnswer,
  CommandContext,
  CommandDefinition,
  CommandOutcome,
  Growth,
} from '../contracts/activity.ts'
import type { LiveBoard, RelayLog, Session } from '../contracts/live-board.ts'
import { createHash } from 'node:crypto'

/** Commands that work with one state, and where that state is for an open board. */
export interface CommandSource<State> {
  readonly commands: readonly CommandDefinition<State>[]
  readonly stateOf: (board: LiveBoard) => State
}

export interface DispatcherTools {
  /** Refusals of activities, by code. Those of the program are known. */
  readonly refusals?: RefusalTable
  readonly log: Pick<RelayLog, 'error'>
}

/** A command together with its state. */
type BoundCommand = Omit<CommandDefinition<never>, 'run'> & {
  readonly run: (context: Omit<CommandContext<never>, 'state'>, command: unknown) => Promise<CommandOutcome>
}

interface Envelope {
  readonly key: string
  readonly command: { readonly kind: string }
}

/** Checks form, right, disk and growth of a command, then runs it. Every command passes here once. */
export class Dispatcher {
  readonly #known = new Map<string, BoundCommand>()
  readonly #refusals: RefusalTable
  readonly #log: Pick<RelayLog, 'error'>

  constructor({ refusals = {}, log }: DispatcherTools) {
    this.#refusals = { ...baseRefusals, ...refusals }
    this.#log = log
  }

  add<State>({ commands, stateOf }: CommandSource<State>): void {
    for (const definition of commands) {
      const { kind, run } = definition
      if (this.#known.has(kind)) throw new Error(`two commands are called ${kind}`)
      this.#known.set(kind, {
        ...definition,
        run: (context, command) => run({ ...context, state: stateOf(context.board) }, command),
      })
    }
  }

  readonly run: BoardServices['run'] = async (board, session, input) => {
    const envelope = readEnvelope(input)
    const found = envelope && this.#known.get(envelope.command.kind)
    if (!envelope || !found?.hasForm(envelope.command)) return this.#refuseUnknown(input)
    return this.#runKnown(board, session, envelope, found)
  }

  async #runKnown(
    board: LiveBoard,
    session: Session,
    { key, command }: Envelope,
    found: BoundCommand,
  ): Promise<CommandReply> {
    const state = { ...board.read(boardStateOf), takesPart: takesPart(session) }
    const barrier = barrierTo(session.role, found.operation, state)
    if (barrier) return this.#refuse(key, barrier)
    if (found.isRefusedOnFullDisk && !board.isWritable()) return this.#refuse(key, 'store_unavailable')
    if (!mayGrow(board, found.growthOf(command))) return this.#refuse(key, 'board_full')
    try {
      const id = commandIdOf(board.id, session.participant.id, key)
      const outcome = await found.run({ board, session, key, id }, command)
      if (typeof outcome === 'string') return this.#refuse(key, outcome)
      return { key, ok: true, ...outcome }
    } catch (cause) {
      this.#log.error({ board: board.id, command: found.kind, err: cause }, 'a command failed')
      return this.#refuse(key, 'store_unavailable')
    }
  }

  #refuse(key: string, code: RefusalCode): CommandReply {
    return { key, ok: false, code, message: this.#messageOf(code) }
  }

  /** An envelope that is otherwise unknown may have a key: a newer client also gets its answer. */
  #refuseUnknown(input: unknown): CommandAnswer {
    const key = keyOf(input)
    const code = 'unknown_command'
    return key === undefined ? { code, message: this.#messageOf(code) } : this.#refuse(key, code)
  }

  #messageOf(code: RefusalCode): string {
    const entry = this.#refusals[code]
    if (!entry) throw new Error(`no refusal is called ${code}`)
    return entry.message
  }
}

function mayGrow(board: LiveBoard, growth: Growth): boolean {
  if (growth === 'content') return board.mayGrow()
  return growth === 0 || board.mayAdjust(growth)
}

function readEnvelope(input: unknown): Envelope | undefined {
  const key = keyOf(input)
  if (key === undefined || key.length < commandKeyLength.min) return undefined
  const command = isObject(input) && 'command' in input ? input.command : undefined
  return hasKind(command) ? { key, command } : undefined
}

function keyOf(input: unknown): string | undefined {
  const key = isObject(input) && 'key' in input ? input.key : undefined
  return typeof key === 'string' && key.length <= commandKeyLength.max ? key : undefined
}

function hasKind(command: unknown): command is Envelope['command'] {
  return isObject(command) && 'kind' in command && typeof command.kind === 'string'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** 16 characters, 96 bits: the same command sent twice, also over a restart, has the same id and happens once. */
export function commandIdOf(board: string, participant: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([board, participant, key]))
    .digest('base64url')
    .slice(0, 16)
}
