import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { readConfig } from '#server/config.ts'
import { settings } from '#server/known-settings.ts'
import { programVersion } from '#server/ops/program.ts'
import { verify } from '#server/store/sqlite/backup.ts'
import { newDataDir, runMain, startServer, type TestServer } from '#tests/support/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFile(join(root, path), 'utf8')

test('the README lists every setting, and the files of deploy/ set no other', async () => {
  const table = [...(await read('README.md')).matchAll(/^\| `([A-Z_]+)` \|/gmu)].map(([, name]) => name)
  expect(new Set(table)).toEqual(new Set(settings))
  const unit = [...(await read('deploy/boussole.service')).matchAll(/^Environment=([A-Z_]+)=/gmu)]
  const pod = [...(await read('deploy/kubernetes.yml')).matchAll(/name: ([A-Z_]+),/gu)]
  const compose = [...(await read('compose.yml')).matchAll(/^ {6}([A-Z_]+):/gmu)]
  const ofNode = ['NODE_ENV', 'NODE_COMPILE_CACHE']
  for (const [, name] of [...unit, ...pod, ...compose]) expect([...settings, ...ofNode]).toContain(name)
})

test('the alerts and the dashboard name figures that the server has', async () => {
  const backups = await newDataDir()
  const server = await startServer({ config: { backups: { dir: backups, days: 7 } } })
  await server.createBoard()
  // While it is written, the file has another name, and the figure is left out: no alert takes it for an old backup.
  await expect.poll(async () => (await readdir(backups)).join()).toMatch(/^boussole-20[^,]*\.sqlite$/u)
  const seen = await metrics(server)
  for (const file of ['deploy/prometheus-alerts.yml', 'deploy/grafana-dashboard.json']) {
    const named = new Set((await read(file)).match(/\b(?:boussole|process)_[a-z_]+/gu))
    expect(named.size).toBeGreaterThan(4)
    for (const name of named)
      expect(seen, `${name} of ${file}`).toContain(`\n# TYPE ${name.replace(/_bucket$/u, '')} `)
  }
  expect(seen).toMatch(/^boussole_boards 1$/mu)
  expect(seen).toMatch(/^boussole_files_replaced 0$/mu)
  for (const name of ['database_bytes', 'disk_free_bytes', 'backup_timestamp_seconds'])
    expect(Number(new RegExp(`^boussole_${name} (.*)$`, 'mu').exec(seen)?.[1])).toBeGreaterThan(1_000)
})

test('a server without backups tells no time of one', async () => {
  expect(await metrics(await startServer())).not.toMatch(/^boussole_backup_timestamp_seconds/mu)
})

test('a backup is made each day, whole and for nobody else, and old ones go but the newest', async () => {
  const dir = await newDataDir()
  const old = join(dir, 'boussole-2026-01-01T00-00-00-000Z.sqlite')
  const foreign = join(dir, 'somebody-else.sqlite')
  for (const file of [old, foreign]) {
    await writeFile(file, '')
    await utimes(file, 1, 1)
  }
  const server = await startServer({ config: { backups: { dir, days: 7 } } })
  const made = async () => (await readdir(dir)).filter((name) => join(dir, name) !== foreign)
  await expect.poll(async () => (await made()).join()).toMatch(/^boussole-20[^,]*\.sqlite$/u)
  await expect.poll(made).not.toContain('boussole-2026-01-01T00-00-00-000Z.sqlite')
  const [name = ''] = await made()
  expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600)
  expect(verify(join(dir, name))).toMatchObject({ boards: 0, damagedRows: 0 })
  expect(await readdir(dir)).toContain('somebody-else.sqlite')
  await server.close()
  // The next start finds today's backup, and makes none.
  const again = await startServer({ dataDir: server.dataDir, config: { backups: { dir, days: 7 } } })
  expect(await metrics(again)).toContain('boussole_backup_timestamp_seconds ')
  expect(await made()).toEqual([name])
})

test('a folder for backups that cannot be used ends the start with a sentence; days without a folder are a mistake', async () => {
  const file = join(await newDataDir(), 'file')
  await writeFile(file, '')
  const { output, exited } = runMain({ PORT: '0', DATA_DIR: await newDataDir(), BACKUP_DIR: join(file, 'x') })
  expect(await exited).toBe(1)
  expect(output()).toBe(`BACKUP_DIR ${join(file, 'x')} cannot be written to.\n`)
  expect(readConfig({ BACKUP_DAYS: '3' })).toEqual({
    ok: false,
    problem: 'BACKUP_DAYS has an effect only with BACKUP_DIR, the folder of daily backups.',
  })
})

async function metrics(server: TestServer): Promise<string> {
  return `\n${String((await server.ask('GET', '/metrics')).body)}`
}

