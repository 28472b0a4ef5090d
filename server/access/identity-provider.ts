import type { Configuration } from 'openid-client'

/** The house's identity provider, as the host has set it. */
export interface ProviderFacts {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where it sends people back. */
  readonly callback: string
}

/** What the browser keeps while its person is at the provider, so that nobody else finishes a sign-in there. */
export interface BegunSignIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** `refused`: the provider or the person said no. `away`: it does not answer. `failed`: its answer is not for this sign-in. */
export type SignInProblem = 'refused' | 'away' | 'failed'

export class SignInError extends Error {
  readonly problem: SignInProblem

  /** `detail`: for the log. No token and no claim. */
  constructor(problem: SignInProblem, detail: string) {
    super(detail)
    this.problem = problem
  }
}

export interface IdentityProvider {
  /** The address at which a person signs in. */
  readonly begin: () => Promise<{ readonly address: string; readonly begun: BegunSignIn }>
  /** The person who signed in. `search`: of the address to which the provider sent them back. */
  readonly finish: (search: string, begun: BegunSignIn) => Promise<string>
  /** The address at which a person signs out of the provider too; null without one. They come back to `home`. */
  readonly endAddress: (home: string) => Promise<string | null>
}

/** A request to the provider. People wait for it. Not measured. */
const timeoutSeconds = 10
/** Clocks of two machines. Not measured. */
const clockToleranceSeconds = 60
/** A provider that changes its addresses is known by them again after an hour. */
const knownMs = 3_600_000

/** `now`: milliseconds of a clock that never goes back. The library loads with the first sign-in. */
export function createIdentityProvider(facts: ProviderFacts, now: () => number): IdentityProvider {
  let known: { readonly at: number; readonly found: Promise<Configuration> } | undefined
  const configuration = async (): Promise<Configuration> => {
    if (!known || now() - known.at > knownMs) known = { at: now(), found: findProvider(facts) }
    const { found } = known
    try {
      return await found
    } catch (cause) {
      if (known?.found === found) known = undefined
      throw cause
    }
  }
  return {
    begin: async () => {
      const library = await import('openid-client')
      const begun = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
      }
      const address = library.buildAuthorizationUrl(await configuration(), {
        redirect_uri: facts.callback,
        // Who it is, and nothing about them.
        scope: 'openid',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await library.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, begun }
    },
    finish: async (search, { state, nonce, verifier }) => {
      const provider = await configuration()
      const library = await import('openid-client')
      try {
        const tokens = await library.authorizationCodeGrant(provider, new URL(facts.callback + search), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const person = tokens.claims()?.sub
        if (person === undefined) throw new SignInError('failed', 'the answer names nobody')
        return person
      } catch (cause) {
        if (cause instanceof SignInError) throw cause
        if (cause instanceof library.AuthorizationResponseError)
          throw new SignInError('refused', `the identity provider said ${cause.error}`)
        if (cause instanceof library.ResponseBodyError)
          throw new SignInError('failed', `the identity provider said ${cause.error}`)
        throw new SignInError(isUnreached(cause) ? 'away' : 'failed', kindOf(cause))
      }
    },
    endAddress: async (home) => {
      const library = await import('openid-client')
      const provider = await configuration()
      if (provider.serverMetadata().end_session_endpoint === undefined) return null
      return library.buildEndSessionUrl(provider, { post_logout_redirect_uri: home }).href
    },
  }
}

/** Reads the provider's description of itself. */
async function findProvider({ issuer, clientId, clientSecret }: ProviderFacts): Promise<Configuration> {
  const library = await import('openid-client')
  try {
    const options = { timeout: timeoutSeconds }
    const found = await library.discovery(new URL(issuer), clientId, undefined, library.None(), options)
    const server = found.serverMetadata()
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const authentication = ways.includes('client_secret_post')
      ? library.ClientSecretPost(clientSecret)
      : library.ClientSecretBasic(clientSecret)
    const client = { [library.clockTolerance]: clockToleranceSeconds }
    const provider = new library.Configuration(server, clientId, client, authentication)
    provider.timeout = timeoutSeconds
    return provider
  } catch (cause) {
    throw new SignInError('away', `the identity provider cannot be found: ${kindOf(cause)}`)
  }
}

/** The sentence and the code of a library's error. Its cause may have claims and addresses in it. */
function kindOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'an unknown error'
  const inner = cause.cause instanceof Error && 'code' in cause.cause ? ` (${String(cause.cause.code)})` : ''
  const code = 'code' in cause ? ` (${String(cause.code)})` : ''
  return `${cause.message}${code}${inner}`
}

function isUnreached(cause: unknown): boolean {
  return (
    cause instanceof TypeError ||
    (cause instanceof Error && 'code' in cause && cause.code === 'OAUTH_TIMEOUT')
  )
}
