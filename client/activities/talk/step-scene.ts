import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

const TalkTask = lazyPart(async () => (await import('./sentences.tsx')).TalkTask)
const TalkStage = lazyPart(async () => (await import('./sentences.tsx')).TalkStage)
const RoomSentences = lazyPart(async () => (await import('./sentences.tsx')).RoomSentences)

export const scene: StepScene = {
  Task: TalkTask,
  Stage: TalkStage,
  OnProjector: RoomSentences,
  showsDone: false,
}
