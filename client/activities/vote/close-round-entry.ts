import { dialog } from '../../panels/host/entries.tsx'

export const closeRoundDialog = dialog(async () => (await import('./close-round.tsx')).CloseRound)
