import { dialog } from '../host/entries.tsx'

export const roomScreen = dialog(async () => (await import('./room-screen.tsx')).RoomScreen)
