import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bundles } from './client/build/bundles.ts'
import { documents } from './client/build/documents.ts'
import { lean } from './client/build/lean.ts'
import { replayFile } from './client/build/replay-file.ts'
import { parts } from './client/build/parts.ts'
import { serviceWorker } from './client/build/service-worker.ts'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`
/** The canvas bench is a page of its own that no ordinary build contains. */
const isBench = process.env['BENCH'] === '1'

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

export default defineConfig({
  root: 'client',
  // Scripts and styles find one another beside them, under whatever path the server is. It writes the path into documents.
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  plugins: [
    react(),
    ...lean(fileOf),
    ...(isBench
      ? []
      : [parts(), documents(), serviceWorker(), replayFile(fileOf, [react(), ...lean(fileOf)])]),
  ],
  build: {
    outDir: isBench ? '../dist/bench' : '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      // Pages are fetched with all they need at once. What opens on them later names its styles alone: lists of scripts
      // for every dialog would be part of what each page has to load first. The running step and a room's screen are asked
      // for as a whole.
      resolveDependencies: (chunk, dependencies, { hostType }) =>
        hostType === 'html' || /\/(?:home-page|projector-page|stage)-/u.test(chunk)
          ? dependencies
          : dependencies.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: isBench
      ? { input: fileOf('client/bench.html') }
      : {
          input: ['index.html', 'join.html', 'offline/service-worker.ts'].map((file) =>
            fileOf(`client/${file}`),
          ),
          treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
          output: {
            entryFileNames: ({ name }) =>
              name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
            codeSplitting: { groups: bundles },
          },
        },
  },
  server: {
    proxy: {
      '/api': { target: `http://${server}`, changeOrigin: false },
      '/ws': { target: `ws://${server}`, ws: true },
      // The addresses of a board and of /join have the join form's page, as on the server.
      '^/(?:b/[^/?]+|join)/?(?:\\?|$)': { target: `http://${server}`, bypass: () => '/join.html' },
    },
  },
})
