/** Loaded before a measured server (`node --import`): tells its own CPU time and memory when asked over IPC. */
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
})
process.channel?.unref()
