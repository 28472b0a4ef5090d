import { join } from 'node:path'
import { build } from 'vite'

const peers = join(import.meta.dirname, '..', 'peers')

/** Builds the peers' canvases as their users would and returns the folder of the pages. */
export async function buildPeerPages(): Promise<string> {
  const outDir = join(peers, 'dist')
  const pages = join(peers, 'pages')
  await build({
    configFile: false,
    root: pages,
    logLevel: 'error',
    define: { 'process.env.IS_PREACT': '"false"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input: ['tldraw', 'excalidraw'].map((page) => join(pages, `${page}.html`)) },
    },
  })
  return outDir
}
