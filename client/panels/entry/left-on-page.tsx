import { createRoot } from 'react-dom/client'
import { LeftWords } from './left-words.tsx'

/** The words that were begun on a board, on a page that is drawn without React. Returns its own undo. */
export function showLeftWords(board: string, into: HTMLElement): () => void {
  const root = createRoot(into)
  root.render(<LeftWords board={board} />)
  return () => root.unmount()
}
