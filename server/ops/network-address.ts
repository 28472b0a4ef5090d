import { networkInterfaces } from 'node:os'

interface ListeningAt {
  readonly publicUrl: string | null
  readonly host: string
}

/** Listens on every address of this machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/**
 * Where other devices of the network reach this server, such as `http://192.168.1.20:3000`. Undefined with a
 * public address, or when the server listens on one address alone.
 */
export function networkAddress({ publicUrl, host }: ListeningAt, port: number): string | undefined {
  if (publicUrl !== null || !isEverywhere(host)) return undefined
  const address = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
  return address === undefined ? undefined : `http://${address}:${port}`
}
