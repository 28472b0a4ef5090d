import type { NetworkAddress } from '#shared/wire/http.ts'
import { useEffect, useState } from 'react'
import { at } from '../../model/basics/address.ts'
import { useWords } from '../../i18n/use-words.ts'
import { ask, type Outcome } from '../../model/http/api.ts'
import { uiWords } from './words.ts'

/** True when the page has a loopback address, which no other device can open. */
const isThisComputerOnly = /^(localhost|127\.|\[::1\])/.test(location.hostname)

/**
 * Says on the server's own computer that links made there open nothing elsewhere, and where to make them instead.
 * Draws nothing on pages that other devices can open too.
 * @param link A link to this board, opened at the network address; its own home page without one.
 */
export function ThisComputerOnly({ link }: { readonly link?: string | undefined }) {
  const t = useWords(uiWords)
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (isThisComputerOnly)
      void readNetworkAddress().then((answer) => answer.ok && setAddress(answer.value.address))
  }, [])
  if (!isThisComputerOnly) return null
  const path = link === undefined ? at('/') : link.slice(new URL(link).origin.length)
  return (
    <p className="field__hint">
      {t('localOnly')}{' '}
      {address !== null && (
        <>
          {t('localElsewhere')} <a href={`${address}${path}`}>{address}</a>
        </>
      )}
    </p>
  )
}

/** Where other devices of the network reach this server; null on any other computer. */
function readNetworkAddress(): Promise<Outcome<NetworkAddress>> {
  return ask('GET', '/api/network', {})
}
