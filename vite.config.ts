import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'
import { packLineClasses } from './shared/text/pack-line-classes.ts'

/** The server that `npm run dev` starts beside Vite; links and websockets keep Vite's address. */
const server = `127.0.0.1:${process.env['PORT'] ?? '3000'}`

const main = fileOf('client/main.tsx')
const join = fileOf('client/join.ts')
const app = fileOf('client/start-app.tsx')
/** The page of a board, and the layout that it has on a phone. */
const board = fileOf('client/panels/entry/board-entry.tsx')
const phone = fileOf('client/panels/phone/phone-view.tsx')
/** The painted board, which a column does without. */
const canvas = fileOf('client/canvas/board-canvas.tsx')
const painted = fileOf('client/canvas/surface.ts')
/** What people work with on the painted board. */
const hands = fileOf('client/canvas/board-hands.ts')
/** What they do to it, there and elsewhere. */
const work = fileOf('client/model/commands/board-work.ts')

/** As `phoneQuery` says, whose file is not for Node. */
const phones = '(max-width: 640px), (max-height: 480px) and (pointer: coarse)'

/** Lines that nearly all that opens later needs: in a file of their own everything would ask for one more. */
const often =
  /\/client\/(?:i18n\/(?:use-words|words-of)|tools\/input\/composing|panels\/ui\/(?:clock-time|keep-focus|keys))\.ts$/u

/**
 * The code before a person can write stands in seven files: the join form, the modules of every page, the board, its
 * canvas, its layout on a phone, the hands on the painted board, and the commands. The bundler would make three dozen
 * files, 7 kB more. Each level of imports would cost a phone one more journey to the server.
 */
const beforePaint: Rolldown.CodeSplittingGroup = {
  debugName: 'before a person can write',
  includeDependenciesRecursively: false,
  name: (id, modules) => {
    // A file with one of them would start the page wherever it is imported.
    if (id === main || id === join) return null
    const from = isIcon.test(id) ? waysToIcon(id, modules) : waysTo(id, modules)
    if (from.has(join)) return 'join'
    if (from.has(main) || often.test(id)) return 'everywhere'
    const isOnOtherWays = from.has(fileOf('client/panels/home/home-page.tsx'))
    if (from.has(board)) return isOnOtherWays ? 'everywhere' : 'board'
    if (from.has(canvas)) return onlyPaints(from, modules) ? 'canvas' : 'board'
    if (from.has(work)) return 'work'
    if (!from.has(phone)) {
      if (!from.has(hands)) return null
      // A page in a column must not load the hands with a line that its features share with them.
      return onlyPaints(from, modules) ? 'hands' : null
    }
    // Other features need some of it, and must not load the layout of a phone with that.
    const tops = topsOf(from, modules)
    return tops.every((top) => top === phone) ? 'phone' : 'beside'
  },
}

/**
 * A painted board downloads its panels, drawers and dialogs ahead of the first press. It asks for a dozen files so; the
 * bundler would make one of every icon, two hundred in all.
 */
const afterPaint: Rolldown.CodeSplittingGroup = {
  debugName: 'ahead of the first press',
  includeDependenciesRecursively: false,
  name: (id, modules) => {
    if (id === main || id === join) return null
    if (isIcon.test(id)) return 'icons'
    if (/\/node_modules\/@(?:base-ui|floating-ui)\//u.test(id)) return 'widgets'
    const ways = waysTo(id, modules)
    if ([...ways].some((way) => pageWords.test(way))) return null
    const tops = topsOf(ways, modules)
    if (!tops.every((top) => parts.test(top))) return null
    // The map is for pages that have the canvas already.
    if (onlyPaints(ways, modules)) return null
    return tops.some((top) => frame.test(top)) ? 'frame' : 'panels'
  },
}

/** Parts that open on a board: not other pages, nor the parts of one step of an agenda. */
const parts =
  /\/client\/(?:panels\/(?!agenda-editor|entry|home|phone|projector|public|replay)|tools|canvas|activities\/(?:vote|write)\/(?!step-))/u

/** Bars round the board, which are drawn before anything is opened. */
const frame = /\/client\/(?:panels\/board|tools|canvas)\//u

/** The words of whole pages, which are asked for with the first script. */
const pageWords = /\/client\/i18n\/words\.(?:en|fr)\.ts$/u

/** True if every way here begins with the hands, or with something that paints: the board, its map, a replay. */
function onlyPaints(from: ReadonlySet<string>, modules: Rolldown.ChunkingContext): boolean {
  return topsOf(from, modules).every((top) => top === hands || waysDown(top, modules).has(painted))
}

const isIcon = /\/lucide-react\/dist\/esm\/icons\/([\w-]+)\.\w+$/u

/** As `waysTo`, from the files that name this icon. The library's own list leads from each of them to all icons. */
function waysToIcon(id: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const name = (isIcon.exec(id)?.[1] ?? '').replaceAll(/(?:^|-)(\w)/gu, (_, letter: string) =>
    letter.toUpperCase(),
  )
  const named = new RegExp(`\\b${name}\\b`, 'u')
  const lists = modules.getModuleInfo(id)?.importers ?? []
  const users = lists
    .flatMap((list) => modules.getModuleInfo(list)?.importers ?? [])
    .filter((user) => user.startsWith(fileOf('client')))
  const naming = users.filter((user) => named.test(modules.getModuleInfo(user)?.code ?? ''))
  return new Set((naming.length > 0 ? naming : users).flatMap((user) => [...waysTo(user, modules)]))
}

/** The scripts and styles of a chunk and of all that it imports. */
function filesOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const chunks = new Set([chunk])
  for (const { imports } of chunks) {
    for (const name of imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') chunks.add(imported)
    }
  }
  return new Set(
    [...chunks].flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])]),
  )
}

