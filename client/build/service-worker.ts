import type { Plugin } from 'vite'

/** The files that browsers keep to come up without the network: of the fonts, those that nearly every board needs. */
const kept = /(?<!\.fr)\.html$|^assets\/.*\.(?:js|css)$|-latin-wght-normal-[^/]*\.woff2$/u

/** Tells the service worker the files of the interface. It stands beside the pages under a name that never changes. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const files = Object.values(bundle).filter(({ fileName }) => kept.test(fileName))
        const entries = files.map(async (file) => ({
          url: file.fileName,
          // Files in assets are named after their content.
          revision:
            file.type === 'asset' && file.fileName.endsWith('.html') ? await fingerprint(file.source) : null,
        }))
        const worker = bundle['service-worker.js']
        // Older browsers start it as a script, which has no imports.
        if (worker?.type !== 'chunk' || worker.imports.length > 0)
          throw new Error('the service worker is no script')
        worker.code = worker.code.replace('INTERFACE_FILES', JSON.stringify(await Promise.all(entries)))
      },
    },
  }
}

async function fingerprint(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
