import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = `${root}.cache/threads`
const threads = { 'store-thread': 'server/store-thread.ts', 'fold-thread': 'server/archive/fold-thread.ts' }

/**
 * A server that a test starts in its own process runs the store's threads from one file each. To load their hundred
 * modules anew is half the work of each start, and there are hundreds. Servers in other processes are as people run them.
 */
export function bundledThreads(): Plugin {
  return {
    name: 'bundled-threads',
    enforce: 'pre',
    buildStart: () => bundle(),
    transform(code, id) {
      if (!id.endsWith('/server/open-store.ts')) return undefined
      return named(code, 'store-thread', pathToFileURL(`${folder}/store-thread.mjs`).href)
    },
  }
}

async function bundle(): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'thread-of-a-thread',
        enforce: 'pre',
        transform: (code, id) =>
          id.endsWith('/server/archive/folding.ts')
            ? named(code, 'fold-thread', './fold-thread.mjs')
            : undefined,
      },
    ],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(threads).map(([name, path]) => [name, root + path])),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
}

/** The module with the thread's file in the place of its source. */
function named(code: string, thread: string, file: string): string {
  const source = `'./${thread}.ts'`
  if (!code.includes(source)) throw new Error(`the file that starts ${thread} does not name it`)
  return code.replace(source, `'${file}'`)
}
