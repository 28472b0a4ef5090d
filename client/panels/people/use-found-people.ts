import { useEffect, useState } from 'react'
import type { FoundPeople } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import type { Person } from '../../model/contract/board-model.ts'
import { findPeople, type Outcome } from '../../model/http/api.ts'
import { useBoard } from '../host/board-context.tsx'

/** A person who stops typing for so long has typed the name. Not measured. */
const pauseMs = 250

export interface PeopleSearch {
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
export function useFoundPeople(name: string, isAsked: boolean, me: string): PeopleSearch | undefined {
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
