import { useStore } from '@nanostores/react'
import { RotateCw } from 'lucide-react'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useServerTime } from '../host/use-server-time.ts'
import { boardWords } from './words.ts'

/** The restart that the host has announced, until it is due. `at`: by the server's clock, milliseconds since 1970. */
export function RestartBand({
  model,
  at,
}: {
  readonly model: Pick<BoardModel, 'agenda'>
  readonly at: number
}) {
  const t = useWords(boardWords)
  const clock = useStore(model.agenda)?.clock
  const leftMs = at - useServerTime()
  if (leftMs <= 0) return null
  const time = timeOfDay(at)
  return (
    <div className="connection-banner" data-state="restart">
      <RotateCw />
      <output>
        {t('restart', { time, count: Math.max(1, Math.round(leftMs / 60_000)) })}
        {clock?.endsAt != null && <span className="restart-clock"> {t('restartClock')}</span>}
      </output>
    </div>
  )
}

/** As people write it in their language: 14:35, 14 h 35. */
function timeOfDay(at: number): string {
  const language = currentLanguage()
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat(language, options).format(at)
  return language === 'fr' ? time.replace(':', '\u00A0h\u00A0') : time
}
