import type { Engine } from '../visitor.ts'

export function openFirefox(program: string, timeoutMs: number): Promise<Engine>
