import { dialog } from '../host/entries.tsx'
import { fetchReplayScenes } from './replay-scenes.ts'

export const replayScreen = dialog(async (features) => {
  const [{ ReplayScreen }] = await Promise.all([import('./replay-screen.tsx'), fetchReplayScenes(features)])
  return ReplayScreen
})
