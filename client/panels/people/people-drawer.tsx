import { useStore } from '@nanostores/react'
import { useState, useEffect } from 'react'
import { Eye, Megaphone, MonitorSmartphone, UserRound, X } from 'lucide-react'
import { folded } from '#shared/text/folded.ts'
import { crowdLimit } from '#shared/wire/presence.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { FoundPeople } from '#shared/wire/http.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Person } from '../../model/contract/board-model.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { returnFocus } from '../host/return-focus.ts'
import { bringEveryone } from '../host/look-at.ts'
import type { Closable } from '../host/feature.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import { usePersonName } from '../ui/person-name.ts'
import { devicesDialog } from '../devices/devices-entry.ts'
import { devicesWords } from '../devices/words.ts'
import { hostWords } from '../host/words.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import type { Outcome } from '../../model/http/api.ts'
import { findPeople } from '../../model/http/board-api.ts'
import { meDialog } from './me-entry.ts'
import { peopleWords } from './words.ts'
import './people-drawer.css'

/** More people than a screen shows can be searched. Not measured. */
const maxUnsearched = 10

/** The people on the board: follow one, hide cursors, bring everyone here, change the own name. */
export function PeopleDrawer({ onClose }: Closable) {
  const t = useWords(peopleWords)
  const tDevices = useWords(devicesWords)
  const tHost = useWords(hostWords)
  const { model, shell, isWaiting } = useBoard()
  const me = useStore(model.me)
  const numbers = useStore(model.presence.numbers)
  const count = useStore(model.presence.count)
  const here = useStore(model.presence.people)
  const showCursors = useStore(model.presence.showCursors)
  const mayGather = useMay(Operation.gather)
  const bring = bringEveryone(model)
  const viewers = useStore(model.presence.viewers)
  const nameOf = usePersonName()
  const [query, setQuery] = useState('')
  const isViewer = model.role === Role.viewer
  const people = distinctPeople(here, me.id)
  const others = Math.max(people.length, isViewer ? count : count - 1)
  const isSearchable = others > maxUnsearched
  const listed = listPeople(people, others, {
    query: isSearchable ? query : '',
    nameOf: (person) => nameOf(person, numbers.get(person.participant)),
  })

  const isCrowd = others + 1 > crowdLimit && listed.unnamed > 0
  const mayFind = useMay(Operation.findPeople)
  const found = useFoundPeople(query, isCrowd && mayFind, me.id)
  const { rows, more } = found ?? listed

  return (
    <aside className="drawer" ref={returnFocus} aria-label={t('people.heading')}>
      <header className="drawer__head apart">
        <h2 className="drawer__title">{t('people.heading')}</h2>
        <IconButton label={t('common.close')} icon={<X />} side="left" onClick={onClose} />
      </header>
      <div className="drawer__body">
        <p className="tabular">
          {t('people.count', { count })}
          {viewers > 0 && ` · ${t('viewers', { count: viewers })}`}
        </p>
        {isSearchable && (
          <Field label={t('search')} value={query} onChange={(event) => setQuery(event.target.value)} />
        )}
        <ul className="people">
          <li className="people__row">
            <Avatar name={me.name} colour={me.colour} number={numbers.get(me.id)} />
            <span className="people__name">
              {me.name === '' ? t('namelessYou') : t('you', { name: me.name })}
              {model.role === Role.facilitator && <span className="quiet">{t('leads')}</span>}
              {isViewer && <span className="quiet">{t('views')}</span>}
            </span>
            <IconButton
              label={t('me')}
              icon={<UserRound />}
              side="left"
              onClick={() => shell.open(meDialog)}
            />
            {!isWaiting && (
              <IconButton
                label={tDevices('heading')}
                icon={<MonitorSmartphone />}
                side="left"
                onClick={() => shell.open(devicesDialog)}
              />
            )}
          </li>
          {rows.map((person) => (
            <PersonRow key={person.participant} person={person} />
          ))}
        </ul>
        <output className="people__rest">
          {more > 0 && <p>{t('more', { count: more })}</p>}
          {found?.error !== undefined && <p>{found.error}</p>}
          {query.trim() !== '' && (found?.isNobody ?? rows.length === 0) && <p>{t('nobodyFound')}</p>}
        </output>
        {isCrowd && <p className="quiet">{t(mayFind ? 'crowdSearch' : 'crowd')}</p>}
        {others === 0 && <p className="quiet">{t('alone')}</p>}
        <div className="people__cursors">
          <Switch
            label={t('cursors')}
            hint={t('cursorsHint')}
            isOn={showCursors}
            onChange={(isOn) => model.presence.showCursors.set(isOn)}
          />
          <SecretPlace />
        </div>
      </div>
      {mayGather && bring && (
        <footer className="drawer__foot">
          <Button icon={<Megaphone />} onClick={bring}>
            {tHost('bring')}
          </Button>
        </footer>
      )}
    </aside>
  )
}

