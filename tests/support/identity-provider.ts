import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { onTestFinished, vi } from 'vitest'
import { certificate, certificateKey, trustCertificate } from './proxies.ts'

export interface HouseProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Nobody listens any more. */
  readonly close: () => void
}

interface HouseOptions {
  /** PUBLIC_URL of the server whose people it signs in. */
  readonly publicUrl: string
  /** How late its clock is. */
  readonly lateSeconds?: number
}

/** Of what it says about a person. */
const answersHoldSeconds = 60

/** Ada's house: a real identity provider with TLS. Its page asks nothing but who somebody is. */
export async function openIdentityProvider({
  publicUrl,
  lateSeconds = 0,
}: HouseOptions): Promise<HouseProvider> {
  await trustCertificate()
  const now = Date.now
  const lateness = new AsyncLocalStorage<number>()
  // It runs in this process, and has a clock of its own.
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - (lateness.getStore() ?? 0))
  onTestFinished(() => clock.mockRestore())
  const [clientId, clientSecret] = ['boussole', 'a-secret-of-the-provider']
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer(
    { cert: readFileSync(certificate), key: readFileSync(certificateKey) },
    (request, response) => lateness.run(lateSeconds * 1_000, () => answer(request, response)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  onTestFinished(close)
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl}/api/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
      },
    ],
    cookies: { keys: ['of the tests'] },
    pkce: { required: () => true },
    ttl: {
      IdToken: answersHoldSeconds,
      AccessToken: 600,
      AuthorizationCode: 600,
      Grant: 600,
      Interaction: 600,
      Session: 600,
    },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@house.example` }),
    }),
    interactions: { url: (_context, { uid }) => `/who/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()
  answer = (request, response) => {
    const who = /^\/who\/[\w-]+\?name=(\w*)$/u.exec(request.url ?? '')?.[1]
    if (who !== undefined)
      return void provider.interactionFinished(
        request,
        response,
        who === '' ? { error: 'access_denied' } : { login: { accountId: who } },
      )
    if (request.url?.startsWith('/who/'))
      return response
        .setHeader('content-type', 'text/html')
        .end(
          '<form><button name="name" value="ada">Ada</button><button name="name" value="">No</button></form>',
        )
    return void handle(request, response)
  }
  return { issuer, clientId, clientSecret, close }
}
