import type { EvidenceKey } from '../purpose/evidence-key.ts'
import type { TypedApp } from './refuse.ts'

/** The published half of the key that signs evidence, as PEM. It is everybody's, and stays at this address. */
export function registerEvidenceKey(app: TypedApp, key: EvidenceKey): void {
  app.get('/evidence-key', { schema: { hide: true } }, async (_request, reply) => {
    const letters = Buffer.from(await key.publicKey()).toString('base64')
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(`-----BEGIN PUBLIC KEY-----\n${letters}\n-----END PUBLIC KEY-----\n`)
  })
}
