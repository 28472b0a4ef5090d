import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`

/**
 * Small modules that every page or every board needs at once. Left alone they are two dozen files of some hundred bytes,
 * which compress badly: together they save 4 kB before the first paint.
 */
const everywhere = {
  name: 'everywhere',
  includeDependenciesRecursively: false,
  test: new RegExp(
    [
      'client/panels/ui/(avatar|button|clock-time|compass|keep-focus|keys|lazy|use-media|use-title)\\.',
      'client/panels/(route|join/(me-memory|repeatedly|problem-card|wait)|people/person-name)\\.',
      'client/panels/board/(board-context|focus-board|give-focus-back|just-created|look-at|use-outcome|use-scene)\\.',
      'client/(browser-storage|canvas/frames|i18n/(error-sentence|i18n|photo-words|typography|use-translation)|model/(api|link|offer-back|throttle)|style/(palette|theme))\\.',
      'shared/(board/(document|draft|note|text|tint-colours)\\.|geometry/rect|text/initials|workshop/)',
      'lucide-react/dist/esm/(Icon|context|createLucideIcon|defaultAttributes|shared)',
      'lucide-react/dist/esm/icons/(check|cloud-off|eye|eye-off|link-2-off|lock|refresh-cw|share-2|trash-2|x)\\.',
    ].join('|'),
  ),
}

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
    rolldownOptions: { output: { codeSplitting: { groups: [everywhere] } } },
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
