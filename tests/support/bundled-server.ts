import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What tests start: the server, the same with quick figures, commands of hosts, threads, and processes of the server. */
const entries = {
  admin: 'server/admin.ts',
  main: 'server/main.ts',
  'quick-main': 'tests/support/quick-main.ts',
  'store-thread': 'server/store-thread.ts',
  'fold-thread': 'server/archive/fold-thread.ts',
  'render-main': 'server/render-main.ts',
  'decoder-process': 'server/photos/decoder-process.ts',
}

/** Where a module names the file of a thread or a process. */
const started =
  /new URL\('(?:\.|\.\.\/\.\.\/server)\/(store-thread|fold-thread|render-main|decoder-process)\.ts', import\.meta\.url\)/gu

/** Packages with files of their own beside their code, or without code for every system. */
const notBundled = [
  'sharp',
  '@myriaddreamin/typst-ts-node-compiler',
  '@hyzyla/pdfium',
  'harfbuzzjs',
  'wawoff2',
]

/**
 * Servers of tests run the product's code from a few files. To load its hundreds of modules anew is half the work of
 * each start, and there are hundreds of starts. `spawnServer` finds the files by `BUNDLED_SERVER`.
 */
export function bundledServer(folder: string): Plugin {
  return {
    // Vitest keeps changed modules on disk by the names of plugins, and projects must not share these.
    name: `bundled-server in ${folder}`,
    enforce: 'pre',
    buildStart: () => bundle(folder),
    transform: (code) => (code.search(started) === -1 ? undefined : withBundledEntries(code, folder)),
  }
}

async function bundle(folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'files-where-they-are',
        enforce: 'pre',
        transform: {
          filter: { code: /import\.meta\.url/u },
          handler: (code, id) => ({
            code: withBundledEntries(code, folder).replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(id).href),
            ),
            map: null,
          }),
        },
      },
    ],
    ssr: { noExternal: true, external: notBundled },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        // A process loads the modules that its entry asks for, and no others.
        experimental: { chunkOptimization: false },
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, root + path])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
}

function withBundledEntries(code: string, folder: string): string {
  return code.replaceAll(
    started,
    (_, name: string) => `new URL('${pathToFileURL(`${folder}/${name}.mjs`).href}')`,
  )
}