/**
 * Names in the documents what their scripts will need. The words are asked for with the first script, which would ask for
 * them one journey later. In join.html the app's files wait for `fetchApp`.
 */
function namesTheApp(): Plugin {
  return {
    name: 'names-the-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle, filename }) => {
        if (!bundle) return []
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const filesFor = (test: (id: string) => boolean) =>
          new Set(
            chunks
              .filter(({ facadeModuleId }) => facadeModuleId !== null && test(facadeModuleId))
              .flatMap((chunk) => [...filesOf(chunk, bundle)]),
          )
        const words = filesFor((id) => id === wordsIn('en'))
        const form = filesFor((id) => id === join || id.endsWith('join.html'))
        const later = filesFor((id) => id === app || id === board)
        const onCanvas = filesFor((id) => id === canvas)
        const onPhones = filesFor((id) => id === phone || id === work)
        const rest = (files: ReadonlySet<string>, ...without: readonly ReadonlySet<string>[]) =>
          [...files].filter((file) => !without.some((other) => other.has(file)))
        const atOnce = rest(words, form).map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        }))
        const behindTheForm = [
          ...rest(later, form, words).map((file) => waitingLink(file)),
          ...rest(onCanvas, later, form, words).map((file) => waitingLink(file, { 'data-canvas': true })),
          ...rest(onPhones, later, form, words).map((file) => waitingLink(file, { media: phones })),
        ]
        const tags = filename.endsWith('join.html') ? [...atOnce, ...behindTheForm] : atOnce
        return tags.map((tag) => ({ ...tag, injectTo: 'head' as const }))
      },
    },
  }
}

const wordsIn = (language: string) => fileOf(`client/i18n/words.${language}.ts`)

/** Makes each document once more, with the words of the other language. */
function documentsInFrench(): Plugin {
  return {
    name: 'documents-in-french',
    apply: (_, { command }) => command === 'build' && process.env['BENCH'] !== '1',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle)
        const nameOf = (language: string) =>
          files.find((file) => file.type === 'chunk' && file.facadeModuleId === wordsIn(language))?.fileName
        const [english, french] = [nameOf('en'), nameOf('fr')]
        if (english === undefined || french === undefined) throw new Error('the words have no files')
        for (const file of files) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
          const source = String(file.source).replaceAll(english, french)
          this.emitFile({ type: 'asset', fileName: file.fileName.replace(/html$/u, 'fr.html'), source })
        }
      },
    },
  }
}

/** A link that the page does not follow until its script says so. */
function waitingLink(file: string, more: Readonly<Record<string, string | true>> = {}) {
  const isStyle = file.endsWith('.css')
  return {
    tag: 'link',
    attrs: {
      'data-later': isStyle ? 'preload' : 'modulepreload',
      ...(isStyle && { as: 'style' }),
      ...more,
      crossorigin: true,
      href: `/${file}`,
    },
  }
}

/**
 * The bundler makes a file of one line for each part that is opened by itself and stands in a file with others: one more
 * journey for each. The part is taken from the file where it stands.
 */
