import { dialog } from '../host/entries.tsx'

export const agendaEditor = dialog(async () => (await import('./agenda-editor.tsx')).AgendaEditor)
