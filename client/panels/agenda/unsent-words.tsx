import { useId } from 'react'
import { inBrief } from '#shared/board/brief.ts'
import type { PlacedText } from '../../model/memory/begun.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../host/audience.tsx'
import { Button } from '../ui/button.tsx'
import { agendaWords } from './words.ts'

interface UnsentWordsProps {
  readonly texts: readonly PlacedText[]
  readonly onSent: () => void
  readonly onLeft: () => void
}

/** Before somebody is done: the words in their fields that nobody else has, and to whom each would go. */
export function UnsentWords({ texts, onSent, onLeft }: UnsentWordsProps) {
  const t = useWords(agendaWords)
  const id = useId()
  return (
    <section className="unsent" aria-label={t('unsent')}>
      <output>{t('unsent')}</output>
      <ul className="unsent__texts">
        {texts.map(({ place, text, blanks = {}, audience }) => (
          <li key={place}>
            <span dir="auto">{inBrief([text, ...Object.values(blanks)].filter(Boolean).join(' · '))}</span>
            <AudienceBadge id={`${id}-${place}`} audience={audience} />
          </li>
        ))}
      </ul>
      <p className="unsent__ways">
        <Button
          tone="neutral"
          onClick={() => {
            sendAll(texts.map(({ place }) => place))
            onSent()
          }}
        >
          {t('sendUnsent')}
        </Button>
        <Button tone="quiet" onClick={onLeft}>
          {t('leaveUnsent')}
        </Button>
      </p>
    </section>
  )
}

/** The form that sends the words of a place is in sight. */
export function maySend(place: string): boolean {
  return formOf(place) !== null
}

/**
 * Sends the words of these places, as their audiences say: it presses the buttons of their forms, which have the place as
 * `data-begun`. A text that lacks something stays in its field.
 */
function sendAll(places: readonly string[]): void {
  for (const place of places) formOf(place)?.requestSubmit()
}

function formOf(place: string): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>(`form[data-begun="${CSS.escape(place)}"]`)
}
