/**
 * What a one-time secret begins with that lets a person in on one more device. It stands where a link's secret stands;
 * the dot is none of their characters.
 */
const deviceLinkMark = 'device.'

export function isDeviceLinkSecret(secret: string): boolean {
  return secret.startsWith(deviceLinkMark)
}

/** From random characters. */
export function asDeviceLinkSecret(random: string): string {
  return deviceLinkMark + random
}
