import type { SignedOut } from '#shared/wire/http.ts'
import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { at } from '../../model/basics/address.ts'
import { ask } from '../../model/http/api.ts'
import { Button } from '../ui/button.tsx'
import { homeWords } from './words.ts'

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
