import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Steady } from '../../panels/ui/steady.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { toggleDrawer } from '../../panels/host/shell.ts'
import { revealDialog, deskDrawer } from './write-entries.ts'
import { writeWords } from './words.ts'
import './writing-bar.css'

/** The bar of private writing: its meaning for this person, and for facilitators the progress. */
export function WritingBar() {
  const t = useWords(writeWords)
  const { model, shell } = useBoard()
  const { wrote, of } = useStore(model.writing)
  const drawer = useStore(shell.drawer)
  const inColumn = useInColumn()
  const mayReveal = useMay(WriteOperation.revealDesks)
  const maySetWriting = useMay(WriteOperation.setWriting)
  const run = useRunCommand()
  const { isKept, takesNotes } = model.desk
  const isWriter = useStore(takesNotes)
  const meaning = () => {
    if (isWriter) return t('meaning')
    return mayReveal ? t('meaningFacilitator') : t('meaningViewer')
  }
  const progress = of === 0 ? t('nobodyHere') : toldProgress('wrote', { done: wrote, of })
  return (
    <section className="writing-bar" ref={returnFocus} aria-label={t('heading')}>
      <EyeOff aria-hidden="true" />
      <h2 className="writing-bar__title">{t('heading')}</h2>
      <output className="writing-bar__meaning" data-known={mayReveal || undefined}>
        {meaning()}
      </output>
      {mayReveal && (
        <span className="writing-bar__progress tabular">
          <Steady texts={[progress]}>{progress}</Steady>
        </span>
      )}
      {isKept && !(inColumn && isWriter) && (
        <Button
          tone="quiet"
          aria-expanded={drawer === deskDrawer}
          onClick={() => toggleDrawer(shell, deskDrawer)}
        >
          {t('yours')}
        </Button>
      )}
      {maySetWriting && !inColumn && (
        <Button
          tone="quiet"
          onClick={() =>
            run({ kind: 'writing.set', mode: 'shared' }, () =>
              model.notices.show({ text: t('ended'), tone: 'calm' }),
            )
          }
        >
          {t('end')}
        </Button>
      )}
      {mayReveal && (
        <Button tone="accent" onClick={() => shell.open(revealDialog)}>
          {t('reveal')}
        </Button>
      )}
    </section>
  )
}
