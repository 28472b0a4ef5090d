import { useEffect, useState, type FormEvent } from 'react'
import { LogIn } from 'lucide-react'
import type { SignedOut } from '#shared/wire/http.ts'
import { ask } from '../../model/http/api.ts'
import { readOpening } from '../../model/http/new-board-api.ts'
import { forgetCreateSecret, keptCreateSecret, keepCreateSecret } from '../../model/memory/host-secrets.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { at } from '../../model/basics/address.ts'
import { homeWords } from './words.ts'

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

/** Asks once for the secret of a server on which only people who know it open boards. */
export function SecretForm({ onShown }: { readonly onShown: () => void }) {
  const t = useWords(homeWords)
  const [secret, setSecret] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [error, setError] = useState('')
  const show = async () => {
    const said = secret.trim()
    setIsSending(true)
    setError('')
    const opening = await readOpening(said)
    setIsSending(false)
    if (!opening.ok) return setError(errorSentence(opening.code))
    if (!opening.value.isAllowed) return setError(errorSentence('secret_wrong'))
    keepCreateSecret(said)
    onShown()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void show()
  }
  return (
    <form className="create-board" onSubmit={submit}>
      <p className="card__words">{t('secretExplained')}</p>
      <Field
        label={t('secret')}
        type="password"
        value={secret}
        maxLength={200}
        error={error}
        onChange={(event) => setSecret(event.target.value)}
      />
      <Button tone="accent" type="submit" isWide isBusy={isSending} disabled={secret.trim() === ''}>
        {t('secretSubmit')}
      </Button>
    </form>
  )
}

/** Why a person comes back from the identity provider without being signed in. The server names it in the address. */
const problems = ['refused', 'late', 'away', 'failed'] as const

/** Leads a person who opens boards to the house's identity provider. */
export function SignIn({ provider }: { readonly provider: string }) {
  const t = useWords(homeWords)
  const [problem] = useState(takeProblem)
  return (
    <>
      <p className="card__words">{t('signInFirst')}</p>
      {problem && (
        <p className="card__error" role="alert">
          {t(`signInProblem.${problem}`, { provider })}
        </p>
      )}
      <a className="button button--plain button--wide" href={at('/api/sign-in')}>
        <LogIn />
        <span>{t('signInWith', { provider })}</span>
      </a>
    </>
  )
}

/** Signs the person out, here and at the identity provider when it has an address for that. */
export function SignOut({ provider }: { readonly provider: string }) {
  const t = useWords(homeWords)
  const leave = async () => {
    const out = await ask<SignedOut>('POST', '/api/sign-out', {})
    const address = (out.ok ? out.value.address : null) ?? at('/')
    location.assign(address)
  }
  return (
    <p className="home__signed row">
      {t('signedInWith', { provider })}
      <Button tone="quiet" onClick={() => void leave()}>
        {t('signOut')}
      </Button>
    </p>
  )
}

function takeProblem(): (typeof problems)[number] | undefined {
  const said = new URLSearchParams(location.search).get('sign-in')
  // A page that is loaded again has no problem any more.
  if (said !== null) history.replaceState(history.state, '', at('/'))
  return problems.find((known) => known === said)
}
