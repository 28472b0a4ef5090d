import { useEffect, useState } from 'react'
import type { Replay } from '#shared/wire/replay.ts'
import { readReplay, readReplayPage, type Asking, type Outcome } from '../../model/http/api.ts'
import { filmOf, showable, type Film, type FilmPage } from '../../model/replay/replay-film.ts'

export type ReplayState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly film: Film }
  /** Nothing has been recorded yet, or this server records no replays. */
  | { readonly kind: 'empty'; readonly isOff: boolean }
  /** All of it is damaged. */
  | { readonly kind: 'lost'; readonly gaps: Film['gaps'] }
  | { readonly kind: 'failed'; readonly code: Code }

type Code = Extract<Outcome<never>, { ok: false }>['code']

/** Downloads the whole replay once, page after page. */
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
  const first = await fetchPages(asking, isWanted)
  // A page was deleted meanwhile, or turned out to be damaged: the server now knows the remaining ones.
  const found = first.ok && first.value.isWhole ? first : await fetchPages(asking, isWanted)
  if (!found.ok) return { kind: 'failed', code: found.code }
  const { index, pages } = found.value
  const { steps, gaps } = showable(pages)
  const known = { ...index, gaps: [...index.gaps, ...gaps] }
  if (steps.length > 0) return { kind: 'ready', film: filmOf(steps, known) }
  if (known.gaps.length > 0) return { kind: 'lost', gaps: known.gaps }
  return { kind: 'empty', isOff: index.days === 0 }
}

interface FetchedPages {
  readonly index: Replay
  readonly pages: readonly FilmPage[]
  /** Every page could be read. */
  readonly isWhole: boolean
}

async function fetchPages(
  asking: Asking,
  isWanted: () => boolean,
): Promise<
  { readonly ok: true; readonly value: FetchedPages } | { readonly ok: false; readonly code: Code }
> {
  const index = await readReplay(asking)
  if (!index.ok) return index
  const pages: FilmPage[] = []
  for (const { id, from } of index.value.pages) {
    if (!isWanted()) break
    const page = await readReplayPage(asking, id)
    if (page.ok) pages.push({ from, steps: page.value })
    else if (page.code === 'not_found') pages.push({ from, steps: undefined })
    else return page
  }
  return { ok: true, value: { index: index.value, pages, isWhole: pages.every(({ steps }) => steps) } }
}
