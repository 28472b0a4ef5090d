import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { CaptureUpdateAction, Excalidraw, convertToExcalidrawElements } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { benchNotes, count, remoteMoves, settle } from './notes.js'

const colours = ['#fff3bf', '#ffe8cc', '#ffe3e3', '#e5dbff', '#d0ebff', '#d3f9d8', '#f1f3f5', '#dbe4ff']

createRoot(document.getElementById('root')).render(
  createElement(Excalidraw, { excalidrawAPI: (api) => setTimeout(() => fill(api), 0) }),
)

function fill(api) {
  const elements = convertToExcalidrawElements(
    benchNotes().map(({ id, x, y, text, colour }) => ({
      id,
      type: 'rectangle',
      x,
      y,
      width: 200,
      height: 200,
      roughness: 0,
      fillStyle: 'solid',
      strokeColor: '#1e1e1e',
      backgroundColor: colours[colour],
      label: { text, fontSize: 16, fontFamily: 2 },
    })),
    { regenerateIds: false },
  )
  api.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER })
  const isPainted = settle(() => api.getSceneElements().length > 0)
  const find = (index) => api.getSceneElements().find(({ id }) => id === String(index))
  const labelOf = (index) => api.getSceneElements().find(({ containerId }) => containerId === String(index))
  const look = (at, zoom) => {
    const { width, height } = api.getAppState()
    api.updateScene({
      appState: {
        zoom: { value: zoom },
        scrollX: width / 2 / zoom - at.x,
        scrollY: height / 2 / zoom - at.y,
      },
    })
  }
  const centre = () => {
    const { width, height, zoom, scrollX, scrollY } = api.getAppState()
    return { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY }
  }
  window.canvasBench = {
    isPainted,
    fit: () =>
      api.scrollToContent(api.getSceneElements(), {
        fitToViewport: true,
        viewportZoomFactor: 0.9,
        animate: false,
      }),
    zoomTo: (zoom) => look(centre(), zoom),
    zoom: () => api.getAppState().zoom.value,
    centreOn: (index) => {
      const { x, y } = find(index)
      look({ x: x + 100, y: y + 100 }, api.getAppState().zoom.value)
    },
    select: (indexes) =>
      api.updateScene({
        appState: { selectedElementIds: Object.fromEntries(indexes.map((index) => [index, true])) },
      }),
    rectOf: (index) => {
      const { x, y, width, height } = find(index)
      const { zoom, scrollX, scrollY } = api.getAppState()
      return {
        x: (x + scrollX) * zoom.value,
        y: (y + scrollY) * zoom.value,
        width: width * zoom.value,
        height: height * zoom.value,
      }
    },
    textOf: (index) => labelOf(index)?.text ?? '',
    ...remoteMoves((indexes, by) => {
      const moved = new Set(indexes.map(String))
      api.updateScene({
        elements: api
          .getSceneElementsIncludingDeleted()
          .map((element) =>
            moved.has(element.id) || moved.has(element.containerId)
              ? { ...element, x: element.x + by, y: element.y + by, version: element.version + 1 }
              : element,
          ),
        captureUpdate: CaptureUpdateAction.NEVER,
      })
    }),
    positions: () => {
      const found = new Map(api.getSceneElements().map((element) => [element.id, element]))
      return Array.from({ length: count }, (_, index) => found.get(String(index))).map(({ x, y }) => ({
        x,
        y,
      }))
    },
  }
}
