import { packageOf, pathTo, type ImportEdge, type ImportGraph } from './import-graph.ts'

/**
 * Each part's folders, lowest layer first. A file may import its own folder and every lower layer, as a type too.
 * Folders of one layer may not import each other. The longest prefix that fits a file decides.
 * `folder/*` is each folder inside `folder`.
 */
const layers: Readonly<Record<string, readonly (readonly string[])[]>> = {
  shared: [
    ['shared/geometry', 'shared/workshop'],
    ['shared/text', 'shared/agenda'],
    ['shared/board'],
    ['shared/sorting', 'shared/blocks', 'shared/imports'],
    ['shared/asking'],
    ['shared/statements'],
    ['shared/activities/*'],
    ['shared/activities'],
    ['shared/wire'],
  ],
  server: [
    ['server/basics', 'server/contracts'],
    ['server/store/rows'],
    [
      'server/store/sqlite',
      'server/store/postgres',
      'server/guard',
      'server/access',
      'server/board-file',
      'server/templates',
      'server/deadlines',
      'server/bus',
    ],
    ['server/documents'],
    ['server/archive'],
    ['server/relay'],
    ['server/commands', 'server/photos', 'server/polls', 'server/statements'],
    ['server/drafts'],
    ['server/history', 'server/report'],
    ['server/agenda', 'server/purpose'],
    ['server/asking'],
    ['server/activities/*'],
    ['server/activities'],
    ['server/routes', 'server/ops'],
    ['server/admin', 'server/doctor'],
    ['server'],
  ],
  client: [
    ['client/storage'],
    ['client/model/basics'],
    ['client/model/document', 'client/model/http'],
    ['client/model/view', 'client/model/frames', 'client/model/memory'],
    ['client/model/platform'],
    ['client/model/contract'],
    ['client/model/connection'],
    ['client/model/commands'],
    [
      'client/model/agenda',
      'client/model/drafts',
      'client/model/people',
      'client/model/photos',
      'client/model/voting',
      'client/model/replay',
      'client/model/statements',
    ],
    ['client/model'],
    ['client/routing', 'client/view', 'client/i18n', 'client/style', 'client/offline'],
    ['client/join-page', 'client/build'],
    ['client/tools'],
    ['client/tools/gestures'],
    ['client/tools/input'],
    ['client/canvas', 'client/panels/ui'],
    ['client/panels/host'],
    [
      'client/panels/after',
      'client/panels/agenda-editor',
      'client/panels/blocks',
      'client/panels/wording',
      'client/sorting',
    ],
    ['client/panels/asking'],
    [
      'client/activities/*',
      'client/panels/agenda',
      'client/panels/commands',
      'client/panels/devices',
      'client/panels/export',
      'client/panels/find',
      'client/panels/free',
      'client/panels/grouping',
      'client/panels/outline',
      'client/panels/help',
      'client/panels/installed',
      'client/panels/lineage',
      'client/panels/photos',
      'client/panels/purpose',
      'client/panels/rights',
      'client/panels/share',
    ],
    ['client/activities', 'client/panels/people', 'client/panels/phone'],
    ['client/panels/join'],
    ['client/panels/home'],
    ['client/panels/rehearsal'],
    ['client/panels/bring', 'client/panels/history', 'client/panels/second'],
    ['client/panels/replay'],
    ['client/panels/board'],
    ['client/panels/projector', 'client/panels/entry'],
    ['client/panels'],
    ['client/bench'],
    ['client'],
  ],
}

/** The only folders that may name a Yjs type. The store keeps rows and is not among them. */
const yjsFolders = [
  'shared/board',
  'server/relay',
  'server/contracts',
  'server/documents',
  'server/board-file',
  'server/archive',
  'server/agenda',
  'server/commands',
  'server/statements',
  'server/drafts',
  'server/activities',
  'server/photos',
  'server/guard',
  'server/report',
  'server/history',
  'client/model',
  'client/bench',
  'tests',
]
const yjsPackages = ['yjs', 'y-protocols', 'y-websocket']

/** The folders of the client that an activity may import besides its own. */
const openToActivities = [
  'client/i18n',
  'client/model/basics',
  'client/model/contract',
  'client/panels/asking',
  'client/panels/blocks',
  'client/panels/host',
  'client/panels/ui',
  'client/panels/wording',
  'client/sorting',
  'client/tools/input',
]

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
    isBroken: ({ from, to }) => to !== undefined && isCode(to) && !mayImport(from, to),
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
    name: 'an activity imports contracts, not features',
    isBroken: ({ from, to }) =>
      to !== undefined &&
      /^client\/activities\/[^/]+\//.test(from) &&
      isIn(to, 'client') &&
      !isIn(to, folderOf(from)) &&
      !openToActivities.some((folder) => isIn(to, folder)),
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
    name: 'PostgreSQL only in the store',
    isBroken: ({ from, specifier }) =>
      specifier === 'pg' && !isIn(from, 'server/store/postgres') && !isIn(from, 'tests'),
  },
  {
    name: 'the store is its contract, chosen in one place',
    isBroken: ({ from, to }) =>
      to !== undefined &&
      isIn(to, 'server/store') &&
      !isIn(from, 'server/store') &&
      !isIn(from, 'tests') &&
      ![
        'server/open-store.ts',
        'server/config.ts',
        'server/database-config.ts',
        'server/store-thread.ts',
        'server/backup.ts',
        'server/restore.ts',
        'server/move.ts',
        'server/saved-templates.ts',
        'server/verify.ts',
        'server/admin.ts',
        'server/doctor.ts',
      ].includes(from),
  },
]

function mayImport(from: string, to: string): boolean {
  const part = topOf(from)
  if (part === 'tests' || !(part in layers)) return true
  if (topOf(to) !== part) return topOf(to) === 'shared'
  const own = placeOf(from)
  const other = placeOf(to)
  if (own === undefined || other === undefined) return false
  return own.folder === other.folder || other.layer < own.layer
}

/** The folder of the layers that a file belongs to; undefined when no layer names it. */
function placeOf(path: string): { readonly folder: string; readonly layer: number } | undefined {
  const part = topOf(path)
  return (layers[part] ?? [])
    .flatMap((folders, layer) => folders.map((folder) => ({ folder: folderOrInner(folder, path), layer })))
    .filter(({ folder }) => (folder === part ? folderOf(path) === part : isIn(path, folder)))
    .sort((a, b) => b.folder.length - a.folder.length)[0]
}

/** `folder/*` as the folder inside `folder` that has this file; every other folder as it is. */
function folderOrInner(folder: string, path: string): string {
  if (!folder.endsWith('/*')) return folder
  const outer = folder.slice(0, -1)
  const [inner, ...rest] = path.slice(outer.length).split('/')
  return path.startsWith(outer) && rest.length > 0 ? `${outer}${inner}` : folder
}

/** The same graph with one node for each folder, without imports inside a folder. */
export function folderGraph(graph: ImportGraph): ImportGraph {
  const edges = graph.edges.flatMap((edge) => {
    if (edge.to === undefined || !isCode(edge.to)) return []
    const from = folderOf(edge.from)
    const to = folderOf(edge.to)
    return from === to ? [] : [{ ...edge, from, to }]
  })
  return { files: [...new Set(graph.files.map(folderOf))], edges }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
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
