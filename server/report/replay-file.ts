import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '#shared/board/document.ts'
import { printableLine } from '#shared/text/printable.ts'
import type { StoredReplay } from '../contracts/replays.ts'
import { inScript, pageStart } from './file-page.ts'

/** A replay as it is stored, for a file that shows it without a server. */
export interface ReplayInFile extends Pick<StoredReplay, 'moments' | 'gaps'> {
  /** Oldest first; steps as JSON in gzip. */
  readonly pages: readonly { readonly from: number; readonly steps: Uint8Array }[]
  /** The folder with the program that plays it. */
  readonly programs: string
}

/** One HTML file with the replay of a board. Its program is the one of the product; nothing comes from elsewhere. */
export async function replayFile(
  title: string,
  language: Language,
  replay: ReplayInFile | undefined,
): Promise<string> {
  // A server whose interface is not built, as while somebody works on it, has no program: the file has the steps alone.
  const read = async (name: string): Promise<string> =>
    replay ? readFile(join(replay.programs, name), 'utf8').catch(() => '') : ''
  const [program, style] = await Promise.all([read('replay-file.js'), read('replay-file.css')])
  // It would end there. A build that writes this is refused before anybody has such a file.
  if (/<\/script|<!--/iu.test(program)) throw new Error('the program of a replay cannot stand in a page')
  const film = {
    title: printableLine(title),
    language,
    index: { moments: replay?.moments ?? [], gaps: replay?.gaps ?? [] },
    pages: (replay?.pages ?? []).map(({ from, steps }) => ({
      from,
      steps: Buffer.from(steps).toString('base64'),
    })),
  }
  const also = "style-src-attr 'unsafe-inline'; img-src data: blob:; font-src data:"
  const start = pageStart({ language, title: film.title, style, program, also })
  return `${start}<div id="root"><noscript>${noScript[language]}</noscript></div>
<script type="application/json" id="film">${inScript(film)}</script>
<script type="module">${program}</script>
</body>
</html>
`
}

const noScript: Readonly<Record<Language, string>> = {
  en: 'This replay needs JavaScript. It asks no server for anything.',
  fr: 'Il faut JavaScript pour revoir la séance. Ce fichier ne demande rien à aucun serveur.',
}