/** While a secret vote hides where people are: the reason, and a facilitator's way to be seen all the same. */
function SecretPlace() {
  const t = useWords(peopleWords)
  const { place } = useBoard().model.presence
  const isHidden = useStore(place.isHidden)
  const isOnPurpose = useStore(place.isOnPurpose)
  const mayShow = useMay(Operation.showPlaceOnPurpose)
  if (!isHidden && !isOnPurpose) return null
  return (
    <>
      <p className="quiet">{t('placeHidden')}</p>
      {mayShow && (
        <Switch
          label={t('showPlace')}
          hint={t('showPlaceHint')}
          isOn={isOnPurpose}
          onChange={(isOn) => place.isOnPurpose.set(isOn)}
        />
      )}
    </>
  )
}

/** A person who has the canvas open on no device, at most a phone's list, cannot be followed. */
function PersonRow({ person }: { person: Person }) {
  const t = useWords(peopleWords)
  const { model } = useBoard()
  const isFollowed = useStore(model.ui.following) === person.participant
  const here = useStore(model.presence.people)
  const isLooking = here.some(({ participant, isLooking }) => participant === person.participant && isLooking)
  const number = useStore(model.presence.numbers).get(person.participant)
  const name = usePersonName()(person, number)
  return (
    <li className="people__row">
      <Avatar name={person.name} colour={person.colour} number={number} />
      <span className="people__name">
        {name}
        {(person.leads || person.isWriting) && (
          <span className="quiet">
            {[person.leads && t('leads'), person.isWriting && t('writing')]
              .filter((said) => said !== false)
              .join(', ')}
          </span>
        )}
      </span>
      {(isFollowed || isLooking) && (
        <Button
          icon={<Eye />}
          tone="quiet"
          aria-pressed={isFollowed}
          aria-label={isFollowed ? t('unfollowPerson', { name }) : t('followPerson', { name })}
          onClick={() => model.ui.following.set(isFollowed ? null : person.participant)}
        >
          {isFollowed ? t('unfollow') : t('follow')}
        </Button>
      )}
    </li>
  )
}

/** The rows of the list of people, and the numbers of people without a row. */
interface ListedPeople {
  readonly rows: readonly Person[]
  /** People, or matches of a search, beyond the longest list. */
  readonly more: number
  /** People whose names this browser does not get: everybody but facilitators, in a crowd. */
  readonly unnamed: number
}

/** Longest list of people, some five screens. Not measured. */
export const maxListed = 60

interface PeopleSearch {
  readonly query: string
  readonly nameOf: (person: Person) => string
}

/** The list of the others. `count`: people besides this one, as the server counts them. */
export function listPeople(
  others: readonly Person[],
  count: number,
  { query, nameOf }: PeopleSearch,
): ListedPeople {
  const wanted = folded(query.trim())
  const matches = others.filter((person) => folded(nameOf(person)).includes(wanted))
  const rows = matches.slice(0, maxListed)
  const unnamed = Math.max(0, count - others.length)
  const all = wanted === '' ? matches.length + unnamed : matches.length
  return { rows, more: all - rows.length, unnamed }
}

/** One entry for each person. A window in which they write speaks for the others. Facilitators come first. */
export function distinctPeople(here: readonly Person[], me: string): readonly Person[] {
  const people = new Map<string, Person>()
  for (const person of here) {
    if (person.participant === me) continue
    if (!people.has(person.participant) || person.isWriting) people.set(person.participant, person)
  }
  return [...people.values()].toSorted(
    (a, b) => Number(b.leads) - Number(a.leads) || a.name.localeCompare(b.name),
  )
}

/** A person who stops typing for so long has typed the name. Not measured. */
const pauseMs = 250

interface SearchAnswer {
  readonly rows: readonly Person[]
  readonly more: number
  /** The sentence of a search that failed. */
  readonly error?: string
  /** The server has answered: nobody. */
  readonly isNobody: boolean
}

/**
 * The other people whom the server finds by this name; undefined while it is not asked. The answer to a shorter name
 * stays until the next one comes.
 */
function useFoundPeople(name: string, isAsked: boolean, me: string): SearchAnswer | undefined {
  const { asking } = useBoard()
  const [found, setFound] = useState<{ readonly name: string; readonly answer: Outcome<FoundPeople> }>()
  const wanted = isAsked ? name.trim() : ''
  useEffect(() => {
    if (wanted === '') return undefined
    let isLeft = false
    const search = async () => {
      const answer = await findPeople(asking, wanted)
      if (!isLeft) setFound({ name: wanted, answer })
    }
    const timer = setTimeout(() => void search(), pauseMs)
    return () => {
      isLeft = true
      clearTimeout(timer)
    }
  }, [asking, wanted])
  if (wanted === '') return undefined
  const isOfAnother = !found || !(wanted.startsWith(found.name) || found.name.startsWith(wanted))
  const nothing = { rows: [], more: 0, isNobody: false }
  if (isOfAnother) return nothing
  const { answer } = found
  if (!answer.ok) return { ...nothing, error: errorSentence(answer.code) }
  const { people, count } = answer.value
  const rows = people.filter(({ id }) => id !== me).map(rowOf)
  return { rows, more: count - people.length, isNobody: rows.length === 0 }
}

/** In a crowd nobody can be followed but facilitators, whom the list shows already. */
function rowOf({ id, ...person }: FoundPeople['people'][number]): Person {
  return { ...person, participant: id, index: -1, isWriting: false, isLooking: false }
}
