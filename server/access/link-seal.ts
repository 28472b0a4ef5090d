import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

/**
 * Encryption of the secrets of links at rest. A board has a pair of keys (X25519). Secrets are sealed with the public
 * one, so that anybody may add a link. The private one is kept locked: once under the secret of the facilitator link,
 * and once under each facilitator's session (HKDF-SHA-256, AES-256-GCM). The database has only hashes of those secrets.
 * They are random and long, so no slow hash is needed.
 */
export interface SealKeys {
  readonly publicKey: Uint8Array
  readonly privateKey: Uint8Array
}

export function newSealKeys(): SealKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }),
  }
}

/** Only the private key opens it. `about` must be the same then: a sealed text cannot stand for another one. */
export function seal(publicKey: Uint8Array, text: string, about: string): Uint8Array {
  const once = newSealKeys()
  const key = sharedKey(once.privateKey, publicKey, once.publicKey)
  return Buffer.concat([once.publicKey, encrypt(key, Buffer.from(text), about)])
}

/** Undefined when it was sealed for another key or about something else. */
export function unseal(privateKey: Uint8Array, sealed: Uint8Array, about: string): string | undefined {
  const once = sealed.subarray(0, publicKeyBytes)
  return failureAsUndefined(() => {
    const key = sharedKey(privateKey, once, once)
    return decrypt(key, sealed.subarray(publicKeyBytes), about).toString()
  })
}

/** The private key, locked under a secret. */
export function lockKey(privateKey: Uint8Array, secret: string, about: string): Uint8Array {
  return encrypt(lockOf(secret, about), privateKey, about)
}

/** Undefined when it was locked under another secret. */
export function unlockKey(locked: Uint8Array, secret: string, about: string): Uint8Array | undefined {
  return failureAsUndefined(() => decrypt(lockOf(secret, about), locked, about))
}

/** DER of an X25519 public key. */
const publicKeyBytes = 44
const nonceBytes = 12
const tagBytes = 16
const cipher = 'aes-256-gcm'

function sharedKey(privateKey: Uint8Array, publicKey: Uint8Array, once: Uint8Array): Uint8Array {
  const shared = diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.from(privateKey), type: 'pkcs8', format: 'der' }),
    publicKey: createPublicKey({ key: Buffer.from(publicKey), type: 'spki', format: 'der' }),
  })
  return derive(shared, once, 'boussole sealed link')
}

function lockOf(secret: string, about: string): Uint8Array {
  return derive(Buffer.from(secret), Buffer.from(about), 'boussole key to links')
}

function derive(secret: Uint8Array, salt: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, purpose, 32))
}

function encrypt(key: Uint8Array, bytes: Uint8Array, about: string): Uint8Array {
  const nonce = randomBytes(nonceBytes)
  const encryption = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about))
  const data = Buffer.concat([encryption.update(bytes), encryption.final()])
  return Buffer.concat([nonce, encryption.getAuthTag(), data])
}

function decrypt(key: Uint8Array, bytes: Uint8Array, about: string): Buffer {
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const decryption = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
  decryption.setAAD(Buffer.from(about)).setAuthTag(tag)
  return Buffer.concat([decryption.update(bytes.subarray(nonceBytes + tagBytes)), decryption.final()])
}

function failureAsUndefined<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    // Another key, or bytes that a damaged disk has changed: to the caller it is locked.
    return undefined
  }
}
