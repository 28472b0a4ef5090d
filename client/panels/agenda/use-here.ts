import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'

/** Participants who are here, each once. */
export function useHere(): number {
  const people = useStore(useBoard().model.presence.people)
  return new Set(people.filter(({ leads }) => !leads).map(({ participant }) => participant)).size
}
