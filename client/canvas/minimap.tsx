import { useStore } from '@nanostores/react'
import { useEffect, useRef } from 'react'
import type { BoardModel } from '../model/contract/board-model.ts'
import { palettes } from '../style/palette.ts'
import { theme } from '../style/theme.ts'
import { mountMinimap } from './mount-minimap.ts'
import './minimap.css'

/** The whole board at a glance and what part of it the screen shows; a press or drag goes there. */
export function Minimap({ model }: { readonly model: BoardModel }) {
  const host = useRef<HTMLDivElement>(null)
  const palette = palettes[useStore(theme)]
  useEffect(() => (host.current ? mountMinimap(host.current, model, palette) : undefined), [model, palette])
  // For the pointer alone: the keyboard has the fit and zoom keys, and a screen reader has the list of notes.
  return <div ref={host} className="minimap" aria-hidden="true" />
}
