/** Loaded before a measured server (`node --import`): tells its own CPU, memory and event loop when asked over IPC. */
import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { peakMemory } from './peak-memory.ts'

const delay = monitorEventLoopDelay({ resolution: 5 })
/** Most CPU time of the main thread between two turns of a timer of 5 ms: delay that other processes are not to blame for. */
let heldMs = 0
let watch

function watchLoop() {
  if (watch) return
  delay.enable()
  let last = cpuMs()
  watch = setInterval(() => {
    const now = cpuMs()
    heldMs = Math.max(heldMs, now - last)
    last = now
  }, 5).unref()
}

function cpuMs() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Linux alone says what a process has sent to its disks. */
function writtenBytes() {
  if (process.platform !== 'linux') return Number.NaN
  return Number(/^write_bytes: (\d+)$/mu.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])
}

/** Of processes that it started and that have ended, in Linux's hundredths of a second. Other systems do not say. */
function childrenCpuMs() {
  if (process.platform !== 'linux') return Number.NaN
  const [, facts = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ')
  const [user = Number.NaN, system = Number.NaN] = facts.split(' ').slice(13, 15).map(Number)
  return (user + system) * 10
}

process.on('message', (question) => {
  if (question === 'children') process.send?.({ question, ms: childrenCpuMs() })
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.({ question, ms: (user + system) / 1_000 })
  }
  if (question === 'written') process.send?.({ question, bytes: writtenBytes() })
  if (question === 'peak') process.send?.({ question, rss: peakMemory() })
  if (question === 'memory') {
    globalThis.gc?.()
    globalThis.gc?.()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({ question, rss, held: heapUsed + external })
  }
  if (question === 'loop') {
    watchLoop()
    process.send?.({ question, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6, held: heldMs })
    delay.reset()
    heldMs = 0
  }
})

/** Profiles the main thread from `profile` until `share`, which says how much of its busy time a folder's code took. */
const session = new Session()
process.on('message', (question) => {
  if (question === 'profile') void start()
  if (question === 'share') void stop()
})

async function start() {
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
  process.send?.({ question: 'profile' })
}

async function stop() {
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  process.send?.({ question: 'share', guard: shareOf(profile, '/server/guard/') })
}

function shareOf({ nodes, samples = [], timeDeltas = [] }, folder) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const within = new Set()
  const idle = new Set()
  const visit = (node, isWithin) => {
    if (node.callFrame.functionName === '(idle)') idle.add(node.id)
    const isIn = isWithin || node.callFrame.url.includes(folder)
    if (isIn) within.add(node.id)
    for (const child of node.children ?? []) visit(byId.get(child), isIn)
  }
  visit(nodes[0], false)
  let busy = 0
  let inside = 0
  for (const [index, id] of samples.entries()) {
    if (idle.has(id)) continue
    busy += timeDeltas[index] ?? 0
    if (within.has(id)) inside += timeDeltas[index] ?? 0
  }
  return inside / busy
}

// The measuring process has ended, so that nobody is left to stop this server.
process.once('disconnect', () => process.exit())
process.channel?.unref()
