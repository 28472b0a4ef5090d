import { createRoot } from 'react-dom/client'
import * as Y from 'yjs'
import { BoardCanvas } from '../canvas/board-canvas.tsx'
import { Minimap } from '../canvas/minimap.tsx'
import { measureNote } from '../canvas/measure.ts'
import { startI18n } from '../i18n/i18n.ts'
import { startTheme } from '../style/theme.ts'
import '../style/base.css'
import { createBench, type Bench } from './bench.ts'
import { createLocalBoard } from './local-board.ts'

declare global {
  interface Window {
    bench: Bench
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('bench.html has no #root')
const count = Number(new URLSearchParams(location.search).get('n') ?? 10_000)
const arriving = updateOf(count)
startTheme()
await startI18n('en')
await document.fonts.load("16px 'Inter Variable'")
const update = await arriving

performance.mark('document')
const doc = new Y.Doc()
Y.applyUpdate(doc, update)
const board = createLocalBoard(doc, measureNote)
window.bench = createBench(board, count)
const isMapShown = new URLSearchParams(location.search).has('map')
createRoot(root).render(
  <>
    <BoardCanvas
      model={board.model}
      requests={{ onPasteRows: () => undefined, onNotesFile: () => undefined }}
    />
    {isMapShown && <Minimap model={board.model} />}
  </>,
)

/** A sample board of so many notes, as a server would send it. */
function updateOf(count: number): Promise<Uint8Array> {
  const worker = new Worker(new URL('sample-worker.ts', import.meta.url), {
    type: 'module',
    name: String(count),
  })
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
      worker.terminate()
      resolve(data)
    })
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
  })
}
