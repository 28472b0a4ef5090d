import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { newDataDir, spawnServer } from '#tests/support/server.ts'

const scripts = fileURLToPath(new URL('../../server/bootstrap', import.meta.url))

test('packages are installed when they are missing or others than package-lock.json names, and only then', async () => {
  const tree = await newTree()
  await tree.want('1.0.0')
  expect(await tree.prepare()).toMatchObject({
    code: 0,
    output: expect.stringContaining('Installing packages'),
  })
  expect(await tree.prepare()).toEqual({ code: 0, output: '' })
  await tree.want('1.1.0')
  expect(await tree.prepare()).toMatchObject({ code: 0 })
  expect(await tree.calls()).toEqual([
    'ci --include=dev --no-audit --no-fund',
    'ci --include=dev --no-audit --no-fund',
  ])
})

test('optional packages for another system need not be installed', async () => {
  const tree = await newTree()
  await tree.want('1.0.0', { 'node_modules/fsevents': { version: '2.0.0', optional: true } })
  await tree.prepare()
  await tree.prepare()
  expect(await tree.calls()).toHaveLength(1)
})

test('a failure of npm ends with npm’s output and a sentence', async () => {
  const tree = await newTree()
  await tree.want('1.0.0')
  await writeFile(join(tree.dir, 'npm.js'), "console.error('npm error network'); process.exit(7)")
  const { code, output } = await tree.prepare()
  expect(code).toBe(1)
  expect(output).toMatch(/npm error network\nnpm could not install the packages; .*\n$/)
  expect(output).not.toContain('    at ')
})

test('a Node that is too old gets one sentence that says so', async () => {
  const check = pathToFileURL(join(scripts, 'node-version.js')).href
  const code = `Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } }); await import('${check}')`
  expect(await run(['--input-type=module', '-e', code], {})).toEqual({
    code: 1,
    output: 'Boussole needs Node 20.19 or newer; this is Node 18.20.4. See https://nodejs.org\n',
  })
})

test('backup and restore leave the packages of a running server alone, and need none', async () => {
  const tree = await newTree()
  for (const part of ['server', 'shared', 'package.json'])
    await cp(join(scripts, '..', '..', part), join(tree.dir, part), { recursive: true })
  await tree.want('1.0.0')
  await tree.prepare()
  await writeFile(join(tree.dir, 'calls'), '')
  // As after a pull: the packages are those of the version that still runs.
  await tree.want('2.0.0')
  const first = await spawnServer()
  const board = await first.createBoard({ title: 'Kept' })
  const file = join(tree.dir, 'kept.sqlite')

  expect(await tree.type('backup', file, first.dataDir)).toMatchObject({ code: 0 })
  expect(await readdir(join(tree.dir, 'node_modules'))).toEqual(['.package-lock.json'])
  await first.end()
  await rm(join(tree.dir, 'node_modules'), { recursive: true })
  const empty = await newDataDir()
  expect(await tree.type('restore', file, empty)).toMatchObject({ code: 0 })
  expect(await readdir(tree.dir)).not.toContain('node_modules')
  expect(await readFile(join(tree.dir, 'calls'), 'utf8')).toBe('')
  const again = await spawnServer({ dataDir: empty })
  expect((await again.enter(board.links.facilitator)).title).toBe('Kept')
})

test('an old Node without the one of node_modules says what a backup needs, and installs nothing', async () => {
  const tree = await newTree()
  await tree.want('1.0.0')
  const code = `
    Object.defineProperty(process, 'versions', { value: { node: '22.1.0' } })
    await import('${pathToFileURL(join(tree.dir, 'server', 'bootstrap', 'backup.js')).href}')`
  expect(await run(['--input-type=module', '-e', code], { npm_execpath: join(tree.dir, 'npm.js') })).toEqual({
    code: 1,
    output:
      'This is Node 22.1.0, and the Node 24 of node_modules is missing. Run npm ci with the server stopped, or use Node 24.\n',
  })
  expect(await readdir(tree.dir)).not.toContain('calls')
})

test('text files of the page get compressed copies that say the same', async () => {
  const dir = await newDataDir()
  const text = 'export const why = 1\n'.repeat(200)
  await mkdir(join(dir, 'assets'))
  await Promise.all([
    writeFile(join(dir, 'assets', 'main.js'), text),
    writeFile(join(dir, 'assets', 'small.js'), 'x'),
    writeFile(join(dir, 'assets', 'font.woff2'), text),
  ])
  const script = pathToFileURL(join(scripts, 'compress.js')).href
  const code = `const { compress } = await import('${script}'); await compress(${JSON.stringify(dir)})`
  expect(await run(['--input-type=module', '-e', code], {})).toEqual({ code: 0, output: '' })
  expect((await readdir(join(dir, 'assets'))).toSorted()).toEqual([
    'font.woff2',
    'main.js',
    'main.js.br',
    'main.js.gz',
    'small.js',
  ])
  expect(brotliDecompressSync(await readFile(join(dir, 'assets', 'main.js.br'))).toString()).toBe(text)
  expect(gunzipSync(await readFile(join(dir, 'assets', 'main.js.gz'))).toString()).toBe(text)
})

/** A project folder with the real scripts and an npm that installs by writing its note. */
async function newTree() {
  const dir = await newDataDir()
  await cp(scripts, join(dir, 'server', 'bootstrap'), { recursive: true })
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }')
  await writeFile(
    join(dir, 'npm.js'),
    `import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
     appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n')
     mkdirSync('node_modules', { recursive: true })
     const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
     delete packages['node_modules/fsevents']
     writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))`,
  )
  const script = pathToFileURL(join(dir, 'server', 'bootstrap', 'prepare.js')).href
  return {
    dir,
    want: (version: string, others: object = {}) =>
      writeFile(
        join(dir, 'package-lock.json'),
        JSON.stringify({
          packages: { '': {}, 'node_modules/a': { version, integrity: `sha512-${version}` }, ...others },
        }),
      ),
    prepare: () =>
      run(
        [
          '--input-type=module',
          '-e',
          `const { prepare } = await import('${script}'); await prepare({ build: false })`,
        ],
        { npm_execpath: join(dir, 'npm.js') },
      ),
    /** Types `npm run` where no registry answers. */
    type: (command: 'backup' | 'restore', file: string, dataDir: string) =>
      run([join(dir, 'server', 'bootstrap', `${command}.js`), file], {
        DATA_DIR: dataDir,
        npm_execpath: join(dir, 'npm.js'),
        npm_config_registry: 'http://127.0.0.1:9/',
      }),
    calls: async () => (await readFile(join(dir, 'calls'), 'utf8')).trim().split('\n'),
  }
}

function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env: { PATH: process.env['PATH'], ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
      },
    )
  })
}
