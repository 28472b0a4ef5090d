import { ImageUp, Plus, Trash2, X } from 'lucide-react'
import { useId, useState } from 'react'
import { inBrief } from '#shared/board/brief.ts'
import type { PurposePreview } from '#shared/wire/purpose-page.ts'
import {
  contrastOf,
  faintColours,
  pageGrounds,
  purposeLimits,
  type PageColours,
  type PurposeDraft,
} from '#shared/workshop/purpose-page.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { putEmblem } from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { choosePhotos } from '../ui/choose-photos.ts'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../host/text-area.tsx'
import { Translation } from './translation.tsx'
import { purposeWords } from './words.ts'

interface FormProps {
  readonly draft: PurposeDraft
  readonly source: PurposePreview
  readonly onChange: (draft: PurposeDraft) => void
}

interface PurposeFormProps extends FormProps {
  readonly hasEmblem: boolean
  /** The emblem was changed on the server. */
  readonly onEmblem: () => void
}

/** The texts that facilitators add to what the board says. */
export function PurposeForm({ draft, source, hasEmblem, onChange, onEmblem }: PurposeFormProps) {
  const t = useWords(purposeWords)
  const parts = { draft, source, onChange }
  return (
    <>
      {source.sentence === null ? (
        <p>{t('noSentence')}</p>
      ) : (
        <figure>
          <figcaption className="field__hint">{t('sentence')}</figcaption>
          <blockquote className="purpose__sentence said" lang={source.language}>
            {source.sentence}
          </blockquote>
        </figure>
      )}
      <Meanings {...parts} />
      <People {...parts} />
      <Promises {...parts} />
      <Living {...parts} />
      <Field
        label={t('review')}
        hint={t('reviewHint')}
        type="date"
        className="purpose__date"
        value={draft.reviewOn ?? ''}
        onChange={({ target: { value } }) => onChange({ ...draft, reviewOn: value === '' ? null : value })}
      />
      <Field
        label={t('name')}
        hint={t('nameHint', { name: source.name })}
        maxLength={purposeLimits.name}
        value={draft.name}
        onChange={({ target: { value } }) => onChange({ ...draft, name: value })}
      />
      <Emblem hasEmblem={hasEmblem} onEmblem={onEmblem} />
      <Colours {...parts} />
      {source.sentence !== null && <Translation {...parts} />}
    </>
  )
}

function Meanings({ draft, source: { sentence, language, phrases }, onChange }: FormProps) {
  const t = useWords(purposeWords)
  const { meanings } = draft
  const used = new Set(meanings.map(({ phrase }) => phrase))
  const offered = phrases.filter((phrase) => !used.has(phrase))
  const add = (phrase: string) => onChange({ ...draft, meanings: [...meanings, { phrase, means: '' }] })
  const change = (index: number, part: Partial<PurposeDraft['meanings'][number]>) =>
    onChange({
      ...draft,
      meanings: meanings.map((meaning, place) => (place === index ? { ...meaning, ...part } : meaning)),
    })
  return (
    <fieldset className="purpose__part">
      <legend>{t('meanings')}</legend>
      <p className="field__hint">{t('meaningsHint')}</p>
      {meanings.map(({ phrase, means }, index) => {
        const isForeign = phrase !== '' && sentence !== null && !sentence.includes(phrase)
        return (
          <div key={index} className="purpose__meaning">
            <Field
              label={t('phrase')}
              lang={language}
              maxLength={purposeLimits.phrase}
              value={phrase}
              error={isForeign ? t('notInSentence') : undefined}
              onChange={({ target: { value } }) => change(index, { phrase: value })}
            />
            <IconButton
              label={t('removeMeaning', { phrase })}
              icon={<X />}
              side="left"
              onClick={() => onChange({ ...draft, meanings: meanings.filter((_, place) => place !== index) })}
            />
            <TextArea
              label={t('means')}
              lang={language}
              maxLength={purposeLimits.means}
              value={means}
              onChange={(value) => change(index, { means: value })}
            />
          </div>
        )
      })}
      {meanings.length < purposeLimits.meanings && (
        <p className="purpose__actions">
          {offered.map((phrase) => (
            <Button key={phrase} icon={<Plus />} lang={language} onClick={() => add(phrase)}>
              {phrase}
            </Button>
          ))}
          <Button icon={<Plus />} onClick={() => add('')}>
            {t('addMeaning')}
          </Button>
        </p>
      )}
    </fieldset>
  )
}

