import { packageOf, pathTo, type ImportEdge, type ImportGraph } from './import-graph.ts'

/** What each folder may import of ours, and nothing else; the longest prefix that fits a file decides. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  'shared/geometry': ['shared/geometry'],
  'shared/workshop': ['shared/workshop', 'shared/geometry'],
  'shared/text': ['shared/text', 'shared/geometry', 'shared/workshop', 'shared/board'],
  server: ['server', 'shared'],
  client: ['client', 'shared'],
  'client/style': ['client/style', 'client/storage/browser-storage.ts', 'shared'],
  'client/i18n': ['client/i18n', 'client/storage/browser-storage.ts', 'shared'],
  'client/model': ['client/model', 'client/i18n', 'client/storage/browser-storage.ts', 'shared'],
  // Gestures hit what is painted: they read what this screen shows, as plain values, and nothing that paints.
  'client/tools': [
    'client/tools',
    'client/view/view-state.ts',
    'client/canvas/watch-view-state.ts',
    'client/view/dots.ts',
    'client/model',
    'client/i18n',
    'shared',
  ],
  'client/canvas': ['client/canvas', 'client/tools', 'client/model', 'client/style', 'client/i18n', 'shared'],
  tests: ['tests', 'client', 'server', 'shared'],
}

/** The catalogues name what they have words for, as types alone. */
const mayImportTypes: Readonly<Record<string, readonly string[]>> = { 'client/i18n': ['client/model'] }

/**
 * The only folders in which Yjs types may be seen; the report reads snapshots, the history restores them, the store
 * compacts its own rows, the bench of the canvas (in no ordinary build) fills a document without a server.
 */
const yjsFolders = [
  'shared/board',
  'server/relay',
  'server/desk',
  'server/guard',
  'server/store',
  'server/report',
  'server/history',
  'client/model',
  'client/bench',
  'tests',
]
const yjsPackages = ['yjs', 'y-protocols', 'y-websocket', 'y-indexeddb']

const reactPackages = ['react', 'react-dom', '@nanostores/react', '@base-ui/react', 'lucide-react']

/** Every import that breaks a rule of the layout, as `rule: from → specifier`. */
export function brokenRules(graph: ImportGraph): readonly string[] {
  return graph.edges.flatMap((edge) =>
    rules
      .filter(({ isBroken }) => isBroken(edge))
      .map(({ name }) => `${name}: ${edge.from} → ${edge.specifier}`),
  )
}

/** The way from the page to a package that must never be sent to browsers, or undefined. */
export function serverPackageInPage(graph: ImportGraph, page: string): readonly string[] | undefined {
  return pathTo(
    graph,
    page,
    ({ to, specifier }) => to === undefined && ['typebox', 'fastify'].includes(packageOf(specifier)),
  )
}

const rules: readonly { readonly name: string; readonly isBroken: (edge: ImportEdge) => boolean }[] = [
  {
    name: 'layers',
    isBroken: ({ from, to, isType }) =>
      to !== undefined && isCode(to) && !allowedFor(from, isType).some((folder) => isIn(to, folder)),
  },
  {
    name: 'relative imports stay inside their folder',
    isBroken: ({ from, specifier, to }) =>
      to !== undefined && specifier.startsWith('.') && isCode(to) && topOf(from) !== topOf(to),
  },
  {
    name: 'Yjs stays where documents are kept',
    isBroken: ({ from, specifier, to }) =>
      to === undefined &&
      yjsPackages.includes(packageOf(specifier)) &&
      !yjsFolders.some((folder) => isIn(from, folder)),
  },
  {
    name: 'React only draws',
    isBroken: ({ from, specifier, to }) =>
      to === undefined &&
      reactPackages.includes(packageOf(specifier)) &&
      ['shared', 'server', 'client/model', 'client/tools'].some((folder) => isIn(from, folder)),
  },
  {
    name: 'no Node outside the server',
    isBroken: ({ from, specifier }) =>
      specifier.startsWith('node:') && (isIn(from, 'shared') || isIn(from, 'client')),
  },
  {
    name: 'SQLite only in the store',
    isBroken: ({ from, specifier }) =>
      specifier === 'node:sqlite' && !isIn(from, 'server/store') && !isIn(from, 'tests'),
  },
  {
    name: 'the store is its contract, chosen in one place',
    isBroken: ({ from, to }) =>
      to !== undefined &&
      isIn(to, 'server/store') &&
      to !== 'server/contracts/store.ts' &&
      !isIn(from, 'server/store') &&
      !isIn(from, 'tests') &&
      !['server/app.ts', 'server/main.ts', 'server/backup.ts', 'server/restore.ts'].includes(from),
  },
]

function allowedFor(from: string, isType: boolean): readonly string[] {
  const folder = Object.keys(mayImport)
    .filter((folder) => isIn(from, folder))
    .sort((a, b) => b.length - a.length)[0]
  if (folder === undefined) return ['client', 'server', 'shared', 'tests']
  return [...(mayImport[folder] ?? []), ...(isType ? (mayImportTypes[folder] ?? []) : [])]
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function topOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function isCode(path: string): boolean {
  return ['shared', 'server', 'client', 'tests'].includes(topOf(path))
}
