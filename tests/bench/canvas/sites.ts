import { join } from 'node:path'
import { build } from 'vite'
import { buildPeerPages } from './peer-pages.ts'
import { serveFolder } from './static-site.ts'

/** A page with a canvas full of notes; `?n=` says how many. */
export interface BenchSite {
  readonly name: string
  readonly url: string
  /** Runs in the page before anything else and gives it the harness all pages share. */
  readonly adapter?: () => void
  readonly close: () => void
}

const root = join(import.meta.dirname, '..', '..', '..')

/** Ours first, then the peers', built as their users would have them. */
export async function benchPages(): Promise<readonly BenchSite[]> {
  process.env['BENCH'] = '1'
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' })
  const ours = await serveFolder(join(root, 'dist', 'bench'))
  const peers = await serveFolder(await buildPeerPages())
  return [
    { name: 'Boussole', url: `${ours.url}/bench.html`, adapter: adaptBoussole, close: ours.close },
    { name: 'tldraw 5.4', url: `${peers.url}/tldraw.html`, close: peers.close },
    { name: 'Excalidraw 0.18', url: `${peers.url}/excalidraw.html`, close: () => {} },
  ]
}

/** Serialised into the page: nothing outside this function can be used. */
function adaptBoussole(): void {
  interface OurBench {
    readonly notes: number
    readonly board: {
      readonly model: {
        readonly ui: { readonly selection: { readonly set: (ids: ReadonlySet<string>) => void } }
        readonly camera: { readonly state: { readonly get: () => { readonly zoom: number } } }
      }
    }
    readonly painted: Promise<number>
    readonly fit: () => void
    readonly zoomTo: (zoom: number) => void
    readonly centreOn: (id: string) => void
    readonly rectOf: (id: string) => { x: number; y: number; width: number; height: number } | undefined
    readonly textOf: (id: string) => string | undefined
    readonly positionOf: (id: string) => { x: number; y: number } | undefined
    readonly remoteMoves: (perSecond: number) => void
    readonly stop: () => void
  }
  let isPainted = false
  const ours = () => (window as unknown as { bench?: OurBench }).bench
  const idOf = (index: number) => `n${index}`
  const watch = () => {
    const bench = ours()
    if (!bench) return void setTimeout(watch, 20)
    return void bench.painted.then(() => (isPainted = true))
  }
  watch()
  window.canvasBench = {
    isPainted: () => isPainted,
    positions: () =>
      Array.from(
        { length: ours()?.notes ?? 0 },
        (_, index) => ours()?.positionOf(idOf(index)) ?? { x: 0, y: 0 },
      ),
    fit: () => ours()?.fit(),
    zoomTo: (zoom) => ours()?.zoomTo(zoom),
    zoom: () => ours()?.board.model.camera.state.get().zoom ?? 1,
    centreOn: (index) => ours()?.centreOn(idOf(index)),
    select: (indexes) => ours()?.board.model.ui.selection.set(new Set(indexes.map(idOf))),
    rectOf: (index) => ours()?.rectOf(idOf(index)) ?? { x: 0, y: 0, width: 0, height: 0 },
    textOf: (index) => ours()?.textOf(idOf(index)) ?? '',
    remoteMoves: (perSecond) => ours()?.remoteMoves(perSecond),
    stop: () => ours()?.stop(),
  }
}
