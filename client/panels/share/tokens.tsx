import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { longDate } from '#shared/text/long-date.ts'
import type { CreatedToken, Token } from '#shared/wire/tokens.ts'
import { tokenNameLimit, tokenScopes, type TokenScope } from '#shared/workshop/token-scope.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Outcome } from '../../model/http/api.ts'
import { listTokens, makeToken, withdrawToken } from '../../model/http/tokens-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { wordsOf } from '../../i18n/words-of.ts'

/** The tokens of programs on this board: made, shown once, listed with their last use, withdrawn. */
export function Tokens() {
  const t = useWords(tokenWords)
  const { asking } = useBoard()
  const [tokens, setTokens] = useState<readonly Token[] | null>(null)
  const [made, setMade] = useState<CreatedToken | null>(null)
  const [leaving, setLeaving] = useState<Token | null>(null)
  const [error, setError] = useState('')

  const show = useCallback((answer: Outcome<readonly Token[]>) => {
    if (answer.ok) setTokens(answer.value)
    setError(answer.ok ? '' : errorSentence(answer.code))
  }, [])
  const list = useCallback(() => void listTokens(asking).then(show), [asking, show])
  useEffect(list, [list])

  const withdraw = async ({ id }: Token) => {
    setLeaving(null)
    const answer = await withdrawToken(asking, id)
    if (made?.token.id === id) setMade(null)
    if (answer.ok || answer.code === 'not_found') list()
    else setError(errorSentence(answer.code))
  }
  return (
    <details className="tokens" onToggle={list}>
      <summary>{t('heading')}</summary>
      <p className="field__hint">{t('intro')}</p>
      {tokens?.length === 0 && <p className="field__hint">{t('none')}</p>}
      <ul className="tokens__list">
        {tokens?.map((token) => (
          <li key={token.id}>
            <span>
              <strong dir="auto">{token.name}</strong>
              <UseOf token={token} />
            </span>
            <Button
              tone="quiet"
              aria-label={t('withdrawOf', { name: token.name })}
              onClick={() => setLeaving(token)}
            >
              {t('withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      {made && (
        <output className="tokens__made">
          <p>{t('once')}</p>
          <CopyField
            label={t('secretOf', { name: made.token.name })}
            copyLabel={t('copy')}
            text={made.secret}
            tone="accent"
          />
        </output>
      )}
      <NewToken
        onWish={async (name, scopes) => {
          const answer = await makeToken(asking, { name, scopes: [...scopes] })
          if (answer.ok) setMade(answer.value)
          if (answer.ok) list()
          else setError(errorSentence(answer.code))
          return answer.ok
        }}
      />
      <p className="card__error" role="alert">
        {error}
      </p>
      <p className="field__hint">{t('kept')}</p>
      {leaving && (
        <Confirm
          title={t('withdrawOf', { name: leaving.name })}
          text={t('withdrawAsk')}
          confirm={t('withdrawConfirm')}
          onCancel={() => setLeaving(null)}
          onConfirm={() => void withdraw(leaving)}
        />
      )}
    </details>
  )
}

function UseOf({ token: { scopes, created, used } }: { readonly token: Token }) {
  const t = useWords(tokenWords)
  const { model } = useBoard()
  const language = currentLanguage()
  const listed = new Intl.ListFormat(language).format(
    tokenScopes.flatMap((scope) => (scopes.includes(scope) ? t(`may.${scope}`) : [])),
  )
  const facts =
    used === null
      ? t('never', { may: listed, date: longDate(language, created) })
      : t('used', { may: listed, ago: agoIn(language, model.now() - used) ?? t('now') })
  return <span className="field__hint">{facts}</span>
}

const unitsMs = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "2 hours ago". Undefined within a minute: the last use is known to the minute. */
function agoIn(language: string, ms: number): string | undefined {
  const unit = unitsMs.find(([, length]) => ms >= length)
  return unit && new Intl.RelativeTimeFormat(language).format(-Math.floor(ms / unit[1]), unit[0])
}

/** Resolves to true when the token was made: then the form is empty again. */
type OnWish = (name: string, scopes: ReadonlySet<TokenScope>) => Promise<boolean>

function NewToken({ onWish }: { readonly onWish: OnWish }) {
  const t = useWords(tokenWords)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<TokenScope>>(new Set(['read']))
  const [isMaking, setMaking] = useState(false)
  const make = async () => {
    setMaking(true)
    if (await onWish(name, scopes)) setName('')
    setMaking(false)
  }
  const toggle = (scope: TokenScope, isOn: boolean) =>
    setScopes((before) => new Set([...before].filter((each) => each !== scope).concat(isOn ? [scope] : [])))
  return (
    <form
      className="tokens__new"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void make()
      }}
    >
      <Field
        label={t('name')}
        hint={t('onceHint')}
        value={name}
        maxLength={tokenNameLimit}
        onChange={({ target }) => setName(target.value)}
      />
      <fieldset className="tokens__rights">
        <legend>{t('rights')}</legend>
        {tokenScopes.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.has(scope)}
              onChange={({ target }) => toggle(scope, target.checked)}
            />
            {t(`scopes.${scope}`)}
          </label>
        ))}
      </fieldset>
      <Button type="submit" disabled={isMaking || name.trim() === '' || scopes.size === 0}>
        {t('make')}
      </Button>
    </form>
  )
}

