/**
 * npm run image -- FOLDER: writes the very folder that the container image holds. A plain Node 24 starts it with
 * `node server/main.ts`. The Dockerfile runs this command, and copies nothing else into the image.
 * `--without-cjk-fonts` leaves out the fonts for Chinese, Japanese and Korean, 100 MB.
 */
import './node-version.js'

const { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } = await import('node:fs')
const path = await import('node:path')
const { prepare } = await import('./prepare.js')
const { root } = await import('./run.js')

/** Files that the server reads, beside its packages. */
const parts = ['server', 'shared', 'dist/client', 'package.json', 'LICENSE']
/** Scripts that install and build: the image has done both. */
const left = path.join(root, 'server', 'bootstrap')

process.exitCode = await main(process.argv.slice(2))

async function main(given) {
  const names = given.filter((argument) => !argument.startsWith('--'))
  const options = given.filter((argument) => argument.startsWith('--'))
  const hasFonts = !options.includes('--without-cjk-fonts')
  if (names.length !== 1 || options.some((option) => option !== '--without-cjk-fonts')) {
    console.error('Say where to write the image: npm run image -- FOLDER [--without-cjk-fonts]')
    return 1
  }
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), names[0])
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`${folder} is not empty; name another folder, or empty it.`)
    return 1
  }
  await prepare({ build: true })
  mkdirSync(folder, { recursive: true })
  for (const part of parts)
    cpSync(path.join(root, part), path.join(folder, part), {
      recursive: true,
      filter: (each) => each !== left,
    })
  for (const name of packages(hasFonts)) {
    // A package within another one has its own entry in the list.
    const inside = path.join(root, name, 'node_modules')
    cpSync(path.join(root, name), path.join(folder, name), {
      recursive: true,
      filter: (each) => each !== inside,
    })
  }
  console.log(`${folder} has Boussole ${version()}; in it, "node server/main.ts" starts the server.`)
  return 0
}

/** The packages that npm installs for use alone (`npm ci --omit=dev`), of those that are for this system. */
function packages(hasFonts) {
  return Object.entries(read('package-lock.json').packages)
    .filter(([name, { dev }]) => name !== '' && dev !== true && existsSync(path.join(root, name)))
    .map(([name]) => name)
    .filter((name) => hasFonts || !name.startsWith('node_modules/@embedpdf/'))
}

function version() {
  return read('package.json').version
}

function read(name) {
  return JSON.parse(readFileSync(path.join(root, name), 'utf8'))
}
