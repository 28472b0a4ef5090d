import type { Plugin } from 'vite'

/** A file that only says what another one has. */
const facade = /^export\{([^{}]*)\}from"\.\/([\w.-]+\.js)";\s*$/u

/**
 * The bundler makes a file of one line for each part that is opened by itself and stands in a file with others: one more
 * journey for each. The part is taken from the file where it stands. Superfluous with rolldown's issue 9729.
 */
export function parts(): Plugin {
  return {
    name: 'parts',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const ways = new Map<string, string>()
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || chunk.isEntry) continue
          const [, names, file] = facade.exec(chunk.code) ?? []
          if (names === undefined || file === undefined) continue
          const taken = names.replaceAll(
            /([^,\s]+)(?: as ([^,\s]+))?/gu,
            (_, inside: string, name?: string) => [name ?? inside, `m.${inside}`].join(':'),
          )
          ways.set(chunk.fileName.replace(/.*\//u, ''), `import(\`./${file}\`).then(m=>({${taken}}))`)
          delete bundle[chunk.fileName]
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk')
            chunk.code = chunk.code.replaceAll(
              /import\(`\.\/([\w.-]+\.js)`\)/gu,
              (whole, file: string) => ways.get(file) ?? whole,
            )
      },
    },
  }
}
