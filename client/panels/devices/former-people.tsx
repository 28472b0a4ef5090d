import { useState } from 'react'
import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { othersHere, refreshSession, type StoredSession } from '../../model/memory/sessions.ts'
import { useBoard } from '../host/board-context.tsx'
import { usePersonName } from '../ui/person-name.ts'
import { Button } from '../ui/button.tsx'
import { devicesWords } from './words.ts'

/** Whoever continued here as the person of another device finds the way back to who they were in this browser. */
export function FormerPeople() {
  const t = useWords(devicesWords)
  const { model } = useBoard()
  const nameOf = usePersonName()
  const { id } = useStore(model.me)
  const [others] = useState(() => othersHere(model.id, id))
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
  // The last one opened in this tab is the one it goes on with.
  refreshSession(stored)
  location.reload()
}
