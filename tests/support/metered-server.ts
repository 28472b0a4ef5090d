import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

export interface MeteredServer {
  readonly port: number
  /** CPU of the whole process since it started, all threads, ms. */
  readonly cpuMs: () => Promise<number>
  /** CPU of the processes that it started and that have ended, ms: they make its files. */
  readonly filesCpuMs: () => Promise<number>
  /** After a collection of garbage, bytes: resident set, and heap plus buffers. */
  readonly memory: () => Promise<{ readonly rss: number; readonly held: number }>
  /** Sent to the disks since it started, bytes. */
  readonly written: () => Promise<number>
  /** The largest resident set it ever had, bytes. */
  readonly peak: () => Promise<number>
  /**
   * Delay of the event loop since the last call, ms; the first call returns nothing.
   * `held` is the most CPU time of one turn, which is less than the delay on a busy machine.
   */
  readonly loop: () => Promise<{ readonly p99: number; readonly max: number; readonly held: number }>
  /** The guard's share of the main thread's busy time while `during` ran, by the sampling profiler. */
  readonly guardShare: (during: () => Promise<void>) => Promise<number>
  /** The end of what it printed. */
  readonly output: () => string
  /** Settles when the process has ended. */
  readonly ended: Promise<unknown>
  readonly signal: (name: NodeJS.Signals) => void
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
}

const meter = join(import.meta.dirname, 'meter.js')

/** Starts a server in a process of its own and waits until it prints the address it listens on. */
export async function startMetered(
  script: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<MeteredServer> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', meter, script], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = once(child, 'exit')
  let output = ''
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000)
      const found = /https?:\/\/[^\s:/]+:(\d+)/.exec(output)
      if (found) resolve(Number(found[1]))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then(([code]) => reject(new Error(`${script} ended with ${String(code)}:\n${output}`)))
  })
  const ask = (question: 'cpu' | 'children' | 'written' | 'memory' | 'peak' | 'loop' | 'profile' | 'share') =>
    new Promise<Record<string, number>>((resolve, reject) => {
      const answer = (message: unknown) => {
        if ((message as { question?: string }).question !== question) return
        child.off('message', answer)
        resolve(message as Record<string, number>)
      }
      child.on('message', answer)
      child.send(question, (error) => error && reject(error))
    })
  return {
    port,
    cpuMs: async () => (await ask('cpu'))['ms'] ?? Number.NaN,
    filesCpuMs: async () => (await ask('children'))['ms'] ?? Number.NaN,
    memory: async () => {
      const { rss = Number.NaN, held = Number.NaN } = await ask('memory')
      return { rss, held }
    },
    written: async () => (await ask('written'))['bytes'] ?? Number.NaN,
    peak: async () => (await ask('peak'))['rss'] ?? Number.NaN,
    loop: async () => {
      const { p99 = Number.NaN, max = Number.NaN, held = Number.NaN } = await ask('loop')
      return { p99, max, held }
    },
    guardShare: async (during) => {
      await ask('profile')
      await during()
      return (await ask('share'))['guard'] ?? Number.NaN
    },
    output: () => output,
    ended,
    signal: (name) => void child.kill(name),
    stop: async (signal = 'SIGKILL') => {
      child.kill(signal)
      await ended
    },
  }
}

/** For a server that must know its port before it starts. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
