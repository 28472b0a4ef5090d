import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { Step } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { listLinks } from '../../model/http/api.ts'
import { knownLinks } from '../../model/memory/sessions.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { useCopied } from '../ui/use-copied.ts'
import { aheadWords } from './ahead-words.ts'
import { reminderText } from './reminder-text.ts'

/** A message to send to everybody, in both languages, with the link for participants. */
export function Reminder({ agenda, step }: { readonly agenda: Agenda; readonly step: Step }) {
  const t = useWords(aheadWords)
  const { model } = useBoard()
  const link = useParticipantLink()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { title, language } = model.meta.get()
  const text = reminderText({ title, language, agenda, step, link: link ?? '' })
  const { isCopied, copy } = useCopied(field, text)
  if (link === null) return null
  if (link === undefined) return <p className="task__help">{t('noLink')}</p>
  return (
    <details className="ahead__reminder">
      <summary>{t('reminder')}</summary>
      <label className="visually-hidden" htmlFor={id}>
        {t('reminderText')}
      </label>
      <textarea id={id} ref={field} readOnly rows={8} value={text} />
      <Button icon={isCopied ? <Check /> : <Copy />} onClick={() => void copy()}>
        {isCopied ? t('common.copied') : t('copyReminder')}
      </Button>
    </details>
  )
}

/** Null until it is known; undefined when the board has none. */
function useParticipantLink(): string | null | undefined {
  const { model, asking } = useBoard()
  const [link, setLink] = useState<string | null | undefined>(() => knownLinks(model.id).participant ?? null)
  useEffect(() => {
    if (link !== null) return undefined
    let isLeft = false
    const ask = async () => {
      const listed = await listLinks(asking)
      const found = listed.ok ? listed.value.find(({ role }) => role === 'participant') : undefined
      if (!isLeft) setLink(found?.isActive ? found.link : undefined)
    }
    void ask()
    return () => {
      isLeft = true
    }
  }, [asking, link])
  return link
}
