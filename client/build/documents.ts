import type { Plugin, Rolldown } from 'vite'

/** The chunks that wait in join.html, and the reasons for which `fetchApp` asks for each. */
const behindTheForm: Readonly<Record<string, string>> = {
  'rolldown-runtime': 'first',
  everywhere: 'first',
  board: 'first',
  canvas: 'canvas',
  column: 'column stage',
  phone: 'column stage',
  work: 'notes',
  lists: 'notes',
  notes: 'notes',
  parts: 'stage',
  cards: 'stage',
  stage: 'stage',
}

/** The files that a browser needs to install the pages as an app. The server writes the manifest. */
const installable = [
  '<link rel="manifest" href="/manifest.webmanifest">',
  '<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
]

type Attributes = Readonly<Record<string, string>>

/**
 * Names in each document the words of one language, which the first script would ask for one journey later, and in
 * join.html the app's files. `index.html` is in English, `index.fr.html` in French.
 */
export function documents(): Plugin {
  return {
    name: 'documents',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunkOf = (name: string) => {
          const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name)
          if (chunk?.type !== 'chunk') throw new Error(`no chunk is named ${name}`)
          return chunk
        }
        const later = [
          ...Object.entries(behindTheForm).flatMap(([name, reasons]) => waiting(chunkOf(name), reasons)),
          ...tasks(bundle, chunkOf('stage')),
        ]
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
          const links = file.fileName.endsWith('join.html') ? later : []
          const page = (words: Rolldown.OutputChunk) =>
            String(file.source).replace('</head>', () =>
              [link(words.fileName, { rel: 'modulepreload' }), ...links, ...installable, '</head>'].join(
                '\n    ',
              ),
            )
          const french = page(chunkOf('words.fr'))
          file.source = page(chunkOf('words.en'))
          this.emitFile({
            type: 'asset',
            fileName: file.fileName.replace(/html$/u, 'fr.html'),
            source: french,
          })
        }
      },
    },
  }
}

/** The files that the task of an activity needs besides the stage, for the activities whose step may be running. */
function tasks(bundle: Rolldown.OutputBundle, stage: Rolldown.OutputChunk): readonly string[] {
  const withImports = (chunk: Rolldown.OutputChunk): ReadonlySet<Rolldown.OutputChunk> => {
    const all = new Set([chunk])
    for (const { imports } of all)
      for (const file of imports) {
        const imported = bundle[file]
        if (imported?.type === 'chunk') all.add(imported)
      }
    return all
  }
  const already = withImports(stage)
  const users = new Map<Rolldown.OutputChunk, string[]>()
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue
    for (const id of chunk.moduleIds) {
      const [, activity] = /\/client\/activities\/(\w+)\/(?:step|form|rewrite)-task\.tsx$/u.exec(id) ?? []
      if (activity === undefined) continue
      for (const needed of withImports(chunk))
        if (!already.has(needed)) users.set(needed, [...(users.get(needed) ?? []), activity])
    }
  }
  return [...users].flatMap(([chunk, activities]) => waiting(chunk, activities.join(' ')))
}

/** Links that the page does not follow until its script says so. */
function waiting({ fileName, viteMetadata }: Rolldown.OutputChunk, reasons: string): readonly string[] {
  // Low: the request to join goes before all of them.
  const more = { fetchpriority: 'low', 'data-for': reasons }
  const styles = [...(viteMetadata?.importedCss ?? [])]
  return [
    link(fileName, { 'data-later': 'modulepreload', ...more }),
    ...styles.map((file) => link(file, { 'data-later': 'preload', as: 'style', ...more })),
  ]
}

function link(file: string, attributes: Attributes): string {
  const all = Object.entries({ ...attributes, crossorigin: '', href: `/${file}` })
  return `<link ${all.map(([name, value]) => `${name}="${value}"`).join(' ')}>`
}
