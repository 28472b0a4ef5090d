import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const WriteTask = lazyPart(async () => (await import('./step-task.tsx')).WriteTask)

const WriteOnDesk = lazyPart(async () => (await import('./on-desk.tsx')).WriteOnDesk)

export const scene: StepScene = { Task: WriteTask, OnDesk: WriteOnDesk, showsDone: true, waitsForWords: true }
