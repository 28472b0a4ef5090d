import type { Plugin } from 'vite'
import { withPackedClasses } from '#shared/text/pack-line-classes.ts'
import { withoutUnused } from './lean-react.ts'
import { withoutUnusedFormats } from './lean-yjs.ts'

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
    change('yjs', /\/yjs\/dist\/yjs\.mjs$/u, withoutUnusedFormats),
    // A browser is one.
    change(
      'environment',
      /\/lib0\/environment\.js$/u,
      () => 'export const isBrowser = true, isNode = false, getVariable = () => null',
    ),
    // Yjs warns on the console. Both ways to do that bring a console of their own, or a language for schemas.
    change(
      'logging',
      /\/lib0\/logging\.js$/u,
      () =>
        "export const { log: print, warn } = console; export const ORANGE = '', BOLD = '', UNBOLD = '', RED = ''",
    ),
    // Tabs of one browser each have their own connection.
    change(
      'channels',
      /\/lib0\/broadcastchannel\.js$/u,
      () => 'export const subscribe = () => {}, unsubscribe = subscribe, publish = subscribe',
    ),
    // The server closes a connection that may not be, without a message of this kind.
    change('auth', /\/y-protocols\/auth\.js$/u, () => 'export const readAuthMessage = () => {}'),
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
