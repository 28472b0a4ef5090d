import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { lazy } from './ui/lazy.ts'
import { useCommonWords } from '../i18n/use-common-words.ts'
import { Wait } from './join/wait.tsx'
import { route } from '../routing/route.ts'

const HomePage = lazy(async () => ({ default: (await import('./home/home-page.tsx')).HomePage }))
const CodePage = lazy(async () => ({ default: (await import('./entry/code-page.tsx')).CodePage }))
const BoardEntry = lazy(async () => ({ default: (await import('./entry/board-entry.tsx')).BoardEntry }))
const ProjectorPage = lazy(async () => ({
  default: (await import('./projector/projector-page.tsx')).ProjectorPage,
}))
const UnknownPage = lazy(async () => ({ default: (await import('./join/unknown-page.tsx')).UnknownPage }))

export function App() {
  const now = useStore(route)
  // Draws everything again in another language, also components without a translation hook.
  useCommonWords()
  return <Suspense fallback={<Wait />}>{pageOf(now)}</Suspense>
}

function pageOf(now: ReturnType<typeof route.get>) {
  switch (now.page) {
    case 'home':
      return <HomePage />
    case 'code':
      return <CodePage />
    case 'board':
      return <BoardEntry key={`${now.board} ${now.secret ?? ''}`} board={now.board} secret={now.secret} />
    case 'projector':
      return <ProjectorPage key={`${now.board} ${now.secret ?? ''}`} board={now.board} secret={now.secret} />
    case 'unknown':
      return <UnknownPage />
  }
}
