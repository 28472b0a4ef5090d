import { useEffect, useState } from 'react'
import { readOpening } from '../../model/http/api.ts'
import { forgetCreateSecret, keptCreateSecret } from '../../model/memory/create-secret.ts'

export interface Opening {
  readonly lack: Lack
  /** The name of the identity provider that signs people in. Undefined on servers without one. */
  readonly signInWith: string | undefined
  /** Of the server. */
  readonly version: string | undefined
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
  const [version, setVersion] = useState<string>()
  const [signInWith, setSignInWith] = useState<string>()
  useEffect(() => {
    const ask = async () => {
      const found = await askForLack()
      if (found.lack) setLack(found.lack)
      setProblem(found.problem)
      setVersion(found.version)
      setSignInWith(found.signInWith)
    }
    void ask()
  }, [])
  return {
    lack,
    problem,
    signInWith,
    version,
    allow: () => setLack(null),
    isLack: (code) => {
      const found = lackOf(code)
      if (found) setLack(found)
      return found !== undefined
    },
  }
}

/** A person needs this to open boards on this server. Null: they may open them. */
type Lack = 'secret' | 'signIn' | null

const lacks: Readonly<Record<string, Lack>> = {
  secret_needed: 'secret',
  secret_wrong: 'secret',
  sign_in_needed: 'signIn',
}

/** Tells the lack that a refusal names. A wrong secret is forgotten: at every visit it would count as a guess. */
export function lackOf(code: string): Lack | undefined {
  if (code === 'secret_wrong') forgetCreateSecret()
  return lacks[code]
}

/** Asks who may open boards. `problem`: the code of an answer that the page must show. */
export async function askForLack(): Promise<{
  readonly lack: Lack
  readonly problem: string | undefined
  readonly version?: string
  readonly signInWith?: string | undefined
}> {
  const opening = await readOpening(keptCreateSecret())
  if (!opening.ok) {
    // The form works without the answer to every other question.
    const problem = opening.code === 'too_many_requests' ? opening.code : undefined
    return { lack: null, problem }
  }
  const { by, isAllowed, ...facts } = opening.value
  if (isAllowed) return { lack: null, problem: undefined, ...facts }
  forgetCreateSecret()
  return { lack: by === 'secret' ? 'secret' : 'signIn', problem: undefined, ...facts }
}
