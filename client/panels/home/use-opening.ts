import { useEffect, useState } from 'react'
import { askForLack, lackOf, type Lack } from './opening-lack.ts'

export interface Opening {
  readonly lack: Lack
  /** The code of a refusal to tell who may open boards. */
  readonly problem: string | undefined
  /** The person has shown the secret. */
  readonly allow: () => void
  /** True when this refusal of a board says what the person lacks. The page then shows it. */
  readonly isLack: (code: string) => boolean
}

/** Asks who may open boards on this server. Most let everybody, so the form is there while the answer is on its way. */
export function useOpening(): Opening {
  const [lack, setLack] = useState<Lack>(null)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    const ask = async () => {
      const found = await askForLack()
      if (found.lack) setLack(found.lack)
      setProblem(found.problem)
    }
    void ask()
  }, [])
  return {
    lack,
    problem,
    allow: () => setLack(null),
    isLack: (code) => {
      const found = lackOf(code)
      if (found) setLack(found)
      return found !== undefined
    },
  }
}
