import { dialog } from '../host/entries.tsx'

export const replayScreen = dialog(async () => (await import('./replay-screen.tsx')).ReplayScreen)
