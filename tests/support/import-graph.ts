import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'

/** One import statement: what was written, and the file it means; a package has no file. */
export interface ImportEdge {
  readonly from: string
  readonly specifier: string
  /** Path from the root of the project; undefined for packages. */
  readonly to: string | undefined
  /** Erased by the compiler: `import type`. */
  readonly isType: boolean
  /** Loaded when it is asked for: `import()`. */
  readonly isLazy: boolean
}

export interface ImportGraph {
  readonly files: readonly string[]
  readonly edges: readonly ImportEdge[]
}

/** Fixtures are sources of a product that a test makes. */
const exclude = ['**/node_modules/**', 'tests/fixtures/**']

/** Reads every source file of the project below these folders. */
export function readImportGraph(root: string, folders: readonly string[]): ImportGraph {
  const paths = folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
  return importGraph(new Map(paths.map((path) => [path, readFileSync(posix.join(root, path), 'utf8')])))
}

/** The graph of sources given as text, by path from the root. */
export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  const edges = [...sources].flatMap(([from, source]) =>
    importsOf(from, source).map(({ specifier, ...how }) => ({
      from,
      specifier,
      to: fileOf(from, specifier),
      ...how,
    })),
  )
  return { files: [...sources.keys()], edges }
}

/** Name of the package of a bare specifier: `@base-ui/react` for `@base-ui/react/dialog`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Groups of files that import each other in a circle, each sorted; Tarjan's strongly connected components. */
export function cyclesOf(graph: ImportGraph): readonly (readonly string[])[] {
  const next = new Map<string, string[]>(graph.files.map((file) => [file, []]))
  for (const { from, to } of graph.edges) if (to !== undefined && next.has(to)) next.get(from)?.push(to)
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const onStack = new Set<string>()
  const cycles: string[][] = []
  const visit = (file: string): number => {
    const index = order.size
    order.set(file, index)
    low.set(file, index)
    stack.push(file)
    onStack.add(file)
    for (const other of next.get(file) ?? []) {
      if (!order.has(other)) low.set(file, Math.min(low.get(file) ?? index, visit(other)))
      else if (onStack.has(other)) low.set(file, Math.min(low.get(file) ?? index, order.get(other) ?? index))
    }
    if (low.get(file) === index) {
      const group = stack.splice(stack.indexOf(file))
      for (const member of group) onStack.delete(member)
      if (group.length > 1 || next.get(file)?.includes(file)) cycles.push(group.sort())
    }
    return low.get(file) ?? index
  }
  for (const file of graph.files) if (!order.has(file)) visit(file)
  return cycles
}

/** The imports at run time that lead from one file to something, or undefined when nothing does; `atOnce` leaves out what is loaded when it is asked for. */
export function pathTo(
  graph: ImportGraph,
  start: string,
  isTarget: (edge: ImportEdge) => boolean,
  { atOnce = false }: { readonly atOnce?: boolean } = {},
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]])
  for (const file of cameFrom.keys()) {
    for (const edge of graph.edges.filter(
      ({ from, isType, isLazy }) => from === file && !isType && !(atOnce && isLazy),
    )) {
      if (isTarget(edge)) return [...trail(cameFrom, file), edge.specifier]
      if (edge.to !== undefined && !cameFrom.has(edge.to)) cameFrom.set(edge.to, file)
    }
  }
  return undefined
}

function trail(cameFrom: ReadonlyMap<string, string | undefined>, end: string): readonly string[] {
  const steps: string[] = []
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) steps.unshift(at)
  return steps
}

function importsOf(
  path: string,
  source: string,
): readonly Pick<ImportEdge, 'specifier' | 'isType' | 'isLazy'>[] {
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const isTypeOnly = (start: number) => /^(?:im|ex)port\s+type\b/.test(source.slice(start, start + 40))
  return [
    ...module.staticImports.map(({ start, moduleRequest }) => ({
      specifier: moduleRequest.value,
      isType: isTypeOnly(start),
      isLazy: false,
    })),
    ...module.staticExports.flatMap(({ start, entries }) => {
      const specifier = entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value
      return specifier === undefined ? [] : [{ specifier, isType: isTypeOnly(start), isLazy: false }]
    }),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const literal = /^['"](.*)['"]$/.exec(source.slice(moduleRequest.start, moduleRequest.end))
      return literal?.[1] === undefined ? [] : [{ specifier: literal[1], isType: false, isLazy: true }]
    }),
  ]
}

function fileOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier).replace(/\?.*$/, '')
  return undefined
}

/** Imports of files that are not there: a graph with holes proves nothing. */
export function brokenImports(root: string, graph: ImportGraph): readonly string[] {
  return graph.edges
    .filter(({ to }) => to !== undefined && !existsSync(posix.join(root, to)))
    .map(({ from, specifier }) => `${from} → ${specifier}`)
}
