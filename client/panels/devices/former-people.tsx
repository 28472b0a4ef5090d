import { useState } from 'react'
import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { peopleHere, refreshSession, type StoredSession } from '../../model/memory/sessions.ts'
import { useBoard } from '../host/board-context.tsx'
import { usePersonName } from '../ui/person-name.ts'
import { Button } from '../ui/button.tsx'
import { devicesWords } from './words.ts'

/** Ways back to people that this browser was on this board before a device link. */
export function FormerPeople() {
  const t = useWords(devicesWords)
  const { model } = useBoard()
  const nameOf = usePersonName()
  const { id } = useStore(model.me)
  const [others] = useState(() => peopleHere(model.id, id))
  if (others.length === 0) return null
  return (
    <section className="own-devices">
      <p className="field__hint">{t('also')}</p>
      <div className="card__actions">
        {others.map((stored) => (
          <Button key={stored.session} onClick={() => goOnAs(stored)}>
            {t('goOnAs', { name: nameOf(stored.participant) })}
          </Button>
        ))}
      </div>
    </section>
  )
}

function goOnAs(stored: StoredSession): void {
  // This tab continues as the person that it opened last.
  refreshSession(stored)
  location.reload()
}