test('the manifest for Kubernetes is of one pod that fits together, and of paths that the server has', async () => {
  const [claim, deployment, service] = parseAllDocuments(await read('deploy/kubernetes.yml')).map(
    (document) => document.toJS() as Manifest,
  )
  if (!claim || !deployment || !service) throw new Error('there are three parts')
  expect([claim, deployment, service].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    'v1 PersistentVolumeClaim',
    'apps/v1 Deployment',
    'v1 Service',
  ])
  expect(claim.spec.accessModes).toEqual(['ReadWriteOncePod'])
  expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } })
  const { metadata, spec } = deployment.spec.template ?? {}
  expect(deployment.spec.selector).toEqual({ matchLabels: metadata?.labels })
  expect(service.spec.selector).toEqual(metadata?.labels)
  const [container, ...others] = spec?.containers ?? []
  if (!container) throw new Error('there is a container')
  expect(others).toEqual([])
  expect(container.volumeMounts.map(({ name }) => name)).toEqual(spec?.volumes.map(({ name }) => name))
  expect(spec?.volumes[0]?.persistentVolumeClaim?.claimName).toBe(claim.metadata.name)
  expect(service.spec.ports?.map(({ targetPort }) => targetPort)).toEqual(
    container.ports.map(({ name }) => name),
  )
  expect(container.image).toBe(`boussole:${programVersion}`)
  const server = await startServer()
  for (const { httpGet } of [container.livenessProbe, container.readinessProbe])
    expect((await server.ask('GET', httpGet.path)).status).toBe(200)
  const env = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))
  expect(readConfig(env)).toMatchObject({ ok: true })
})

test('the file for Traefik names only middlewares and services that it has, and takes the name of oauth2-proxy alone', async () => {
  const text = await read('deploy/traefik.yml')
  // As a host does who has oauth2-proxy.
  const withSignIn = text.replaceAll(
    /^( +)# (?=(?: *)(?:boussole-opens|boussole-sign-in|rule|priority|entryPoints|middlewares|service|tls))/gmu,
    '$1',
  )
  for (const written of [text, withSignIn]) {
    const { http } = parse(written) as Traefik
    for (const { middlewares = [], service, rule } of Object.values(http.routers)) {
      expect(Object.keys(http.middlewares)).toEqual(expect.arrayContaining([...middlewares]))
      expect([...Object.keys(http.services), 'noop@internal']).toContain(service)
      expect(rule).toMatch(/^Host\(`[\w.]+`\)(?: && Path(?:Regexp|Prefix)?\(`[^`]+`\))?$/u)
    }
    // A name that comes back from oauth2-proxy is never the browser's.
    const taken = http.middlewares['boussole-signed-in']?.forwardAuth?.authResponseHeaders ?? []
    expect(taken).toEqual(['X-Auth-Request-User'])
    for (const name of taken)
      expect(http.middlewares['boussole-headers']?.headers?.customRequestHeaders).toHaveProperty(name, '')
  }
  const opens = (parse(withSignIn) as Traefik).http.routers['boussole-opens']?.rule
  const paths = new RegExp(/PathRegexp\(`(.*)`\)/u.exec(opens ?? '')?.[1] ?? 'nothing', 'u')
  const protectedPaths = [
    'opening',
    'boards',
    'imports',
    'templates',
    'templates/x',
    'boards/x/checkpoints/y/restore',
  ]
  for (const path of protectedPaths) expect(`/api/${path}`).toMatch(paths)
  for (const path of ['sessions', 'invitations', 'boards/x/photos']) expect(`/api/${path}`).not.toMatch(paths)
})

test('compose has one service with a read-only root, two with a profile, and all settings can be read', async () => {
  const { services, volumes } = parse(await read('compose.yml'), { merge: true }) as Compose
  // Without the profile `scale` it is one.
  expect(Object.keys(services).filter((name) => !services[name]?.profiles)).toEqual(['boussole'])
  const ours = ['boussole', 'one', 'two'].flatMap((name) => services[name] ?? [])
  expect(ours).toHaveLength(3)
  for (const { environment, volumes: own, ...service } of ours) {
    expect(service).toMatchObject({ read_only: true, tmpfs: ['/tmp'], image: `boussole:${programVersion}` })
    for (const volume of own) expect(Object.keys(volumes)).toContain(volume.split(':')[0])
    const env = Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{[^}]*:-([^}]*)\}/gu, '$1'),
    ])
    expect(readConfig(Object.fromEntries(env))).toMatchObject({ ok: true })
  }
  expect(parse(await read('deploy/prometheus-alerts.yml'))).toHaveProperty('groups')
})

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly profiles?: readonly string[]
        readonly volumes: readonly string[]
        readonly environment: Readonly<Record<string, string>>
      }
    >
  >
  readonly volumes: Readonly<Record<string, unknown>>
}

/** What the tests read of a part of the manifest. */
interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly accessModes?: readonly string[]
    readonly selector?: unknown
    readonly ports?: readonly { readonly targetPort: string }[]
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> }
      readonly spec: {
        readonly volumes: readonly {
          readonly name: string
          readonly persistentVolumeClaim?: { readonly claimName: string }
        }[]
        readonly containers: readonly {
          readonly image: string
          readonly env: readonly { readonly name: string; readonly value: string }[]
          readonly ports: readonly { readonly name: string }[]
          readonly volumeMounts: readonly { readonly name: string }[]
          readonly livenessProbe: { readonly httpGet: { readonly path: string } }
          readonly readinessProbe: { readonly httpGet: { readonly path: string } }
        }[]
      }
    }
  }
}

interface Traefik {
  readonly http: {
    readonly routers: Readonly<
      Record<
        string,
        { readonly rule: string; readonly middlewares?: readonly string[]; readonly service: string }
      >
    >
    readonly middlewares: Readonly<
      Record<
        string,
        {
          readonly headers?: { readonly customRequestHeaders: Readonly<Record<string, string>> }
          readonly forwardAuth?: { readonly authResponseHeaders: readonly string[] }
        }
      >
    >
    readonly services: Readonly<Record<string, unknown>>
  }
}
