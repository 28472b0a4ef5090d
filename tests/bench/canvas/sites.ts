import { buildPeerPages } from './peer-pages.ts'
import { serveFolder } from './static-site.ts'

/** A page with a canvas full of notes; `?n=` says how many. */
export interface BenchSite {
  readonly name: string
  readonly url: string
  readonly close: () => void
}

export async function benchPages(): Promise<readonly BenchSite[]> {
  const peers = await serveFolder(await buildPeerPages())
  return [
    { name: 'tldraw 5.4', url: `${peers.url}/tldraw.html`, close: peers.close },
    { name: 'Excalidraw 0.18', url: `${peers.url}/excalidraw.html`, close: () => {} },
  ]
}
