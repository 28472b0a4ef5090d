import { useCallback, useEffect, useRef, useState } from 'react'
import type { AskingDates, AskingState } from '#shared/wire/public-asking.ts'
import type { PurposePageState } from '#shared/wire/purpose-page.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { readPurposePage, readAskings } from '../../model/http/purpose-api.ts'
import { useBoard } from '../host/board-context.tsx'
import type { Pledge } from './pledges.ts'

/** Something that is due on a day. */
export type Due = {
  readonly id: string
  /** As `2026-12-01`. */
  readonly day: string
  readonly when: 'overdue' | 'today' | 'later'
} & (
  | { readonly kind: 'pledge'; readonly pledge: Pledge }
  | { readonly kind: 'asking'; readonly asking: AskingState; readonly months: number }
  | { readonly kind: 'workshop' }
  | { readonly kind: 'review' }
)

interface DueFacts {
  readonly pledges: readonly Pledge[]
  readonly askings: readonly AskingState[]
  /** Days; null: nobody has set one. */
  readonly workshop: string | null
  readonly review: string | null
  /** When the sentence was adopted, milliseconds since 1970. */
  readonly adopted: number
  readonly today: string
}

/** Everything with a date, in the order of the dates. A question that is open is due today. */
export function dueIn({ pledges, askings, workshop, review, adopted, today }: DueFacts): readonly Due[] {
  const whenOf = (day: string) => (day < today ? 'overdue' : day === today ? 'today' : 'later')
  const due = [
    ...pledges
      .filter(({ day }) => day !== '')
      .map(
        (pledge) =>
          ({ kind: 'pledge', id: pledge.id, day: pledge.day, when: whenOf(pledge.day), pledge }) as const,
      ),
    ...askings
      .filter(({ closed }) => closed === null)
      .map((asking) => {
        const opens = dayOf(asking.opens)
        const day = opens < today ? today : opens
        const months = monthsAfter(adopted, asking.opens)
        return { kind: 'asking', id: asking.id, day, when: whenOf(day), asking, months } as const
      }),
    // A day that has passed is no news: the workshop was held, or another day is set.
    ...(workshop === null || workshop < today
      ? []
      : // As in the calendar file at the end of the day: a calendar then has one entry.
        [{ kind: 'workshop', id: 'next', day: workshop, when: whenOf(workshop) } as const]),
    ...(review === null
      ? []
      : [{ kind: 'review', id: 'review', day: review, when: whenOf(review) } as const]),
  ]
  return due.toSorted((a, b) => a.day.localeCompare(b.day))
}

/** The day of a moment, by the calendar of UTC: a question opens and closes at the same moment for everybody. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** From the begin of one day to the end of another. */
export function datesOf(from: string, to: string): AskingDates {
  return { opens: Date.parse(`${from}T00:00:00Z`), closes: Date.parse(`${to}T23:59:59Z`) }
}

/** The day so many months after a moment; of a shorter month its last one. */
export function monthsLater(at: number, months: number): string {
  const date = new Date(at)
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date.getUTCDate(), last))
  return dayOf(first.getTime())
}

/** Rounded to whole months. */
export function monthsAfter(from: number, to: number): number {
  const monthMs = 2_629_746_000
  return Math.max(0, Math.round((to - from) / monthMs))
}

export function daysLater(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * 86_400_000)
}

interface After {
  /** Null until the server has answered. */
  readonly askings: readonly AskingState[] | null
  readonly page: PurposePageState | null
  readonly error: string
}

/** Reads from the server everything for the time after the day, again after each change. */
export function useAfter(): After & { readonly reload: () => void } {
  const { asking } = useBoard()
  const [after, setAfter] = useState<After>({ askings: null, page: null, error: '' })
  const isLeft = useRef(false)
  const load = useCallback(async () => {
    const [read, page] = await Promise.all([readAskings(asking), readPurposePage(asking)])
    if (isLeft.current) return
    const failed = [read, page].find((answer) => !answer.ok)
    setAfter(({ askings }) => ({
      askings: read.ok ? read.value.askings : askings,
      page: page.ok ? page.value : null,
      error: failed && !failed.ok ? errorSentence(failed.code) : '',
    }))
  }, [asking])
  useEffect(() => {
    isLeft.current = false
    void load()
    return () => {
      isLeft.current = true
    }
  }, [load])
  return { ...after, reload: () => void load() }
}
