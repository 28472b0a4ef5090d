import { atom } from 'nanostores'
import { createRoot } from 'react-dom/client'
import { languages } from '#shared/board/document.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { ReplayStep } from '#shared/board/replay.ts'
import { replayOfConsent } from './activities/consent/replay-of-consent.ts'
import { replayOfVotes } from './activities/vote/replay-of-votes.ts'
import { replayOfWriting } from './activities/write/replay-of-writing.ts'
import { startI18n } from './i18n/i18n.ts'
import { filmOf, showable, type FilmPage } from './model/replay/replay-film.ts'
import type { Feature } from './panels/host/feature.ts'
import { fetchReplayScenes } from './panels/replay/replay-scenes.ts'
import { ReplayStage } from './panels/replay/replay-stage.tsx'
import { ReplayedBoardContext, type ReplayedBoard } from './panels/replay/replayed-board.ts'
import { replayWords } from './panels/replay/words.ts'
import { startTheme } from './style/theme.ts'
import './panels/replay/replay.css'
import './style/base.css'
import './style/fonts-in-file.css'

/** The program of a replay that is one file: it reads the film beside it, and asks nobody for anything. */
interface FilmInFile {
  readonly title: string
  readonly language: string
  readonly index: Omit<Replay, 'days' | 'pages'>
  /** Steps as JSON in gzip, in base64. */
  readonly pages: readonly { readonly from: number; readonly steps: string }[]
}

const features: readonly Feature[] = [
  { name: 'write', replay: async () => replayOfWriting },
  { name: 'vote', replay: async () => replayOfVotes },
  { name: 'consent', replay: async () => replayOfConsent },
]

/** Pictures are not in the file: notes say their descriptions. */
const board: ReplayedBoard = {
  features,
  model: {
    photos: {
      read: async () => ({ ok: false, code: 'not_found', message: '', mayRetry: false }),
      bring: () => {},
      send: async () => ({ ok: false, code: 'not_found', message: '', mayRetry: false }),
      hold: () => {},
      put: () => {},
    },
    saving: atom('saved'),
  },
}

async function unpacked({ from, steps }: FilmInFile['pages'][number]): Promise<FilmPage> {
  const bytes = Uint8Array.from(atob(steps), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return { from, steps: (await new Response(stream).json()) as readonly ReplayStep[] }
}

async function start(root: HTMLElement, film: FilmInFile): Promise<void> {
  startTheme()
  await startI18n(languages.find((known) => known === film.language) ?? 'en')
  await fetchReplayScenes(features)
  const { steps, gaps } = showable(await Promise.all(film.pages.map(unpacked)))
  const known = { ...film.index, days: 0, pages: [], gaps: [...film.index.gaps, ...gaps] }
  document.title = film.title
  createRoot(root).render(
    <ReplayedBoardContext value={board}>
      <main className="replay replay--file">
        <header className="replay__head">
          <h1 className="replay__title" dir="auto">
            {film.title}
          </h1>
          <h2 className="visually-hidden">{replayWords.t('heading')}</h2>
        </header>
        {steps.length > 0 ? (
          <ReplayStage film={filmOf(steps, known)} />
        ) : (
          <p className="replay__wait">{replayWords.t('empty')}</p>
        )}
      </main>
    </ReplayedBoardContext>,
  )
}

const root = document.getElementById('root')
const film = document.getElementById('film')?.textContent ?? ''
if (root) void start(root, JSON.parse(film) as FilmInFile)
