import { useStore } from '@nanostores/react'
import { useId, useLayoutEffect, useRef, useState, type FormEvent } from 'react'
import { ringsStep, isSameName } from '#shared/activities/map/ecosystem.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { audienceNow, useAudiences } from '../../panels/host/audience.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { FieldFoot } from '../../panels/host/field-foot.tsx'
import { autoGrow, addOnEnter } from '../../panels/ui/auto-grow.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { addOwnNote } from '../../panels/host/own-notes.ts'
import { OwnNotes } from '../../panels/host/own-notes-list.tsx'
import { useBegun } from '../../panels/host/use-begun.ts'
import { Ripples } from './ripples.tsx'
import { useRings, useRingTitles, type OnRing } from './rings.tsx'
import { Without } from './without.tsx'
import { mapWords } from './words.ts'
import './step-task.css'

/** A form for one more name, or for a need of somebody on the map; then the map as it grows. */
export function MapTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(mapWords)
  const people = useRings(placed.path)
  const titles = useRingTitles(placed.path)
  const mayAdd = useMay(Operation.addNote)
  const agenda = useStore(useBoard().model.agenda)
  const rings = agenda && ringsStep(agenda.template, placed.path)
  if (placed.step.activity !== 'map') return null
  const asksNeeds = placed.step.asks === 'needs'
  return (
    <div className="map-task">
      <div className="map-task__forms stack">
        {mayAdd &&
          (asksNeeds ? (
            <NeedForm placed={placed} people={people} />
          ) : (
            <NameForm placed={placed} people={people} titles={titles} />
          ))}
      </div>
      <section className="map-task__map" aria-label={t('mapLabel')}>
        {people.length === 0 ? (
          <p className="map-task__hint quiet">{t('nobody')}</p>
        ) : (
          <Ripples people={people} titles={titles} asksNeeds={asksNeeds} />
        )}
      </section>
      <OwnNotes path={asksNeeds ? placed.path : (rings?.path ?? placed.path)} />
      {asksNeeds && <Without people={people} />}
    </div>
  )
}

interface NameFormProps {
  readonly placed: PlacedStep
  readonly people: readonly OnRing[]
  readonly titles: readonly string[]
}

