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