function opensPartsDirectly(): Plugin {
  const line = /^export\{([^{}]*)\}from"\.\/([\w.-]+\.js)";\s*$/u
  return {
    name: 'opens-parts-directly',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const ways = new Map<string, string>()
        for (const { fileName, code, isEntry } of chunks) {
          const [, names, file] = line.exec(code) ?? []
          if (names === undefined || file === undefined || isEntry) continue
          const parts = names.split(',').map((name) => {
            const [inFile, outside = inFile] = name.split(' as ')
            return `${outside}:m.${inFile}`
          })
          ways.set(basename(fileName), `import(\`./${file}\`).then(m=>({${parts.join(',')}}))`)
        }
        for (const chunk of chunks)
          chunk.code = chunk.code.replaceAll(
            /import\(`\.\/([\w.-]+\.js)`\)/gu,
            (whole, file: string) => ways.get(file) ?? whole,
          )
        const documents = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.html'))
        for (const { fileName } of chunks) {
          const name = basename(fileName)
          if (!ways.has(name) || chunks.some(({ code }) => code.includes(name))) continue
          delete bundle[fileName]
          for (const page of documents)
            if (page.type === 'asset')
              page.source = String(page.source).replaceAll(/\s*<link\b[^>]*>/gu, (link) =>
                link.includes(`/${fileName}"`) ? '' : link,
              )
        }
      },
    },
  }
}

/** Packs the table of linebreak's characters so that a browser needs neither a second table nor code to inflate it. */
function packsLineClasses(): Plugin {
  const table = /[$\w]+\.toByteArray\("[^"]+"\)/u
  const trie = /import ([$\w]+) from "unicode-trie";/u
  const base64 = /import [$\w]+ from "base64-js";/u
  return {
    name: 'packs-line-classes',
    apply: 'build',
    transform: {
      filter: { id: /\/linebreak\/dist\/module\.mjs$/u },
      handler: (code) => {
        if (![table, trie, base64].every((part) => part.test(code)))
          throw new Error('linebreak has its table elsewhere than packsLineClasses knows')
        const classes = JSON.stringify(fileOf('shared/text/line-classes.ts'))
        return {
          code: code
            .replace(base64, '')
            .replace(trie, (_, name: string) => `import { LineClasses as ${name} } from ${classes};`)
            .replace(table, () => JSON.stringify(packLineClasses())),
          map: null,
        }
      },
    },
  }
}

/** In development, too, the addresses of a board and of /join have the join form's page. */
function joinPageOfDevelopment(): Plugin {
  return {
    name: 'join-page-of-development',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, _response, next) => {
        if (/^\/(?:b\/[^/?]+|join)\/?(?:\?|$)/u.test(request.url ?? '')) request.url = '/join.html'
        next()
      })
    },
  }
}

/** Every module by whose loading this one is loaded at once, itself included. */
function waysTo(id: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const ways = new Set([id])
  for (const way of ways)
    for (const importer of modules.getModuleInfo(way)?.importers ?? []) ways.add(importer)
  return ways
}

/** Where these ways begin: modules that nothing loads at once, but something when it is needed. */
function topsOf(ways: ReadonlySet<string>, modules: Rolldown.ChunkingContext): readonly string[] {
  return [...ways].filter((way) => modules.getModuleInfo(way)?.importers.length === 0)
}

/** Every module that is loaded at once with this one, itself included. */
function waysDown(id: string, modules: Rolldown.ChunkingContext): ReadonlySet<string> {
  const ways = new Set([id])
  for (const way of ways)
    for (const imported of modules.getModuleInfo(way)?.importedIds ?? []) ways.add(imported)
  return ways
}

/** The files that browsers keep to come up without the network: of the fonts, those that nearly every board needs. */
const kept = /(?<!\.fr)\.html$|\.(?:js|css)$|-latin-wght-normal-[^/]*\.woff2$/u

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
  plugins: [
    react(),
    packsLineClasses(),
    opensPartsDirectly(),
    namesTheApp(),
    joinPageOfDevelopment(),
    documentsInFrench(),
    serviceWorker(),
  ],
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
        hostType === 'html' ||
        /(?:join|start-app|board-entry|board-canvas|board-hands|phone-view|home-page)-/u.test(chunk)
          ? dependencies
          : dependencies.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: {
      input: [fileOf('client/index.html'), fileOf('client/join.html')],
      output: { codeSplitting: { groups: [beforePaint, afterPaint] } },
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
