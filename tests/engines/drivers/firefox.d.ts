import type { Engine } from '../visitor.ts'

export function openFirefox(program: string, patienceMs: number): Promise<Engine>
