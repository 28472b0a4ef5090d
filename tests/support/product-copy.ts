import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')
const fixture = join(root, 'tests', 'fixtures', 'temperature')
const folder = 'shared/activities/temperature'

/** The lines that an activity adds outside its folder. */
const lines = {
  'shared/activities/registry.ts': `export { temperature } from './temperature/step.ts'\n`,
  'shared/activities/declarations.ts': `export { temperature } from './temperature/activity.ts'\n`,
}

/** The files of the product that its build and its tests read. */
const sources = [
  'shared',
  'server',
  'client',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
]

/** A copy of the product in which the declared activity of the fixture is one of all. */
export interface ProductCopy {
  readonly root: string
  /** The files that the activity adds or changes, with the lines that it adds to each. */
  readonly changes: Readonly<Record<string, number>>
  /** Rejects with everything that the program printed when it fails. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<void>
  readonly remove: () => Promise<void>
}

/** `more`: what the copy has besides the product itself. */
export async function copyWithActivity(more: readonly string[] = []): Promise<ProductCopy> {
  const product = await mkdtemp(join(tmpdir(), 'boussole-activity-'))
  for (const source of [...sources, ...more])
    await cp(join(root, source), join(product, source), { recursive: true })
  await symlink(join(root, 'node_modules'), join(product, 'node_modules'))
  await mkdir(join(product, 'dist'))
  await cp(fixture, join(product, folder), { recursive: true })
  const changes: Record<string, number> = {}
  for (const [registry, line] of Object.entries(lines)) {
    await appendFile(join(product, registry), line)
    changes[registry] = 1
  }
  for (const name of await readdir(join(product, folder))) {
    const text = await readFile(join(product, folder, name), 'utf8')
    changes[`${folder}/${name}`] = text.split('\n').length - 1
  }
  return {
    root: product,
    changes,
    run: async (program, ...args) => {
      await run(process.execPath, [join(product, program), ...args], {
        cwd: product,
        maxBuffer: 2 ** 26,
      }).catch((cause: unknown) => {
        const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
        throw new Error(`${program} failed:\n${stdout}${stderr}`, { cause })
      })
    },
    remove: async () => rm(product, { recursive: true, force: true, maxRetries: 5 }),
  }
}
