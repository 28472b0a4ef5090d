/** Loaded before a measured server (`node --import`): tells its own CPU, memory and event loop when asked over IPC. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()

process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.({ question, ms: (user + system) / 1_000 })
  }
  if (question === 'memory') {
    globalThis.gc?.()
    globalThis.gc?.()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({ question, rss, held: heapUsed + external })
  }
  if (question === 'loop') {
    process.send?.({ question, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 })
    delay.reset()
  }
})
process.channel?.unref()
