import { useStore } from '@nanostores/react'
import { useBoard } from '../host/board-context.tsx'

/** People who are here and take part, each once. */
export function useHere(): number {
  const people = useStore(useBoard().model.presence.people)
  return new Set(
    people.filter(({ leads, takesPart }) => !leads || takesPart).map(({ participant }) => participant),
  ).size
}
