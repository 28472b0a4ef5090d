import { useState, type FormEvent } from 'react'
import type { WaitingEntry } from './waiting-viewer.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { boardPath, go } from '../../routing/route.ts'
import { MeForm } from '../people/me-form.tsx'
import { Field } from '../ui/field.tsx'
import { lazy } from '../ui/lazy.ts'
import { Page } from '../ui/page.tsx'
import { useIsLeft } from '../ui/use-is-left.ts'
import { EnterButtons } from '../join/enter-buttons.tsx'
import { focusFirstField } from '../join/focus-first-field.ts'
import { rememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { useEntering } from '../join/use-entering.ts'
import { joinWords } from '../join/words.ts'
import '../join/join-page.css'

const WaitingViewer = lazy(async () => ({ default: (await import('./waiting-viewer.tsx')).WaitingViewer }))

/** The page at /join, an address short enough to say aloud: the join code, a name, and in. */
export function CodePage() {
  const t = useWords(joinWords)
  const [code, setCode] = useState('')
  const [me, setMe] = useState(rememberedIdentity)
  const [looking, setLooking] = useState<WaitingEntry | null>(null)
  const isLeft = useIsLeft()
  const entering = useEntering({
    ticket: { code: code.trim() },
    me,
    // A person who has left this page meanwhile stays where they are. The board is in their list now.
    onJoined: (session) => isLeft() || go(boardPath(session.board)),
    onLooking: (session, enter) => setLooking({ session, enter }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void entering.join()
  }
  if (looking) return <WaitingViewer {...looking} />
  return (
    <Page title={t('codeHeading')}>
      <form className="card card--narrow" ref={focusFirstField} onSubmit={submit}>
        <h1 className="card__title">{t('codeHeading')}</h1>
        <p className="card__words">{t('codeExplained')}</p>
        <Field
          label={t('code')}
          className="join-code"
          value={code}
          maxLength={16}
          autoCapitalize="characters"
          spellCheck={false}
          error={entering.isShut ? '' : entering.sentence}
          onChange={(event) => setCode(event.target.value)}
        />
        <MeForm
          name={me.name}
          colour={me.colour}
          onName={(name) => setMe({ ...me, name })}
          onColour={(colour) => setMe({ ...me, colour })}
        />
        <p className="card__error" role="alert">
          {entering.isShut && entering.sentence}
        </p>
        <EnterButtons entering={entering} isReady={code.trim() !== ''} />
      </form>
    </Page>
  )
}
