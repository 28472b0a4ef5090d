import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Tldraw, createShapeId, toRichText } from 'tldraw'
import 'tldraw/tldraw.css'
import { benchNotes, count, remoteMoves, settle } from './notes.js'

const colours = ['yellow', 'orange', 'light-red', 'light-violet', 'light-blue', 'light-green', 'grey', 'blue']
const idOf = (index) => createShapeId(String(index))

createRoot(document.getElementById('root')).render(
  createElement(Tldraw, { options: { maxShapesPerPage: 50_000 }, onMount: fill }),
)

function fill(editor) {
  editor.run(
    () =>
      editor.createShapes(
        benchNotes().map(({ id, x, y, text, colour }) => ({
          id: createShapeId(id),
          type: 'note',
          x,
          y,
          props: { richText: toRichText(text), color: colours[colour], font: 'sans', size: 's' },
        })),
      ),
    { history: 'ignore' },
  )
  const isPainted = settle(() => document.querySelector('.tl-shape') !== null)
  window.canvasBench = {
    isPainted,
    fit: () => editor.zoomToFit({ immediate: true }),
    zoomTo: (zoom) => {
      const { x, y } = editor.getViewportPageBounds().center
      const screen = editor.getViewportScreenBounds()
      editor.setCamera(
        { x: -x + screen.w / zoom / 2, y: -y + screen.h / zoom / 2, z: zoom },
        { immediate: true },
      )
    },
    zoom: () => editor.getZoomLevel(),
    centreOn: (index) =>
      editor.centerOnPoint(editor.getShapePageBounds(idOf(index)).center, { immediate: true }),
    select: (indexes) => editor.setSelectedShapes(indexes.map(idOf)),
    rectOf: (index) => {
      const bounds = editor.getShapePageBounds(idOf(index))
      const at = editor.pageToViewport(bounds.point)
      const zoom = editor.getZoomLevel()
      return { x: at.x, y: at.y, width: bounds.w * zoom, height: bounds.h * zoom }
    },
    textOf: (index) => JSON.stringify(editor.getShape(idOf(index)).props.richText),
    ...remoteMoves((indexes, by) =>
      editor.store.mergeRemoteChanges(() =>
        editor.store.put(
          indexes.map((index) => {
            const shape = editor.getShape(idOf(index))
            return { ...shape, x: shape.x + by, y: shape.y + by }
          }),
        ),
      ),
    ),
    positions: () =>
      Array.from({ length: count }, (_, index) => editor.getShape(idOf(index))).map(({ x, y }) => ({ x, y })),
  }
}
