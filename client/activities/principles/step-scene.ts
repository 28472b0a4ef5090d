import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { settlePress } from './settle-press.ts'

const PrinciplesTask = lazyPart(async () => (await import('./step-task.tsx')).PrinciplesTask)
const OnProjector = lazyPart(async () => (await import('./projector-principles.tsx')).ProjectorPrinciples)

export const scene: StepScene = { Task: PrinciplesTask, OnProjector, lead: settlePress, showsDone: true }
