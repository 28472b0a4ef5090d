import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { knownLinks } from '../../model/memory/sessions.ts'
import { useBoard } from '../host/board-context.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { shareWords } from '../share/words.ts'

/** `welcome` fills the screen, `beside` stands next to the board, `small` in the head. */
export type InvitationSize = 'welcome' | 'beside' | 'small'

/** QR code and join code, in a browser that knows the link of participants. A viewer's browser does not. */
export function Invitation({ size }: { readonly size: InvitationSize }) {
  const t = useWords(shareWords)
  const { model } = useBoard()
  const { participant, joinCode } = useKnownLinks(model.id)
  if (participant === undefined || joinCode === undefined) return null
  return (
    <aside className="projector__invitation" data-size={size} aria-label={t('roomHeading')}>
      <QrCode text={participant} label={t('qr')} />
      <div className="projector__join">
        <p>
          {size === 'small' ? `${location.host}/join` : t('roomHint', { address: `${location.host}/join` })}
        </p>
        <p className="projector__code">{joinCode}</p>
      </div>
    </aside>
  )
}

/** A link that is renewed in another window of this browser changes here too. */
function useKnownLinks(board: string) {
  const [links, setLinks] = useState(() => knownLinks(board))
  useEffect(() => {
    const read = () => setLinks(knownLinks(board))
    window.addEventListener('storage', read)
    return () => window.removeEventListener('storage', read)
  }, [board])
  return links
}
