import { createApp, type App } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { misspelt } from './known-settings.ts'
import { serveControl } from './admin/control.ts'
import { giveUp } from './ops/command-line.ts'
import { isEverywhere, networkAddress } from './routes/network.ts'
import { StoreError } from './contracts/store-error.ts'

/** Long enough to write the waiting updates and to close 5,000 sockets. Not measured. */
const closingMs = 15_000

const mistakeSentence =
  'Boussole stops because of an internal error; start it again. All acknowledged changes are saved, and the log has the details.'

// Files are for the user of this process alone, also in a folder that others may read.
process.umask(0o077)
await main()

async function main(): Promise<void> {
  const result = readConfig(process.env)
  if (!result.ok) return giveUp(result.problem)
  const { config } = result
  let server: App
  try {
    server = await createApp(config, { storeLost: () => giveUp(mistakeSentence) })
  } catch (error) {
    if (error instanceof StoreError) return giveUp(error.message)
    throw error
  }
  for (const facts of misspelt(process.env))
    server.app.log.warn(facts, 'no setting has the name of this variable; the server goes on without it')
  let control: { readonly close: () => void } | undefined
  closeOnSignals(async () => {
    control?.close()
    await server.close()
  })
  // A mistake of ours may have left a wrong state. Ending, to be started again, is better than going on.
  process.on('uncaughtException', (error) => {
    server.app.log.fatal({ err: error }, 'a mistake of its own ends the server')
    giveUp(mistakeSentence)
  })
  try {
    await server.app.listen({ port: config.port, host: config.host, listenTextResolver: () => 'listening' })
  } catch (error) {
    await server.close()
    return giveUp(listenProblem(config, error))
  }
  const port = portOf(server)
  control = await openControl(server, config, port)
  console.log(`Boussole is at ${config.publicUrl ?? `http://${reachable(config.host)}:${port}`}`)
  const nearby = networkAddress(config, port)
  if (nearby !== undefined) console.log(`From other devices on this network: ${nearby}`)
}

/** Commands of the host reach this process. Without them it goes on: a path may be too long for a socket. */
async function openControl(
  server: App,
  config: Config,
  port: number,
): Promise<{ readonly close: () => void } | undefined> {
  const origin = config.publicUrl ?? networkAddress(config, port) ?? `http://localhost:${port}`
  try {
    return await serveControl(config.dataDir, server.hostCommands(origin))
  } catch (cause) {
    server.app.log.warn({ err: cause }, 'npm run admin cannot reach this server')
    return undefined
  }
}

function closeOnSignals(end: () => Promise<void>): void {
  let isClosing = false
  const close = (): void => {
    if (isClosing) return
    isClosing = true
    setTimeout(() => giveUp('Closing took too long; what was acknowledged is saved.'), closingMs).unref()
    end().then(
      () => process.exit(0),
      (error: unknown) => giveUp(`Closing failed: ${String(error)}`),
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  // The start script has died, and nobody else would end this process.
  process.on('disconnect', close)
}

function listenProblem({ port, host }: Config, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program; choose another with PORT=3001 npm start.`
    case 'EACCES':
      return `This user may not open port ${port}; choose one above 1023 with PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine.`
    default:
      return `The server cannot listen on ${host}:${port}: ${String(error)}.`
  }
}

function portOf(server: App): number {
  const address = server.app.server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function reachable(host: string): string {
  if (isEverywhere(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
