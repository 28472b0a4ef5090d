import { useStore } from '@nanostores/react'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSettledWords } from './use-settled-words.ts'
import { WornList } from './worn-list.tsx'

/** The worn words of a statement as a list, beneath its words. */
export function WornPart({ statement }: { readonly statement: string }) {
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const [text = ''] = useSettledWords(statement)
  return <WornList text={text} language={language} />
}