function People({ draft, source: { people, language }, onChange }: FormProps) {
  const t = useWords(purposeWords)
  const chosen = new Set(
    draft.people ??
      people
        .filter(({ needs }) => needs.length > 0)
        .slice(0, purposeLimits.people)
        .map(({ id }) => id),
  )
  const isFull = chosen.size >= purposeLimits.people
  return (
    <fieldset className="purpose__part">
      <legend>{t('people')}</legend>
      <p className="field__hint">{people.length === 0 ? t('noPeople') : t('peopleHint')}</p>
      <ul className="purpose__people" lang={language}>
        {people.map(({ id, who, needs }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(id)}
                disabled={isFull && !chosen.has(id)}
                onChange={({ target: { checked } }) =>
                  onChange({
                    ...draft,
                    people: people
                      .map((person) => person.id)
                      .filter((each) => (each === id ? checked : chosen.has(each))),
                  })
                }
              />
              <span>
                {who}
                {needs.length > 0 && <span className="field__hint">{needs.join(' · ')}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function Promises({ draft, source: { language }, onChange }: FormProps) {
  const t = useWords(purposeWords)
  // As typed: an empty line between two is no promise, and stays while it is written.
  const [text, setText] = useState(draft.promises.join('\n'))
  return (
    <TextArea
      label={t('promises')}
      hint={t('promisesHint')}
      lang={language}
      maxLength={purposeLimits.promise * purposeLimits.promises}
      rows={4}
      value={text}
      onChange={(value) => {
        setText(value)
        const lines = value.split('\n').map((line) => line.trim().slice(0, purposeLimits.promise))
        onChange({
          ...draft,
          promises: lines.filter((line) => line !== '').slice(0, purposeLimits.promises),
        })
      }}
    />
  )
}

/** Promises, cases, lines for newcomers, stories and the answers of strangers: each is on the page by choice. */
function Living({ draft, source: { offers, language }, onChange }: FormProps) {
  const t = useWords(purposeWords)
  const parts = (['promises', 'cases', 'welcome', 'stories', 'pictures', 'strangers'] as const).flatMap(
    (part) => {
      const own = offers.filter((offer) => offer.part === part)
      return own.length > 0 ? [{ part, own }] : []
    },
  )
  const change = (id: string, isOn: boolean) =>
    onChange({ ...draft, shown: isOn ? [...draft.shown, id] : draft.shown.filter((each) => each !== id) })
  return (
    <fieldset className="purpose__part">
      <legend>{t('living')}</legend>
      <p className="field__hint">{t(parts.length === 0 ? 'noLiving' : 'livingHint')}</p>
      {parts.map(({ part, own }) => (
        <fieldset key={part} className="purpose__part">
          <legend>{t(`livingParts.${part}`)}</legend>
          <ul className="purpose__people" lang={part === 'strangers' ? undefined : language}>
            {own.map(({ id, text, more }) => (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={draft.shown.includes(id)}
                    disabled={draft.shown.length >= purposeLimits.shown && !draft.shown.includes(id)}
                    onChange={({ target: { checked } }) => change(id, checked)}
                  />
                  <span dir="auto">
                    {inBrief(text)}
                    {more !== '' && (
                      <span className="field__hint">
                        {part === 'welcome' ? t(whenOf(more)) : inBrief(more)}
                      </span>
                    )}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </fieldset>
  )
}

function whenOf(when: string) {
  return when === 'day' || when === 'week' || when === 'month' ? (`when.${when}` as const) : 'when.later'
}

function Emblem({ hasEmblem, onEmblem }: Pick<PurposeFormProps, 'hasEmblem' | 'onEmblem'>) {
  const t = useWords(purposeWords)
  const { asking } = useBoard()
  const [error, setError] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const put = async (picture: Blob | null) => {
    setIsBusy(true)
    const answer = await putEmblem(asking, picture)
    setIsBusy(false)
    if (answer.ok) onEmblem()
    setError(answer.ok ? '' : answer.code === 'photo_is_drawing' ? t('noSvg') : errorSentence(answer.code))
  }
  return (
    <fieldset className="purpose__part">
      <legend>{t('emblem')}</legend>
      <p className="field__hint">{hasEmblem ? t('hasEmblem') : t('emblemHint')}</p>
      <p className="purpose__actions">
        <Button
          icon={<ImageUp />}
          isBusy={isBusy}
          onClick={() => choosePhotos(([file]) => file && void put(file), { isOne: true })}
        >
          {hasEmblem ? t('replaceEmblem') : t('chooseEmblem')}
        </Button>
        {hasEmblem && (
          <Button tone="quiet" icon={<Trash2 />} onClick={() => void put(null)}>
            {t('removeEmblem')}
          </Button>
        )}
      </p>
      <p className="field__error" role="alert">
        {error}
      </p>
    </fieldset>
  )
}

function Colours({ draft, onChange }: FormProps) {
  const t = useWords(purposeWords)
  return (
    <fieldset className="purpose__part">
      <legend>{t('colours')}</legend>
      <div className="purpose__colours">
        {(['sentence', 'accent'] as const).map((which) => (
          <Colour
            key={which}
            which={which}
            colours={draft.colours}
            onChange={(colours) => onChange({ ...draft, colours })}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ColourProps {
  readonly which: keyof PageColours
  readonly colours: PageColours
  readonly onChange: (colours: PageColours) => void
}

function Colour({ which, colours, onChange }: ColourProps) {
  const t = useWords(purposeWords)
  const id = useId()
  const colour = colours[which]
  const faint = faintColours(colours).find((each) => each.which === which)
  return (
    <div className="purpose__colour">
      <label htmlFor={id}>{t(`${which}Colour`)}</label>
      <input
        id={id}
        type="color"
        value={colour}
        aria-invalid={faint !== undefined}
        aria-describedby={`${id}-ratio`}
        onChange={({ target: { value } }) => onChange({ ...colours, [which]: value })}
      />
      <p id={`${id}-ratio`} className={faint ? 'field__error' : 'field__hint'}>
        {faint
          ? t('faint', { ratio: ratioIn(faint.ratio) })
          : t('contrast', { ratio: ratioIn(contrastOf(colour, pageGrounds.paper)) })}
      </p>
    </div>
  )
}

function ratioIn(ratio: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(ratio)
}
