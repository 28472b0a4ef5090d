import { useStore } from '@nanostores/react'
import { GitCompare } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button } from '../../panels/ui/button.tsx'
import { Switch } from '../../panels/ui/switch.tsx'
import { compareWords } from './compare-words.ts'
import { compareDialog } from './phrase-entries.ts'
import { isWornShown } from './use-word-marks.ts'
import { wornSentences } from './worn-words.ts'

/** The actions on all statements: compare versions, and see worn words. */
export function WorkbenchTools() {
  const t = useWords(compareWords)
  const worn = useWords(wornSentences)
  const { shell } = useBoard()
  const isShown = useStore(isWornShown)
  return (
    <div className="workbench__tools">
      <Button tone="neutral" icon={<GitCompare />} onClick={() => shell.open(compareDialog, {})}>
        {t('compare')}
      </Button>
      <Switch
        label={worn('show')}
        hint={worn('showHint')}
        isOn={isShown}
        onChange={(isOn) => isWornShown.set(isOn)}
      />
    </div>
  )
}
