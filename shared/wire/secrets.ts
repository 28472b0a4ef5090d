/**
 * The beginning of the one-time secret in a device link, which opens the board on one more device of a
 * person. It stands in the place of a link's secret. Secrets of links have no dot.
 */
const deviceLinkMark = 'device.'

export function isDeviceLinkSecret(secret: string): boolean {
  return secret.startsWith(deviceLinkMark)
}

/** Makes the secret from random characters. */
export function asDeviceLinkSecret(random: string): string {
  return deviceLinkMark + random
}

/** Ended sessions that a browser may name. Enough for a day of links that are often switched off. Not measured. */
export const formerLimit = 20

/** The header with the secret of a template that this browser saved on the server. */
export const templateSecretHeader = 'x-template-secret'

/** The header with the secret of a server on which only people who know it may open boards, percent-encoded. */
export const createSecretHeader = 'x-create-secret'
