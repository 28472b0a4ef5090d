import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const TalkTask = lazyPart(async () => (await import('./sentences.tsx')).TalkTask)

export const scene: StepScene = {
  Task: TalkTask,
  OnProjector: TalkTask,
  showsDone: false,
}
