/**
 * What a one-time secret begins with that lets a person in on one more device. It stands where a link's secret stands;
 * the dot is none of their characters.
 */
const handoverMark = 'device.'

export function isHandover(secret: string): boolean {
  return secret.startsWith(handoverMark)
}

/** From random characters. */
export function asHandover(random: string): string {
  return handoverMark + random
}
