import { recall, remember } from '../../storage/browser-storage.ts'

const storageKey = 'boussole.create-secret'

/** The secret with which this browser last opened boards on this server. */
export function keptCreateSecret(): string | undefined {
  return recall(storageKey) ?? undefined
}

export function keepCreateSecret(secret: string): void {
  remember(storageKey, secret)
}

export function forgetCreateSecret(): void {
  remember(storageKey, null)
}
