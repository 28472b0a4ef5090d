import { useBoard } from './board-context.tsx'

/** Opens what a note or a version grew from; without an id, what the adopted sentence did. */
export function useOrigin(): (of?: string) => void {
  const { features, shell } = useBoard()
  const entry = features.find(({ origin }) => origin !== undefined)?.origin
  return (of) => {
    if (entry) shell.open(entry, of === undefined ? {} : { of })
  }
}
