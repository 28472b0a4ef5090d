import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { figure, quantile } from '#tests/support/figures.ts'
import { atRate, waitFor } from '#tests/support/pace.ts'
import { seatCrew } from '#tests/bench/relay/crew.ts'
import { boussole } from '#tests/bench/relay/dialect.ts'
import { joinAll } from '#tests/bench/relay/load-person.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import {
  newTempFolder,
  startStandaloneServer,
  type StandaloneServer,
} from '#tests/support/standalone-server.ts'
import type { Random } from '#tests/support/random.ts'
import { attackKinds, type AttackPlan } from './attackers.ts'
import { seatsAt } from './join-seats.ts'

const people = 40
const writerCount = 10
const observerCount = 3
const writesPerSecond = 5

/**
 * Honest people write for so many minutes, attacked for all but the first of them; then the server is killed. False
 * when anything that somebody saw is lost, and when half an hour of it made the server's memory grow.
 */
export async function soak(minutes: number, random: Random): Promise<boolean> {
  const folder = await newTempFolder()
  const server = await startStandaloneServer(folder.path)
  try {
    const board = await server.createBoard()
    const {
      people: honest,
      writers,
      turn,
      lateness,
      forget,
      hasAll,
    } = await seatCrew(await seatsAt(server, board, people), boussole, {
      writers: writerCount,
      observers: observerCount,
      writesPerSecond,
    })
    const write = async (forMinutes: number): Promise<string> => {
      forget()
      await server.process.loop()
      const cpuBefore = await server.process.cpuMs()
      const startedAt = performance.now()
      await atRate(writesPerSecond, forMinutes * 60, turn)
      const cpu = ((await server.process.cpuMs()) - cpuBefore) / (performance.now() - startedAt)
      const { p99, max, held } = await server.process.loop()
      const late = lateness()
      return `delivery p50 ${figure(quantile(late, 0.5))} ms, p95 ${figure(quantile(late, 0.95))} ms, p99 ${figure(quantile(late, 0.99))} ms; ${figure(cpu * 100)} % of a core; event loop p99 ${figure(p99)} ms, at most ${figure(max)} ms, of which at work ${figure(held)} ms`
    }
    const memory = async (): Promise<{ readonly held: number; readonly rss: number }> => {
      const { held, rss } = await server.process.memory()
      return { held: held / 1_048_576, rss: rss / 1_048_576 }
    }

    const [quiet, early] = [Math.min(1, minutes / 6), Math.min(5, minutes / 3)]
    console.log(`Without attack: ${await write(quiet)}`)
    const attackers = await startAttackers(server, board, random.seed)
    console.log(`Attacked until minute ${figure(early)}: ${await write(early - quiet)}`)
    const before = await memory()
    console.log(`Attacked until the end: ${await write(minutes - early)}`)
    const after = await memory()
    const attacks = await attackers.stop()
    const isComplete = await waitFor(hasAll, 30_000)
    const isEverybodyIn = honest.every(({ socket }) => socket.isOpen())
    console.log(`${attacks} attacks; refused: ${JSON.stringify(await server.refusals())}`)
    console.log(
      `Memory after ${figure(early)} minutes ${figure(before.held)} MB, at the end ${figure(after.held)} MB (${figure((after.held / before.held - 1) * 100)} %; to reach: below 5 %); resident ${figure(before.rss)} and ${figure(after.rss)} MB`,
    )
    console.log(
      `Honest people still connected: ${isEverybodyIn ? 'all' : 'not all'}; everything delivered: ${String(isComplete)}`,
    )
    await server.process.stop('SIGKILL')
    const lost = await lostAfter(folder.path, board, writers)
    console.log(`Lost after kill -9: ${lost}`)
    // A shorter one has warmed up too little to tell growth from warming up.
    const isFlat = minutes < 30 || after.held < before.held * 1.05
    return isComplete && isEverybodyIn && lost === 0 && isFlat
  } finally {
    await server.process.stop('SIGKILL')
    await folder.remove()
  }
}

/** `stop` says how many attacks there were. */
async function startAttackers(
  server: StandaloneServer,
  board: CreatedBoard,
  seed: number,
): Promise<{ readonly stop: () => Promise<number> }> {
  const sessions = await Promise.all(
    Array.from({ length: attackKinds }, async (_, index) =>
      server.join(board, index === 0 ? Role.viewer : Role.participant),
    ),
  )
  const plan: AttackPlan = {
    url: server.url,
    board: board.id,
    tokens: sessions.map(({ session }) => session),
    seed,
  }
  const attackers = fork(join(import.meta.dirname, 'attackers-process.ts'), [JSON.stringify(plan)])
  return {
    stop: async () => {
      const counted = once(attackers, 'message')
      attackers.send('stop')
      const [count] = (await counted) as [number]
      return count
    },
  }
}

/** How many writers' last words a new process does not know. */
async function lostAfter(
  dataDir: string,
  board: CreatedBoard,
  writers: readonly { readonly client: number; readonly clock: () => number }[],
): Promise<number> {
  const server = await startStandaloneServer(dataDir)
  try {
    const [reader] = await joinAll(await seatsAt(server, board, 1), boussole, () => true)
    const state = reader?.doc.store.clients ?? new Map()
    return writers.filter(({ client, clock }) => {
      const last = state.get(client)?.at(-1)
      return (last ? last.id.clock + last.length : 0) < clock()
    }).length
  } finally {
    await server.process.stop('SIGKILL')
  }
}
