import { createApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'

/** The product with a log that acknowledges at once and keeps nothing: what the disk adds is the difference to it. */
const read = readConfig(process.env)
if (!read.ok) throw new Error(read.problem)
const { app } = await createApp(read.config, {
  around: (store) => ({ ...store, append: () => Promise.resolve() }),
})
console.log(await app.listen({ port: read.config.port, host: read.config.host }))