export const en = {
  heading: 'Access tokens, for your programs',
  intro: 'A program works on this board with its token, over HTTP.',
  none: 'No program has a token yet.',
  scopes: { read: 'Read', add: 'Add notes', lead: 'Lead' } satisfies Record<TokenScope, string>,
  /** In a list, in the middle of a sentence. */
  may: { read: 'read', add: 'add notes', lead: 'lead' } satisfies Record<TokenScope, string>,
  never: '{{may}}; made on {{date}}, never used',
  used: '{{may}}; last used {{ago}}',
  now: 'just now',
  name: 'What will it be for?',
  rights: 'It may',
  make: 'Create a token',
  secretOf: 'Token for {{name}}',
  copy: 'Copy the token',
  once: 'Copy it now: it is shown here once, and never again.',
  onceHint: 'It will be shown once, here, and never again.',
  withdraw: 'Withdraw',
  withdrawOf: 'Withdraw the token for {{name}}',
  withdrawAsk: 'The program that uses it is refused from then on. What it has written stays.',
  withdrawConfirm: 'Withdraw the token',
  kept: 'If you replace the facilitator link, tokens that other facilitators made stop working.',
}

export const fr = {
  heading: 'Jetons d’accès, pour vos programmes',
  intro: 'Un programme travaille sur ce tableau avec son jeton, par HTTP.',
  none: 'Aucun programme n’a encore de jeton.',
  scopes: { read: 'Lire', add: 'Ajouter des notes', lead: 'Mener' },
  may: { read: 'lire', add: 'ajouter des notes', lead: 'mener' },
  never: '{{may}} ; créé le {{date}}, jamais utilisé',
  used: '{{may}} ; a servi {{ago}}',
  now: 'à l’instant',
  name: 'À quoi servira-t-il ?',
  rights: 'Il peut',
  make: 'Créer un jeton',
  secretOf: 'Jeton pour {{name}}',
  copy: 'Copier le jeton',
  once: 'Copiez-le maintenant : il se montre une fois, ici, puis plus jamais.',
  onceHint: 'Il se montrera une fois, ici, puis plus jamais.',
  withdraw: 'Retirer',
  withdrawOf: 'Retirer le jeton pour {{name}}',
  withdrawAsk: 'Le programme qui s’en sert sera refusé. Ce qu’il a écrit reste.',
  withdrawConfirm: 'Retirer le jeton',
  kept: 'Si vous remplacez le lien des animateurs, les jetons créés par d’autres animateurs cessent de fonctionner.',
} satisfies typeof en

/** The sentences about tokens of programs. */
const tokenWords = wordsOf({ en, fr })
