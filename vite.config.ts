import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      // Pages are fetched with all they need at once. What opens on them later names its styles alone: lists of scripts
      // for every dialog would be part of what each page has to load first.
      resolveDependencies: (chunk, dependencies, { hostType }) =>
        hostType === 'html' || /(?:board-door|join-page|home-page|code-page)-/u.test(chunk)
          ? dependencies
          : dependencies.filter((name) => name.endsWith('.css')),
    },
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
