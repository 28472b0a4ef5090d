import { pathTo, type ImportGraph } from './import-graph.ts'

/** Files that import it may name every sentence. */
const everyName = 'client/i18n/use-translation.ts'

/** Loaders that wait for the sentences, or only download and show nothing. */
const waits =
  /(?:\b(?:lazy|lazyBeside|lazyPart|lazyDialog|dialog|panel)\(\s*async \([a-z]*\) => (?:\(\{\s*default: |\{\s*const \[\{ \w+ \}\] = await Promise\.all\(\[\s*)?\(?(?:await )?|\bdrawer\(\s*'\w+',\s*async \(\) => \(await |actions: async \(\) => \(await |(?:^ +|, )\(\) => |\{ fetch: \(\) => )$/mu

/**
 * The ways by which a component could be shown without its sentences: a page that starts with one in it, or a part with
 * one in it that is loaded by something that does not wait for them.
 */
export function waysWithoutSentences(
  graph: ImportGraph,
  pages: readonly string[],
  sourceOf: (path: string) => string,
): readonly string[] {
  const wayTo = (start: string) =>
    start === everyName ? [] : pathTo(graph, start, ({ to }) => to === everyName, { atOnce: true })
  const atStart = pages.flatMap((page) => wayTo(page)?.join(' → ') ?? [])
  const later = graph.edges.flatMap(({ from, to, specifier, isLazy }) => {
    if (!isLazy || to === undefined || wayTo(to) === undefined) return []
    const before = sourceOf(from).split(`import('${specifier}')`).slice(0, -1)
    return before.length > 0 && before.every((text) => waits.test(text)) ? [] : [`${from} → ${specifier}`]
  })
  return [...atStart, ...new Set(later)]
}
