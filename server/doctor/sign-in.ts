import { createIdentityProvider, SignInError } from '../access/identity-provider.ts'
import type { OpeningRule } from '../access/opening.ts'
import { bad, ok, type Finding } from './finding.ts'

/** Whether the identity provider of `CREATE=oidc` describes itself at its address. Nobody is signed in. */
export async function findingsOfSignIn(
  rule: OpeningRule,
  publicUrl: string | null,
): Promise<readonly Finding[]> {
  if (rule.by !== 'oidc' || publicUrl === null) return []
  const callback = `${publicUrl}/api/sign-in/callback`
  try {
    await createIdentityProvider({ ...rule, callback }, () => performance.now()).begin()
    return [ok('sign-in', `the identity provider is at ${rule.issuer}`)]
  } catch (cause) {
    if (!(cause instanceof SignInError)) throw cause
    return [bad('sign-in', cause.message, 'check OIDC_ISSUER, and that this machine reaches it')]
  }
}
