import type { Plugin } from 'vite'

/** A file that only says what another one has. */
const facade = /^export\{([^{}]*)\}from"\.\/([\w.-]+\.js)";\s*$/u

/**
 * The bundler makes a file of one line for each part that is opened by itself and stands in a file with others: one more
 * journey for each. The part is taken from the file where it stands. Superfluous with rolldown's issue 9729.
 * No part has to say where it is, either: some 140 times as much as the page needs before it paints.
 */
export function parts(): Plugin {
  return {
    name: 'parts',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const ways = new Map<string, string>()
        const places = new Map<string, string>()
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || chunk.isEntry) continue
          const [, names, file] = facade.exec(chunk.code) ?? []
          if (names === undefined || file === undefined) continue
          const taken = names.replaceAll(
            /([^,\s]+)(?: as ([^,\s]+))?/gu,
            (_, inside: string, name?: string) => [name ?? inside, `m.${inside}`].join(':'),
          )
          const name = chunk.fileName.replace(/.*\//u, '')
          ways.set(name, `import(\`./${file}\`).then(m=>({${taken}}))`)
          places.set(name, file)
          delete bundle[chunk.fileName]
        }
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue
          chunk.code = chunk.code
            .replaceAll(/import\(`\.\/([\w.-]+\.js)`\)/gu, (whole, file: string) => ways.get(file) ?? whole)
            // In the list of what is downloaded together.
            .replaceAll(/"\.\/([\w.-]+\.js)"/gu, (whole, file: string) => {
              const place = places.get(file)
              return place === undefined ? whole : `"./${place}"`
            })
            .replaceAll(/(__vite__mapDeps\(\[[\d,]*\]\)|\[\]),import\.meta\.url\)/gu, '$1)')
        }
      },
    },
  }
}
