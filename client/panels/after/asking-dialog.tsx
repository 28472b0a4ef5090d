import { ExternalLink, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AskingState } from '#shared/wire/public-asking.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { keepsDeleted } from '../../model/basics/keeps-deleted.ts'
import type { Outcome } from '../../model/http/api.ts'
import { closeAsking, moveAsking, removeAsking } from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { datesOf, dayOf } from './due.ts'
import { afterWords } from './words.ts'

interface AskingDialogProps {
  readonly asking: AskingState
  readonly title: string
  readonly onClose: () => void
  readonly onChanged: () => void
}

/** The link of a question with its dates; once it is closed, what came out, as everybody with the link reads it. */
export function AskingDialog({ asking, title, onClose, onChanged }: AskingDialogProps) {
  const t = useWords(afterWords)
  const board = useBoard().asking
  const { id, kind, address, closed } = asking
  const [error, setError] = useState('')
  const [asked, setAsked] = useState<'close' | 'remove' | null>(null)
  const take = async (answer: Promise<Outcome<null>>): Promise<boolean> => {
    const outcome = await answer
    setError(outcome.ok ? '' : errorSentence(outcome.code))
    if (outcome.ok) onChanged()
    return outcome.ok
  }
  const confirm = async (what: 'close' | 'remove') => {
    setAsked(null)
    if (what === 'close') await take(closeAsking(board, id))
    else if (await take(removeAsking(board, id))) onClose()
  }
  return (
    <>
      <Dialog title={title} onClose={onClose} size={closed === null ? 'medium' : 'large'} isForm>
        <div className="after__dialog">
          <p className="field__error" role="alert">
            {error}
          </p>
          {closed === null ? (
            <>
              <CopyField label={t('link')} copyLabel={t('copyLink')} text={address} tone="accent" />
              <QrCode text={address} label={t('link')} />
              <Dates key={`${asking.opens} ${asking.closes}`} asking={asking} take={take} />
              <p className="field__hint">{t(`counting.${kind}`)}</p>
              <p className="field__hint">{t('honest')}</p>
            </>
          ) : (
            <iframe
              className="after__result"
              title={t('result')}
              src={`${new URL(address).pathname}?lang=${currentLanguage()}`}
              sandbox=""
            />
          )}
          <div className="row">
            <a className="button button--plain" href={address} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden="true" />
              <span>{t('openLink')}</span>
            </a>
            {closed === null && (
              <Button tone="quiet" onClick={() => setAsked('close')}>
                {t('closeNow')}
              </Button>
            )}
            <Button tone="quiet" icon={<Trash2 />} onClick={() => setAsked('remove')}>
              {t('remove')}
            </Button>
          </div>
        </div>
      </Dialog>
      {asked && (
        <Confirm
          title={t(asked === 'close' ? 'closeNow' : 'remove')}
          text={t(asked === 'close' && keepsDeleted ? 'closeTextKept' : `${asked}Text`)}
          confirm={t(asked === 'close' ? 'closeNow' : 'remove')}
          tone={asked === 'close' ? 'accent' : 'danger'}
          onCancel={() => setAsked(null)}
          onConfirm={() => void confirm(asked)}
        />
      )}
    </>
  )
}

interface DatesProps {
  readonly asking: AskingState
  readonly take: (answer: Promise<Outcome<null>>) => Promise<boolean>
}

/** When the link opens and closes. */
function Dates({ asking: { id, opens, closes }, take }: DatesProps) {
  const t = useWords(afterWords)
  const board = useBoard().asking
  const [from, setFrom] = useState(dayOf(opens))
  const [to, setTo] = useState(dayOf(closes))
  const isChanged = from !== dayOf(opens) || to !== dayOf(closes)
  return (
    <form
      className="after__dates"
      onSubmit={(event) => {
        event.preventDefault()
        void take(moveAsking(board, id, datesOf(from, to)))
      }}
    >
      <Field
        label={t('opens')}
        type="date"
        required
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <Field
        label={t('closes')}
        type="date"
        required
        min={from}
        value={to}
        onChange={({ target }) => setTo(target.value)}
      />
      {isChanged && <Button type="submit">{t('move')}</Button>}
    </form>
  )
}
