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
