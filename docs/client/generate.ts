import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'

/** The part of the OpenAPI description that programs with a token reach. */
export function openToTokens(description: string): object {
  const { paths, ...rest } = JSON.parse(description) as { readonly paths: Paths }
  const isOpen = ({ security = [] }: Operation): boolean =>
    security.some((scheme) => Object.keys(scheme).some((name) => name.startsWith('token-')))
  const open = Object.entries(paths).flatMap(([path, methods]) => {
    const left = Object.entries(methods).filter(([, operation]) => isOpen(operation))
    return left.length > 0 ? [[path, Object.fromEntries(left)]] : []
  })
  return { ...rest, paths: Object.fromEntries(open) }
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

interface Operation {
  readonly security?: readonly object[]
}

export function digestOf(description: object): string {
  return createHash('sha256').update(JSON.stringify(description)).digest('hex')
}

/** Writes api.d.ts anew. */
async function generate(): Promise<void> {
  const here = import.meta.dirname
  const scratch = mkdtempSync(join(tmpdir(), 'boussole-client-'))
  try {
    const read = readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(scratch, 'data') })
    if (!read.ok) throw new Error(read.problem)
    const server = await createApp(read.config, { logTo: { write: () => {} } })
    const { body } = await server.app.inject('/api/openapi.json')
    await server.close()
    const description = openToTokens(body)
    const from = join(scratch, 'openapi.json')
    const to = join(scratch, 'api.d.ts')
    writeFileSync(from, JSON.stringify(description))
    const run = (command: string, ...args: readonly string[]) =>
      execFileSync(command, args, { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
    run('npm', 'ci', '--ignore-scripts')
    run(join(here, 'node_modules', '.bin', 'openapi-typescript'), from, '--output', to)
    const types = `// openapi.json sha256 ${digestOf(description)}\n${readFileSync(to, 'utf8')}`
    writeFileSync(join(here, 'api.d.ts'), types)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

// `npm run client`
if (import.meta.main) await generate()
