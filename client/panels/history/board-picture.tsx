import { useStore } from '@nanostores/react'
import { useEffect, useRef } from 'react'
import { noteSide } from '#shared/geometry/note-side.ts'
import { boundsOf, inset, type Rect } from '#shared/geometry/rect.ts'
import type { CheckpointPreview } from '#shared/wire/http.ts'
import { palettes, type Palette } from '../../style/palette.ts'
import { theme } from '../../style/theme.ts'

/** Margin around the notes of a group and around everything, board units. */
const margin = 40

/**
 * Upper limit of the scale, so that few notes are not magnified, and the size below which notes need the
 * stronger colour. CSS pixels a board unit. Not measured.
 */
const maxZoom = 0.4
const tinyPx = 6

/** A small picture of a board: its notes and groups in their colours, without words. */
export function BoardPicture({ board }: { board: CheckpointPreview }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = palettes[useStore(theme)]
  useEffect(() => {
    if (canvas.current) paint(canvas.current, board, palette)
  }, [board, palette])
  return <canvas ref={canvas} className="board-picture" aria-hidden="true" />
}

function paint(canvas: HTMLCanvasElement, { notes, clusters }: CheckpointPreview, palette: Palette): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return
  const ratio = window.devicePixelRatio
  canvas.width = canvas.clientWidth * ratio
  canvas.height = canvas.clientHeight * ratio
  context.fillStyle = palette.paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  const bounds = boundsOf(notes.map(rectOf))
  if (!bounds) return
  const world = inset(bounds, -2 * margin)
  const fitting = Math.min(canvas.width / world.width, canvas.height / world.height)
  const scale = Math.min(fitting, maxZoom * ratio)
  const left = (canvas.width - world.width * scale) / 2
  const top = (canvas.height - world.height * scale) / 2
  const fill = ({ x, y, width, height }: Rect) =>
    context.fillRect(
      left + (x - world.x) * scale,
      top + (y - world.y) * scale,
      Math.max(1, width * scale),
      Math.max(1, height * scale),
    )
  context.globalAlpha = 0.25
  const members = new Map<string | null, Rect[]>(clusters.map(({ id }) => [id, []]))
  for (const note of notes) members.get(note.cluster)?.push(rectOf(note))
  for (const { id, tint } of clusters) {
    const area = boundsOf(members.get(id) ?? [])
    context.fillStyle = palette.marks[tint]
    if (area) fill(inset(area, -margin))
  }
  context.globalAlpha = 1
  const isTiny = noteSide * scale < tinyPx * ratio
  for (const note of notes) {
    context.fillStyle = palette.marks[note.tint]
    fill(rectOf(note))
    if (isTiny) continue
    context.fillStyle = palette.tints[note.tint]
    fill(inset(rectOf(note), ratio / scale))
  }
}

function rectOf({ x, y }: { readonly x: number; readonly y: number }): Rect {
  return { x, y, width: noteSide, height: noteSide }
}
