import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.template-secrets'

/** Remembers the secret of a template that this browser saved on the server. Null: it is gone. */
export function keepTemplateSecret(id: string, secret: string | null): void {
  const { [id]: _, ...others } = kept()
  const next = secret === null ? others : { ...others, [id]: secret }
  remember(storageKey, Object.keys(next).length === 0 ? null : JSON.stringify(next))
}

/** The secret of a template, when this browser saved it. */
export function templateSecret(id: string): string | undefined {
  const secrets = kept()
  return Object.hasOwn(secrets, id) ? secrets[id] : undefined
}

function kept(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(recall(storageKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not written by this program: treated as empty.
    return {}
  }
}
