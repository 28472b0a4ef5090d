import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { documents } from './client/build/documents.ts'
import { parts } from './client/build/parts.ts'
import { serviceWorker } from './client/build/service-worker.ts'
import { withPackedClasses } from './shared/text/pack-line-classes.ts'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`
/** The canvas bench is a page of its own that no ordinary build contains. */
const isBench = process.env['BENCH'] === '1'

/**
 * The bundles. A module stands in the first one that reaches it, so that what comes first is never downloaded for what
 * comes later. A bundle is named after its first modules; of the lines that later bundles share, those are listed that
 * would otherwise bring an earlier bundle to a page without it. tests/server/client-size.test.ts says what each page downloads.
 */
const bundles: Rolldown.CodeSplittingGroup[] = [
  // The join form.
  { name: 'form', test: /\/client\/start-join|\0rolldown/u },
  // The modules of every page.
  {
    name: 'everywhere',
    test: /\/client\/(?:start-app|i18n\/(?:use-words|words-of)|panels\/(?:ui\/use-title|host\/just-created))|\/shared\/board\/limits|\/lucide-react\/dist\/esm\/(?:(?!icons|lucide)|icons\/(?:users|chevron-right))/u,
  },
  // The page of a board, and the painted board, which a column does without.
  {
    name: 'board',
    test: /\/client\/(?:panels\/entry\/board-entry|i18n\/photo-words|style\/palette)|\/shared\/(?:board\/blanks|workshop\/tally|text\/in-line)/u,
  },
  { name: 'canvas', test: /\/client\/canvas\/board-canvas/u },
  // The commands of a board, there and in a column; the column; the hands on the painted board.
  {
    name: 'work',
    test: /\/client\/(?:model\/commands|tools\/(?:view|edit|regroup|selecting|tell-refusal|input\/(?:composing|pasted|system-clipboard))|canvas\/(?:field-text|outline-place))|\/shared\/(?:board\/(?:beginning|outline)|text\/in-line)/u,
  },
  { name: 'hands', test: /\/client\/canvas\/board-hands/u },
  { name: 'phone', test: /\/client\/panels\/phone\/phone-view/u },
  // The parts of pages without a board, and of the projector.
  { name: 'icons', test: /\/lucide-react\//u },
  {
    name: 'pages',
    test: /\/client\/(?:panels\/(?:ui\/(?:page|field|use-is-left|save-file|choice)\b|home\/enter-created|people\/name-field)|model\/(?:memory\/create-secret|http\/templates-api))|\/shared\/agenda\/(?:fill|answers)/u,
  },
  {
    name: 'ui',
    test: /\/client\/panels\/(?:ui\/(?!dialog|palette|switch)|host\/(?:bounds-of|still-principle|use-photo|areas-of-step)|share\/words)/u,
  },
  { name: 'widgets', test: /\/@(?:base-ui|floating-ui)\/|\/client\/panels\/(?:ui\/|board\/toasts)/u },
  // Bars round the board, which are drawn before anything is opened.
  {
    name: 'frame',
    test: /\/client\/panels\/board\/(?:tool-rail|view-controls|announcements|spotlight-line|follow-line|context-bar)/u,
  },
  { name: 'wording', test: /\/client\/panels\/wording\//u },
  // The bars, drawers and dialogs of a board, which it downloads ahead of the first press.
  {
    name: 'panels',
    test: /\/client\/(?:panels\/(?!after|agenda-editor|asking|entry|home|join|phone|projector|public|replay)|activities\/(?:vote|write)\/(?!step-))/u,
  },
]

/** Packs the table of linebreak's characters so that a browser needs neither a second table nor code to inflate it. */
const packedLineClasses: Plugin = {
  name: 'packed-line-classes',
  apply: 'build',
  transform: {
    filter: { id: /\/linebreak\/dist\/module\.mjs$/u },
    handler: (code) => ({ code: withPackedClasses(code, fileOf('shared/text/line-classes.ts')), map: null }),
  },
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

export default defineConfig({
  root: 'client',
  // Scripts and styles find one another beside them, under whatever path the server is. It writes the path into documents.
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  plugins: [react(), packedLineClasses, ...(isBench ? [] : [parts(), documents(), serviceWorker()])],
  // Yjs warns on the console; the browser's way of doing that brings a console of its own and a language for schemas.
  resolve: { alias: [{ find: /^lib0\/logging$/, replacement: fileOf('node_modules/lib0/logging.node.js') }] },
  build: {
    outDir: isBench ? '../dist/bench' : '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      // Pages are fetched with all they need at once. What opens on them later names its styles alone: lists of scripts
      // for every dialog would be part of what each page has to load first.
      resolveDependencies: (chunk, dependencies, { hostType }) =>
        hostType === 'html' || chunk.includes('home-page-')
          ? dependencies
          : dependencies.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: isBench
      ? { input: fileOf('client/bench.html') }
      : {
          input: ['index.html', 'join.html', 'offline/service-worker.ts'].map((file) =>
            fileOf(`client/${file}`),
          ),
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