/** A name that is there already is asked about before it comes a second time. */
function NameForm({ placed, people, titles }: NameFormProps) {
  const t = useWords(mapWords)
  const { model } = useBoard()
  const id = useId()
  const language = useContentLanguage()
  const agenda = useStore(model.agenda)
  const field = useRef<HTMLTextAreaElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [hasAdded, setHasAdded] = useState(false)
  const rings = agenda && ringsStep(agenda.template, placed.path)
  const allowed = useAudiences(placed)
  const { place, begun, write, clear } = useBegun({
    step: placed.path,
    name: 'name',
    field: rings?.fields[0]?.id,
    audience: allowed[0],
  })
  const audience = audienceNow(begun.audience, allowed)
  useLayoutEffect(() => autoGrow(field.current))
  if (!rings) return null
  const name = begun.text
  const ring = Math.max(
    0,
    rings.fields.findIndex(({ id: one }) => one === begun.field),
  )
  const known = people.find((one) => isSameName(one.name, name))
  const empty = () => {
    clear()
    setIsAsking(false)
    field.current?.focus()
  }
  const add = () => {
    const to = rings.fields[ring] ?? rings.fields[0]
    if (!to || name.trim() === '') return
    const kind = placed.step.makes?.kind ?? 'stakeholder'
    if (!addOwnNote(model, { ...begun, step: rings.path, field: to.id, audience, text: name.trim(), kind }))
      return
    empty()
    setHasAdded(true)
  }
  const send = () => {
    if (known && !isAsking) setIsAsking(true)
    else add()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form className="map-task__part" data-begun={place} onSubmit={submit}>
      <label htmlFor={id}>{t('name')}</label>
      <div className="field-box">
        <textarea
          id={id}
          ref={field}
          rows={1}
          value={name}
          aria-describedby={`${id}-audience`}
          onKeyDown={(event) => addOnEnter(event, send)}
          placeholder={t('namePlaceholder')}
          dir="auto"
          lang={language}
          autoComplete="off"
          maxLength={noteTextLimit}
          onChange={({ target }) => {
            write({ text: target.value })
            setIsAsking(false)
            setHasAdded(false)
          }}
        />
        {isAsking && known && (
          <div className="map-task__same">
            <output>{t('same', { name: known.name })}</output>
            <Button tone="neutral" onClick={empty}>
              {t('isSame')}
            </Button>
            <Button type="submit" tone="quiet">
              {t('isOther')}
            </Button>
          </div>
        )}
        <FieldFoot field={id} audience={audience} allowed={allowed} write={write}>
          {!(isAsking && known) && (
            <Button type="submit" tone="accent" aria-disabled={name.trim() === ''}>
              {t('add')}
            </Button>
          )}
        </FieldFoot>
      </div>
      <fieldset className="map-task__rings">
        <legend>{t('ring')}</legend>
        {titles.map((title, index) => (
          <label key={title}>
            <input
              type="radio"
              className="visually-hidden"
              name={`${id}-ring`}
              checked={ring === index}
              onChange={() => write({ field: rings.fields[index]?.id ?? '' })}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <output className="visually-hidden">{hasAdded && t('added')}</output>
    </form>
  )
}

/** A need is tied to somebody on the map. */
function NeedForm({ placed, people }: Pick<NameFormProps, 'placed' | 'people'>) {
  const t = useWords(mapWords)
  const { model } = useBoard()
  const id = useId()
  const language = useContentLanguage()
  const [hasAdded, setHasAdded] = useState(false)
  const field = placed.step.activity === 'map' ? placed.step.fields[0]?.id : undefined
  const allowed = useAudiences(placed, field)
  const whom = useRef<HTMLSelectElement>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const { place, begun, write, clear } = useBegun({
    step: placed.path,
    name: 'need',
    field,
    audience: allowed[0],
  })
  const audience = audienceNow(begun.audience, allowed)
  useLayoutEffect(() => autoGrow(words.current))
  const need = begun.text
  const [who = ''] = begun.from ?? []
  const isReady = need.trim() !== '' && who !== '' && field !== undefined
  const add = () => {
    // Enter in the words, before anybody was chosen.
    if (need.trim() !== '' && who === '') whom.current?.focus()
    const kind = placed.step.makes?.kind ?? 'need'
    if (!isReady || !addOwnNote(model, { ...begun, audience, text: need.trim(), kind })) return
    clear()
    setHasAdded(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add()
  }
  return (
    <form className="map-task__part" data-begun={place} onSubmit={submit}>
      <label htmlFor={`${id}-who`}>{t('who')}</label>
      <select
        ref={whom}
        id={`${id}-who`}
        lang={language}
        value={who}
        onChange={({ target }) => write({ from: target.value === '' ? [] : [target.value] })}
      >
        <option value="">{t('choose')}</option>
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <label htmlFor={id}>{t('need')}</label>
      <div className="field-box">
        <textarea
          id={id}
          ref={words}
          rows={2}
          dir="auto"
          lang={language}
          maxLength={noteTextLimit}
          value={need}
          aria-describedby={`${id}-audience`}
          onKeyDown={(event) => addOnEnter(event, add)}
          onChange={({ target }) => {
            write({ text: target.value })
            setHasAdded(false)
          }}
        />
        <FieldFoot field={id} audience={audience} allowed={allowed} write={write}>
          <Button type="submit" tone="accent" aria-disabled={!isReady}>
            {t('addNeed')}
          </Button>
        </FieldFoot>
      </div>
      <output className="visually-hidden">{hasAdded && t('addedNeed')}</output>
    </form>
  )
}
