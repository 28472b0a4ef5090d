import { isParked } from '#shared/board/parking-lot.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { closeWords } from './words.ts'
import { Statement } from '../../panels/ui/statement.tsx'

/** So many notes of the parking lot are read out. Not measured. */
const mostParked = 40

const isSame = (a: string, b: string) => a === b
const read = ({ notes }: BoardModel['scene']) =>
  [...notes.values()]
    .filter((note) => isParked(note) && note.text.trim() !== '')
    .map(({ text }) => text)
    .slice(0, mostParked)

/** The ideas that came too early. */
export function Parked() {
  const t = useWords(closeWords)
  const { model } = useBoard()
  const texts = useSceneList(model.scene, read, isSame)
  return (
    <section className="close-task__part" aria-label={t('parked')}>
      <h3>{t('parked')}</h3>
      {texts.length === 0 ? <p className="quiet">{t('nothingParked')}</p> : <Texts texts={texts} />}
    </section>
  )
}

/** Texts in their order. */
export function Texts({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text, index) => (
        // Two may say the same.
        <li key={`${index} ${text}`}>
          <Statement text={text} />
        </li>
      ))}
    </ul>
  )
}
