import { useEffect, useState } from 'react'
import type { ReplayStep } from '#shared/board/replay.ts'
import { readReplay, readReplayPage, type Asking, type Outcome } from '../../model/api.ts'
import { filmOf, type Film } from '../../model/replay-film.ts'

export type ReplayState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly film: Film }
  /** Nothing has been recorded yet, or this server records nothing. */
  | { readonly kind: 'empty'; readonly isOff: boolean }
  | { readonly kind: 'failed'; readonly code: Code }

type Code = Extract<Outcome<never>, { ok: false }>['code']

/** Fetches the whole replay once, page after page. */
export function useReplay(asking: Asking): ReplayState {
  const [state, setState] = useState<ReplayState>({ kind: 'waiting' })
  useEffect(() => {
    let isShown = true
    const show = (next: ReplayState) => {
      if (isShown) setState(next)
    }
    void fetchFilm(asking, () => isShown).then(show)
    return () => {
      isShown = false
    }
  }, [asking])
  return state
}

async function fetchFilm(asking: Asking, isWanted: () => boolean): Promise<ReplayState> {
  const index = await readReplay(asking)
  if (!index.ok) return { kind: 'failed', code: index.code }
  const steps: ReplayStep[] = []
  for (const { id } of index.value.pages) {
    if (!isWanted()) break
    const page = await readReplayPage(asking, id)
    if (!page.ok) return { kind: 'failed', code: page.code }
    steps.push(...page.value)
  }
  if (steps.length === 0) return { kind: 'empty', isOff: index.value.days === 0 }
  return { kind: 'ready', film: filmOf(steps, index.value) }
}
