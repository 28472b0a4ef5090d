import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CreatedSession } from '#shared/wire/http.ts'
import type { GhostCrowd } from '#tests/support/ghost-people.ts'
import type { GhostPlan, PlayedGhosts } from './played-ghosts.ts'

export interface Asked {
  readonly id: number
  readonly name: keyof PlayedGhosts
  readonly input: unknown
}

/** Each ghost holds a copy of the board: so many fill a core and some 3 GB. Measured with the purpose day. */
const mostOfProcess = 75
const heapMb = 6_144

/** Ghosts in processes of their own, which answer for all of them together. */
export class GhostProcesses implements GhostCrowd {
  readonly people: readonly string[]
  /** From the last answer until everybody was done with the step that was played last, in milliseconds. */
  doneMs = 0
  readonly #processes: readonly GhostProcess[]

  private constructor(people: readonly string[], processes: readonly GhostProcess[]) {
    this.people = people
    this.#processes = processes
  }

  static async start(
    sessions: readonly CreatedSession[],
    plan: Pick<GhostPlan, 'url' | 'isRehearsal'>,
    random: () => number,
  ): Promise<GhostProcesses> {
    const of = Math.ceil(sessions.length / mostOfProcess)
    const starting = Array.from({ length: of }, (_, index) =>
      GhostProcess.start({
        ...plan,
        sessions: sessions.filter((_session, place) => place % of === index),
        // The one who leads the board has the first share.
        share: { index: index + 1, of: of + 1 },
        seed: Math.floor(random() * 2 ** 31),
      }),
    )
    return new GhostProcesses(
      sessions.map(({ participant }) => participant.id),
      await Promise.all(starting),
    )
  }

  /** The answers of all processes. */
  async ask<Name extends keyof PlayedGhosts>(
    name: Name,
    ...input: Parameters<PlayedGhosts[Name]>
  ): Promise<readonly Awaited<ReturnType<PlayedGhosts[Name]>>[]> {
    return Promise.all(this.#processes.map((process) => process.ask(name, input[0]))) as never
  }

  readonly isAt: GhostCrowd['isAt'] = async (point) => {
    const areThere = await this.ask('isAt', point)
    return areThere.every(Boolean)
  }

  readonly play = async (): Promise<void> => {
    const beganAt = Date.now()
    await this.ask('play')
    const doneAt = Date.now()
    this.doneMs = doneAt - Math.max(beganAt, ...(await this.ask('lastAnswerAt')))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.stop()))
  }
}

class GhostProcess {
  readonly #child: ChildProcess
  readonly #ended: Promise<never>
  #asked = 0

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`a process of ghosts ended: ${String(code ?? signal)}`)
    })
    this.#ended.catch(() => undefined)
  }

  static async start(plan: GhostPlan): Promise<GhostProcess> {
    const child = fork(join(import.meta.dirname, 'ghosts-process.ts'), [JSON.stringify(plan)], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      // Otherwise Yjs freezes every value that it reads.
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const started = new GhostProcess(child)
    await started.#answer(0)
    return started
  }

  async ask(name: keyof PlayedGhosts, input: unknown): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    this.#child.send({ id, name, input } satisfies Asked)
    return this.#answer(id)
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended.catch(() => undefined)
  }

  #answer(to: number): Promise<unknown> {
    const answered = new Promise((resolve) => {
      const hear = (message: unknown) => {
        const { id, output } = message as { readonly id: number; readonly output?: unknown }
        if (id !== to) return
        this.#child.off('message', hear)
        resolve(output)
      }
      this.#child.on('message', hear)
    })
    return Promise.race([answered, this.#ended])
  }
}
