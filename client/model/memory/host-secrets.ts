import { recall, remember } from '../../storage/browser-storage.ts'

/** Where this browser keeps its secrets of the server: for opening boards, and for the templates that it saved. */
const createKey = 'boussole.create-secret'
const templatesKey = 'boussole.template-secrets'

/** The secret with which this browser last opened boards on this server. */
export function keptCreateSecret(): string | undefined {
  return recall(createKey) ?? undefined
}

export function keepCreateSecret(secret: string): void {
  remember(createKey, secret)
}

export function forgetCreateSecret(): void {
  remember(createKey, null)
}

/** Remembers the secret of a template that this browser saved on the server. Null: it is gone. */
export function keepTemplateSecret(id: string, secret: string | null): void {
  const { [id]: _, ...others } = kept()
  const next = secret === null ? others : { ...others, [id]: secret }
  remember(templatesKey, Object.keys(next).length === 0 ? null : JSON.stringify(next))
}

/** The secret of a template, when this browser saved it. */
export function templateSecret(id: string): string | undefined {
  const secrets = kept()
  return Object.hasOwn(secrets, id) ? secrets[id] : undefined
}

function kept(): Readonly<Record<string, string>> {
  try {
    const stored: unknown = JSON.parse(recall(templatesKey) ?? '{}')
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {}
  } catch {
    // Not written by this program: treated as empty.
    return {}
  }
}
