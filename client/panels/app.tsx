import { useStore } from '@nanostores/react'
import type { ReadableAtom } from 'nanostores'
import { Suspense, useEffect, useState } from 'react'
import { lazy } from './ui/lazy.ts'
import { useCommonWords } from '../i18n/use-words.ts'
import type { WaitingEntry } from '../join-page/entering.ts'
import { Wait } from './join/problem-card.tsx'
import { route, type Route } from '../routing/route.ts'

const HomePage = lazy(async () => ({ default: (await import('./home/home-page.tsx')).HomePage }))
const BoardEntry = lazy(async () => ({ default: (await import('./entry/board-entry.tsx')).BoardEntry }))
const WaitingViewer = lazy(async () => ({
  default: (await import('./entry/waiting-viewer.tsx')).WaitingViewer,
}))
const ProjectorPage = lazy(async () => ({
  default: (await import('./projector/projector-page.tsx')).ProjectorPage,
}))
const ArrivedPage = lazy(async () => ({
  default: (await import('./installed/arrived-page.tsx')).ArrivedPage,
}))
const UnknownPage = lazy(async () => ({ default: (await import('./join/unknown-page.tsx')).UnknownPage }))

export function App({ waiting }: { readonly waiting: ReadableAtom<WaitingEntry | null> }) {
  const now = useStore(route)
  const [first] = useState(now)
  const looking = useStore(waiting)
  // Draws everything again in another language, also components without a translation hook.
  useCommonWords()
  return (
    <Suspense fallback={<Wait />}>
      {looking && now === first ? <WaitingViewer {...looking} /> : pageOf(now)}
    </Suspense>
  )
}

function pageOf(now: Route) {
  switch (now.page) {
    case 'home':
      return <HomePage />
    case 'code':
      return <JoinPage />
    case 'board':
      return <BoardEntry key={`${now.board} ${now.secret ?? ''}`} board={now.board} secret={now.secret} />
    case 'embed':
    case 'projector':
      return (
        <ProjectorPage
          isFramed={now.page === 'embed'}
          key={`${now.board} ${now.secret ?? ''}`}
          board={now.board}
          secret={now.secret}
        />
      )
    case 'arrived':
      return <ArrivedPage />
    case 'unknown':
      return <UnknownPage />
  }
}

/** The join form is a document of its own (join.html). The server has it at the address where the person is. */
function JoinPage() {
  useEffect(() => location.reload(), [])
  return <Wait />
}
