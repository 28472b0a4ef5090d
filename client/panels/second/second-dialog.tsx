import { CircleCheck } from 'lucide-react'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { titleLimit } from '#shared/board/limits.ts'
import type { CarriedFacts } from '#shared/wire/second.ts'
import { formatted } from '#shared/text/long-date.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { openSecond, readCarried } from '../../model/http/purpose-api.ts'
import { keptCreateSecret } from '../../model/memory/host-secrets.ts'
import { enterCreated } from '../home/enter-created.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Closable } from '../host/feature.ts'
import { Button } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { secondWords } from './words.ts'
import './second.css'

/** What comes along to a second board, with the digest of each part, and the button that opens it. */
export function SecondDialog({ onClose }: Closable) {
  const t = useWords(secondWords)
  const { asking } = useBoard()
  const [facts, setFacts] = useState<CarriedFacts | null>(null)
  const [error, setError] = useState('')
  const [title, setTitle] = useState('')
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const [parked, setParked] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setIsBusy] = useState(false)
  useEffect(() => {
    let isLeft = false
    const read = async () => {
      const answer = await readCarried(asking)
      if (isLeft) return
      if (answer.ok) setFacts(answer.value)
      else setError(errorSentence(answer.code))
    }
    void read()
    return () => {
      isLeft = true
    }
  }, [asking])
  const open = async () => {
    if (!facts || isBusy) return
    setIsBusy(true)
    setError('')
    const left = facts.commitments.flatMap(({ id }) => (done.has(id) ? [] : [id]))
    const wish = { title: title.trim(), open: left, parked: [...parked] }
    const made = await openSecond(asking, wish, keptCreateSecret())
    const problem = made.ok ? await enterCreated(made.value) : made.code
    setIsBusy(false)
    if (problem === undefined) onClose()
    else setError(errorSentence(problem))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void open()
  }
  return (
    <Dialog title={t('heading')} onClose={onClose} isForm size="wide">
      <form className="second" onSubmit={submit}>
        <div className="second__parts">
          <p className="second__lead">
            <span>{facts ? t('lead') : error === '' && t('loading')}</span>
            {facts && <span className="second__hash">{t('hash')}</span>}
          </p>
          {facts && (
            <>
              <Along facts={facts} />
              <Ticks
                title={t('commitments')}
                hint={t('commitmentsHint')}
                hash={facts.hashes.commitments}
                notes={facts.commitments}
                isChosen={(id) => !done.has(id)}
                onChange={(id) => setDone(toggled(done, id))}
              />
              <Ticks
                title={t('parked')}
                notes={facts.parked}
                isChosen={(id) => parked.has(id)}
                onChange={(id) => setParked(toggled(parked, id))}
              />
            </>
          )}
        </div>
        <div className="second__side">
          <Field
            label={t('title')}
            value={title}
            maxLength={titleLimit}
            error={error}
            onChange={({ target }) => setTitle(target.value)}
          />
          <p className="field__hint">{t('template')}</p>
          <Button tone="accent" type="submit" isWide isBusy={isBusy} disabled={!facts}>
            {isBusy ? t('opening') : t('open')}
          </Button>
          <section className="second__not">
            <h3>{t('not')}</h3>
            <ul>
              <li>{t('nobody')}</li>
              <li>{t('nothing')}</li>
              <li>{t('noLink')}</li>
            </ul>
          </section>
          <p className="field__hint">{t('both')}</p>
        </div>
      </form>
    </Dialog>
  )
}

/** The parts that always come along. */
function Along({ facts }: { readonly facts: CarriedFacts }) {
  const t = useWords(secondWords)
  const content = useContentLanguage()
  const { sentence, number, adoptedAt, voices, principles, people, needs, hashes } = facts
  const [first = '', last = ''] = [principles[0], principles.at(-1)]
  const date = formatted(currentLanguage(), adoptedAt, { dateStyle: 'long' })
  return (
    <>
      <Part hash={hashes.sentence}>
        <blockquote className="second__sentence" lang={content} dir="auto">
          {inFull(sentence)}
        </blockquote>
        <span className="second__facts">{t('adopted', { number, date, ...voices })}</span>
      </Part>
      {principles.length > 0 && (
        <Part hash={hashes.principles}>
          <strong>{t('principles', { count: principles.length })}</strong>
          {principles.length > 1 && (
            <span className="second__facts">
              {t('fromTo', { first: inBrief(first), last: inBrief(last) })}
            </span>
          )}
        </Part>
      )}
      <Part hash={hashes.map}>
        <strong>{t('map')}</strong>
        <span className="second__facts">{t('mapFacts', { people, needs })}</span>
      </Part>
    </>
  )
}

function Part({ hash, children }: { readonly hash: string; readonly children: ReactNode }) {
  return (
    <div className="second__part">
      <CircleCheck aria-hidden="true" />
      <div className="second__what">{children}</div>
      <Hash hash={hash} />
    </div>
  )
}

/** The beginning of a digest; a pointer that rests on it shows the whole. */
function Hash({ hash }: { readonly hash: string }) {
  return (
    <code className="second__hash tabular" title={hash}>
      {hash.slice(0, 4)} {hash.slice(4, 8)}
    </code>
  )
}

interface TicksProps {
  readonly title: string
  readonly hint?: string
  readonly hash?: string | undefined
  readonly notes: CarriedFacts['parked']
  readonly isChosen: (id: string) => boolean
  readonly onChange: (id: string) => void
}

function Ticks({ title, hint, hash, notes, isChosen, onChange }: TicksProps) {
  const t = useWords(secondWords)
  const content = useContentLanguage()
  if (notes.length === 0) return null
  const count = notes.filter(({ id }) => isChosen(id)).length
  const isWhole = count === notes.length
  return (
    <fieldset className="second__ticks">
      <legend>{title}</legend>
      <p className="second__facts">
        <span>
          {[t('chosen', { count, of: notes.length }), ...(hint === undefined ? [] : [hint])].join(', ')}
        </span>
        {hash !== undefined && isWhole && <Hash hash={hash} />}
      </p>
      {notes.map(({ id, text }) => (
        <label key={id} className="second__tick">
          <input type="checkbox" checked={isChosen(id)} onChange={() => onChange(id)} />
          <span lang={content} dir="auto">
            {inBrief(text)}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return chosen.has(id) ? new Set([...chosen].filter((each) => each !== id)) : new Set([...chosen, id])
}
