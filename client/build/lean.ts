import type { Plugin } from 'vite'
import { withPackedClasses } from '#shared/text/pack-line-classes.ts'
import { withoutUnused } from './lean-react.ts'

/**
 * Packages without the parts that a page would download before it paints, and never uses. `fileOf` finds a file of this
 * project.
 */
export function lean(fileOf: (path: string) => string): readonly Plugin[] {
  return [
    // linebreak with a packed table, so that a browser needs neither a second table nor code to inflate it.
    change('linebreak', /\/linebreak\/dist\/module\.mjs$/u, (code) =>
      withPackedClasses(code, fileOf('shared/text/line-classes.ts')),
    ),
    change('react', /\/react-dom\/cjs\/react-dom-client\.production\.js$/u, withoutUnused),
    change('yjs', /\/yjs\/dist\/yjs\.mjs$/u, withoutXml),
    change(
      'preload',
      /^\0vite\/preload-helper/u,
      () => `export { preload as __vitePreload } from ${JSON.stringify(fileOf('client/offline/preload.ts'))}`,
    ),
    change(
      'lucide',
      /\/lucide-react\/dist\/esm\/createLucideIcon\.mjs$/u,
      () => `export { createIcon as default } from ${JSON.stringify(fileOf('client/panels/ui/icon.ts'))}`,
    ),
  ]
}

function change(name: string, file: RegExp, changed: (code: string) => string): Plugin {
  return {
    name: `lean-${name}`,
    apply: 'build',
    transform: { filter: { id: file }, handler: (code) => ({ code: changed(code), map: null }) },
  }
}

const readers = /(const typeRefs = \[\s*readYArray,\s*readYMap,\s*readYText),[^\]]*\]/u
const getters = /getXml(?:Element|Fragment) \(name = ''\) \{\s*return [^\n]*\n\s*\}/gu

/** No board has the XML of Yjs: the guard refuses it. */
function withoutXml(code: string): string {
  if (!readers.test(code) || code.match(getters)?.length !== 2)
    throw new Error('Yjs has its XML elsewhere than withoutXml knows')
  return code.replace(readers, '$1]').replaceAll(getters, '')
}
