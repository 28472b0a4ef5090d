import type { Engine } from '../visitor.ts'

export interface WebKitPrograms {
  readonly driver: string
  readonly browser: string
  /** The X server to show windows on, as in `DISPLAY`. */
  readonly display: string
}

export function openWebKit(programs: WebKitPrograms, timeoutMs: number): Engine
