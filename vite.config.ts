import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`

const main = fileOf('client/main.tsx')
/** The pages on the way to a board by its link, and those on other ways. */
const byLink = ['client/panels/entry/board-entry.tsx', 'client/panels/join/join-page.tsx'].map(fileOf)
const otherwise = ['client/panels/home/home-page.tsx', 'client/panels/entry/code-page.tsx'].map(fileOf)

/** Lines that nearly all that opens later needs: in a file of their own everything would ask for one more. */
const often =
  /\/client\/(?:i18n\/(?:use-words|words-of)|tools\/input\/composing|panels\/ui\/(?:clock-time|keep-focus|keys))\.ts$/u

/**
 * What is loaded before a board is painted stands in two files: what every page needs, and the rest. The bundler would make
 * three dozen of it, each compressed by itself: 7 kB more.
 */
const beforePaint: Rolldown.CodeSplittingGroup = {
  debugName: 'before a board is painted',
  includeDependenciesRecursively: false,
  name: (id, modules) => {
    // Waits for the first sentences: whatever were in a file with it would wait, too.
    if (id === main) return null
    const from = waysTo(id, modules)
    const isOnOtherWays = otherwise.some((page) => from.has(page))
    if (from.has(main) || often.test(id)) return 'everywhere'
    if (!byLink.some((page) => from.has(page))) return null
    return isOnOtherWays ? 'everywhere' : 'board'
  },
}

/** Every module by whose loading this one is loaded at once, itself included. */
function waysTo(id: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const ways = new Set([id])
  for (const way of ways)
    for (const importer of modules.getModuleInfo(way)?.importers ?? []) ways.add(importer)
  return ways
}

/** What browsers keep to come up without the network: of the fonts, those that nearly every board needs. */
const kept = /\.(?:html|js|css)$|-latin-wght-normal-[^/]*\.woff2$/u

/** The service worker stands beside the pages under a name that never changes, and knows what they are made of. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: (_, { command }) => command === 'build' && process.env['BENCH'] !== '1',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error('the build has no folder')
      const files = Object.values(bundle)
        .filter(({ fileName }) => kept.test(fileName))
        .map((file) => ({
          url: `/${file.fileName}`,
          // Files in assets are named after their content.
          revision: file.fileName.startsWith('assets/') ? null : fingerprint(contentOf(file)),
        }))
      await build({
        configFile: false,
        logLevel: 'warn',
        // Workbox explains itself on the console unless it is built for production.
        define: { INTERFACE_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        publicDir: false,
        build: {
          outDir: dir,
          emptyOutDir: false,
          target: 'es2023',
          rolldownOptions: {
            input: fileOf('client/offline/service-worker.ts'),
            output: { entryFileNames: 'service-worker.js', format: 'iife' },
          },
        },
      })
    },
  }
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source
}

function fingerprint(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

export default defineConfig({
  root: 'client',
  plugins: [react(), serviceWorker()],
  // Yjs warns on the console; the browser's way of doing that brings a console of its own and a language for schemas.
  resolve: { alias: [{ find: /^lib0\/logging$/, replacement: fileOf('node_modules/lib0/logging.node.js') }] },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      // Pages are fetched with all they need at once. What opens on them later names its styles alone: lists of scripts
      // for every dialog would be part of what each page has to load first.
      resolveDependencies: (chunk, dependencies, { hostType }) =>
        hostType === 'html' || /(?:board-entry|join-page|home-page|code-page)-/u.test(chunk)
          ? dependencies
          : dependencies.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: { output: { codeSplitting: { groups: [beforePaint] } } },
    // The canvas bench is a page of its own that no ordinary build contains.
    ...(process.env['BENCH'] === '1' && {
      outDir: '../dist/bench',
      rolldownOptions: { input: fileURLToPath(new URL('client/bench.html', import.meta.url)) },
    }),
  },
  server: {
    proxy: {
      '/api': { target: `http://${server}`, changeOrigin: false },
      '/ws': { target: `ws://${server}`, ws: true },
    },
  },
})
