import { useEffect, useState } from 'react'
import type { PhaseNotes } from '#shared/agenda/phase-notes.ts'
import { readPhaseNotes } from '../../model/http/api.ts'
import { useBoard } from '../host/board-context.tsx'

const none: PhaseNotes = {}

/** The notes for facilitators, read again after each edit of the agenda. */
export function usePhaseNotes(edition: number): PhaseNotes {
  const { asking } = useBoard()
  const [notes, setNotes] = useState<{ readonly edition: number; readonly notes: PhaseNotes } | null>(null)
  useEffect(() => {
    let isLeft = false
    const read = async () => {
      const answer = await readPhaseNotes(asking)
      if (answer.ok && !isLeft) setNotes({ edition, notes: answer.value.notes })
    }
    void read()
    return () => {
      isLeft = true
    }
  }, [asking, edition])
  return notes?.notes ?? none
}
