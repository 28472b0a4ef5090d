import { useEffect, useState } from 'react'
import { readOpening } from '../../model/http/api.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'

/** A person needs this to open boards on this server. Null: they may open them. */
export type Lack = 'secret' | 'signIn' | null

const lackOf: Readonly<Record<string, Lack>> = {
  secret_needed: 'secret',
  secret_wrong: 'secret',
  sign_in_needed: 'signIn',
}

export interface Opening {
  readonly lack: Lack
  /** The person has shown the secret. */
  readonly allow: () => void
  /** True when this refusal of a board says what the person lacks. The page then shows it. */
  readonly isLack: (code: string) => boolean
}

/** Asks who may open boards on this server. Most let everybody, so the form is there while the answer is on its way. */
export function useOpening(): Opening {
  const [lack, setLack] = useState<Lack>(null)
  useEffect(() => {
    const ask = async () => {
      const opening = await readOpening(keptCreateSecret())
      if (!opening.ok || opening.value.isAllowed) return
      setLack(opening.value.by === 'secret' ? 'secret' : 'signIn')
    }
    void ask()
  }, [])
  return {
    lack,
    allow: () => setLack(null),
    isLack: (code) => {
      const found = lackOf[code]
      if (found) setLack(found)
      return found !== undefined
    },
  }
}
